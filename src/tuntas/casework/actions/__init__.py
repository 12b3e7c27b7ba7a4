"""Opening, moving and referring cases; the calendar their deadlines are counted in."""

from tuntas.casework.actions.calendar import load_holidays
from tuntas.casework.actions.cases import (
    AlreadyMoved,
    MoveRefused,
    NotAllowed,
    StillMissing,
    holidays,
    mark_case_told,
    move,
    open_case,
)
from tuntas.casework.actions.referrals import answer, mark_told, refer, tell_raiser

__all__ = [
    "AlreadyMoved",
    "MoveRefused",
    "NotAllowed",
    "StillMissing",
    "answer",
    "holidays",
    "load_holidays",
    "mark_case_told",
    "mark_told",
    "move",
    "open_case",
    "refer",
    "tell_raiser",
]
