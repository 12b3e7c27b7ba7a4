"""The room's own stage: a published edition and its people."""

from tuntas.kipp.tests.finished import announced_edition, closed_plenary, finalists, open_plenary, scored_finals
from tuntas.kipp.tests.judging_stage import at, desk_day, entry, jury, mine
from tuntas.kipp.tests.objecting import answered, dewi, failed, heard, raised
from tuntas.kipp.tests.stage import draft_edition, edition, juror_seats, secretary, small_edition

__all__ = [
    "announced_edition",
    "answered",
    "at",
    "closed_plenary",
    "desk_day",
    "dewi",
    "draft_edition",
    "edition",
    "entry",
    "failed",
    "finalists",
    "heard",
    "juror_seats",
    "jury",
    "mine",
    "open_plenary",
    "raised",
    "scored_finals",
    "secretary",
    "small_edition",
]
