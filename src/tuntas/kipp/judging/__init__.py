"""Numbers of judging: NumPy in, NumPy out, no Django."""

from tuntas.kipp.judging.balance import top_up
from tuntas.kipp.judging.ranks import Places, places

__all__ = ["Places", "places", "top_up"]
