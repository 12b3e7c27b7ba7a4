"""Tables of quality."""

from tuntas.quality.models.measures import Measure, Tally
from tuntas.quality.models.surveys import NAMES, Answered, Batch, Kiosk, Published, Remark, Response, Wording

__all__ = [
    "NAMES",
    "Answered",
    "Batch",
    "Kiosk",
    "Measure",
    "Published",
    "Remark",
    "Response",
    "Tally",
    "Wording",
]
