"""Tables of quality."""

from tuntas.quality.models.measures import Measure, Tally

__all__ = ["Measure", "Tally"]
