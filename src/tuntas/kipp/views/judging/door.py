"""What every page of judging looks up first, behind the edition's own door (`views.doors.behind`)."""

from django.http import Http404

from tuntas.kipp.models import Edition, SeatHolder, Stage
from tuntas.kipp.rules.judging import is_scored
from tuntas.kipp.terms import Seat
from tuntas.kipp.views.doors import Visit

JURY = frozenset({Seat.JUROR})
STAFF = frozenset({Seat.ORGANISER, Seat.SECRETARIAT})
ORGANISERS = frozenset({Seat.ORGANISER})


def scored_stage(edition: Edition, key: str) -> Stage:
    """The edition's stage of that key, when it has scores; else 404."""
    found = Stage.objects.filter(edition=edition, key=key).first()
    if found is None or not is_scored(found):
        raise Http404
    found.edition = edition
    return found


def seat_of(request: Visit, edition: Edition) -> SeatHolder:
    """The reader's juror seat; `behind(JURY)` has made sure that there is one."""
    assert request.juror is not None
    return request.juror
