"""What a juror must not learn while judging blind, and the order of the queue that gives nothing away."""

import hashlib

from tuntas.kipp.models import Edition, Stage
from tuntas.kipp.terms import StageKind


def is_blind(stage: Stage, edition: Edition) -> bool:
    """Jurors read proposals of this stage without people, organisation and place.

    Only the desk can be blind: at an interview people meet. Blinding is partial, since the name of
    an innovation often names its region; every blind page says so.
    """
    return edition.blind and stage.kind == StageKind.DESK


def shuffle_key(seat_id: int, reference: str) -> str:
    """Sorts a juror's queue. Depends on the juror and the random reference only, so that neither time of
    submission, number, place nor organisation shows in the order, and two jurors start at different ends."""
    return hashlib.sha256(f"{seat_id}:{reference}".encode()).hexdigest()
