"""The door in front of every page of an edition: who may come in, and who must not know that it exists."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any, cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from tuntas.kipp.models import Edition, SeatHolder
from tuntas.kipp.rules.barring import hidden_from
from tuntas.kipp.rules.seats import holders_of
from tuntas.kipp.terms import EditionStatus, Seat
from tuntas.people.models import Person

View = Callable[..., HttpResponse]


class Visit(HttpRequest):
    """A request that came through a door: who it is, and the seats they have in the edition. Only for types."""

    user: Person
    seats: frozenset[Seat]
    juror: SeatHolder | None


def who(request: HttpRequest) -> Person:
    """Whoever asks; rules and queries take an anonymous visitor for a person without any role."""
    return cast(Person, request.user)


def hidden_at(request: HttpRequest, now: datetime) -> frozenset[int]:
    """Ids of the edition's entries that do not exist for whoever came in: those a juror has a conflict with."""
    return hidden_from(cast(Visit, request).juror, now)


def enter(request: HttpRequest, slug: str) -> tuple[Edition, frozenset[Seat]]:
    """The edition of that address and the person's seats in it; one query each.

    404 for a draft in which the person has no seat, as for an edition that is not there. `request.juror` is the
    person's juror seat, if any.
    """
    edition = Edition.objects.select_related("office").filter(slug=slug).first()
    if edition is None:
        raise Http404
    holders = holders_of(who(request), edition)
    seats = frozenset(Seat(holder.seat) for holder in holders)
    juror = next((holder for holder in holders if holder.seat == Seat.JUROR), None)
    if juror:
        juror.edition = edition
    cast(Visit, request).juror = juror
    if edition.status == EditionStatus.DRAFT and not seats:
        raise Http404
    return edition, seats


def behind(allowed: frozenset[Seat]) -> Callable[[View], View]:
    """Let people with one of these seats into the view `(request, edition, …)`; `request.seats` are theirs.

    Anonymous people sign in first, whatever the address; others get 404 for what they must not know of and 403
    where their seats do not reach.
    """

    def door(view: View) -> View:
        @wraps(view)
        def entered(request: HttpRequest, edition: str, *args: Any, **named: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            found, seats = enter(request, edition)
            if not seats & allowed:
                raise PermissionDenied
            visit = cast(Visit, request)
            visit.seats = seats
            return view(visit, found, *args, **named)

        return entered

    return door
