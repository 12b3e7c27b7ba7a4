"""The room's own stage: a published edition and its people."""

from tuntas.kipp.tests.finished import announced_edition, closed_plenary, finalists, open_plenary, scored_finals
from tuntas.kipp.tests.stage import edition, juror_seats, secretary, small_edition

__all__ = [
    "announced_edition",
    "closed_plenary",
    "edition",
    "finalists",
    "juror_seats",
    "open_plenary",
    "scored_finals",
    "secretary",
    "small_edition",
]
