"""What people are told about events and awards. Handlers for the lobby's wiring, and the reminder."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from tuntas.forum.models import Booking, Gathering, Honour
from tuntas.forum.rules.gatherings import grouped_code
from tuntas.forum.terms import (
    BookingMade,
    BookingState,
    GatheringCancelled,
    GatheringMoved,
    HonourGranted,
    PlaceFreed,
)
from tuntas.journal.actions import record
from tuntas.kernel.bilingual import said
from tuntas.kernel.clock import now as clock_now
from tuntas.notices.actions import tell, tell_many
from tuntas.notices.terms import Words, worded
from tuntas.people.models import Person
from tuntas.people.queries.organisations import local_admins_of
from tuntas.ui.templatetags.ui import day, when

REMIND_BEFORE = timedelta(hours=36)


def _ticket(gathering: Gathering) -> str:
    return reverse("forum:ticket", args=[gathering.slug])


def _where_and_when(gathering: Gathering) -> str:
    moment = day(gathering.starts_at) if gathering.day_only else when(gathering.starts_at)
    return f"{moment}. {gathering.venue}".strip()


def tell_booked(event: BookingMade) -> None:
    """Confirmation: a place, or a turn on the waiting list."""
    booking = Booking.objects.select_related("person", "gathering").get(pk=event.booking_id)
    if booking.state == BookingState.CONFIRMED:
        _confirm(booking, "forum.booked")
        return
    if booking.state != BookingState.WAITING:
        return
    gathering = booking.gathering
    words = worded(
        lambda: (
            _("You are on the waiting list: %(title)s") % {"title": said(gathering, "title")},
            _("All places are taken. When somebody withdraws, places go to those who wait, in order, and we tell you."),
        )
    )
    tell(person=booking.person, kind="forum.waiting", link=_ticket(gathering), now=clock_now(), **words)


def tell_place_freed(event: PlaceFreed) -> None:
    """Somebody from the waiting list has a place."""
    booking = Booking.objects.select_related("person", "gathering").get(pk=event.booking_id)
    if booking.state == BookingState.CONFIRMED:
        _confirm(booking, "forum.place_freed")


def _confirm(booking: Booking, kind: str) -> None:
    gathering = booking.gathering
    words = worded(
        lambda: (
            _("You have a place: %(title)s") % {"title": said(gathering, "title")},
            _("%(when)s\n\nYour ticket's code is %(code)s. If you cannot come, withdraw: somebody else gets the place.")
            % {"when": _where_and_when(gathering), "code": grouped_code(booking.code)},
        )
    )
    tell(person=booking.person, kind=kind, link=_ticket(gathering), now=clock_now(), **words)


def tell_gathering_moved(event: GatheringMoved) -> None:
    """Everybody with a place or a turn learns the new time and place."""
    gathering = Gathering.objects.get(pk=event.gathering_id)
    words = worded(
        lambda: (
            _("Changed: %(title)s") % {"title": said(gathering, "title")},
            _("Time or place are new: %(when)s") % {"when": _where_and_when(gathering)},
        )
    )
    tell_many(people=_coming(gathering), kind="forum.gathering_moved", link=_page(gathering), now=clock_now(), **words)


def tell_gathering_cancelled(event: GatheringCancelled) -> None:
    """Everybody with a place or a turn learns that it does not take place, and why."""
    gathering = Gathering.objects.get(pk=event.gathering_id)
    words = worded(
        lambda: (
            _("Called off: %(title)s") % {"title": said(gathering, "title")},
            _("Reason: %(reason)s") % {"reason": said(gathering, "cancelled_reason")},
        )
    )
    people = _coming(gathering)
    tell_many(people=people, kind="forum.gathering_cancelled", link=_page(gathering), now=clock_now(), **words)


def remind(*, now: datetime) -> int:
    """Remind those with a place, once, when an event begins within 36 hours; how many were reminded."""
    told = 0
    soon = Gathering.objects.filter(
        published_at__isnull=False, cancelled_at=None, reminded_at=None, capacity__isnull=False,
        starts_at__gt=now, starts_at__lte=now + REMIND_BEFORE,
    )  # fmt: skip
    for gathering in soon:
        if not Gathering.objects.filter(pk=gathering.pk, reminded_at=None).update(reminded_at=now):
            continue  # another process was first
        people = _coming(gathering, BookingState.CONFIRMED)
        told += tell_many(
            people=people, kind="forum.reminded", link=_ticket(gathering), now=now, **_reminding(gathering)
        )  # fmt: skip
        record(act="forum.reminded", subject=gathering, by=None, now=now)
    return told


def _reminding(gathering: Gathering) -> Words:
    return worded(
        lambda: (
            _("Soon: %(title)s") % {"title": said(gathering, "title")},
            _("%(when)s\n\nHave your ticket ready at the door. If you cannot come, please withdraw.")
            % {"when": _where_and_when(gathering)},
        )
    )


def _coming(gathering: Gathering, *states: BookingState) -> QuerySet[Person]:
    wanted: Iterable[BookingState] = states or (BookingState.CONFIRMED, BookingState.WAITING)
    there = Booking.objects.filter(gathering=gathering, state__in=list(wanted))
    return Person.objects.filter(pk__in=there.values("person"), is_active=True)


def _page(gathering: Gathering) -> str:
    return reverse("forum:gathering", args=[gathering.slug])


def tell_honoured(event: HonourGranted) -> None:
    """The local admins of honoured organisations learn of it."""
    honour = Honour.objects.get(pk=event.honour_id)
    words = worded(
        lambda: (
            _("A special award: %(name)s") % {"name": said(honour, "name")},
            _("Your organisation receives it. The certificate is on the award's page; anybody can check it."),
        )
    )
    people: dict[int, Person] = {}
    for one in honour.honourees.filter(organisation__isnull=False).select_related("organisation"):
        if one.organisation is not None:
            people |= {person.pk: person for person in local_admins_of(one.organisation, clock_now())}
    link = reverse("forum:honour", args=[honour.slug])
    tell_many(people=people.values(), kind="forum.honoured", link=link, now=clock_now(), **words)
