"""Numbers of judging: NumPy in, NumPy out, no Django."""

from tuntas.kipp.judging.ranks import Places, places
from tuntas.kipp.judging.sharing import Input, Solution, share

__all__ = ["Input", "Places", "Solution", "places", "share"]
