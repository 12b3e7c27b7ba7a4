"""Handlers for the lobby's wiring: conflicts are looked for again when something they depend on has happened."""

from tuntas.kipp.actions.conflicts import recompute
from tuntas.kipp.models import Entry, SeatHolder
from tuntas.kipp.terms import EditionStatus, EntryChecked, Seat
from tuntas.people.models import Holding, Invitation, JoinRequest
from tuntas.people.terms import HoldingEnded, InvitationAccepted, JoinDecided, RoleDelegated


def recheck_entry(event: EntryChecked) -> None:
    """An entry passed: who of the jury is too near to it?"""
    if event.passed:
        entry = Entry.objects.select_related("edition", "case").get(pk=event.entry_id)
        recompute(edition=entry.edition, entries=[entry], by=None, now=entry.case.stage_since)


def recheck_person(event: InvitationAccepted | JoinDecided | RoleDelegated | HoldingEnded) -> None:
    """Somebody took or lost a role: what does that mean where they sit on a jury? As of the moment on record."""
    if isinstance(event, InvitationAccepted):
        invitation = Invitation.objects.get(pk=event.invitation_id)
        person, moment = invitation.accepted_by_id, invitation.accepted_at
    elif isinstance(event, JoinDecided):
        request = JoinRequest.objects.get(pk=event.request_id)
        person, moment = request.person_id, request.decided_at
    else:
        holding = Holding.objects.get(pk=event.holding_id)
        ended = isinstance(event, HoldingEnded)
        person, moment = holding.person_id, holding.until if ended else holding.since
    if person is None or moment is None:
        return
    seats = SeatHolder.objects.filter(person=person, seat=Seat.JUROR, left_at=None).select_related("edition")
    for juror in seats.exclude(edition__status=EditionStatus.ARCHIVED):
        recompute(edition=juror.edition, jurors=[juror], by=None, now=moment)
