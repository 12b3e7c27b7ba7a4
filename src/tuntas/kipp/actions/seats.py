"""Giving people seats in an edition, and taking them back."""

from contextlib import suppress
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tuntas.journal.actions import record
from tuntas.kipp.actions.conflicts import recompute
from tuntas.kipp.models import Edition, SeatHolder, SeatOffer
from tuntas.kipp.rules.seats import PROVINCE, may_organise
from tuntas.kipp.terms import EditionStatus, Seat
from tuntas.people.actions.invitations import AlreadyInvited, invite
from tuntas.people.models import Invitation, Person
from tuntas.people.terms import InvitationAccepted, Role
from tuntas.places.models import Place

# The provincial role offered with a seat to somebody who has no account yet; nobody becomes organiser of the
# province by it.
OFFERED_WITH = {
    Seat.ORGANISER: Role.SECRETARIAT,
    Seat.SECRETARIAT: Role.SECRETARIAT,
    Seat.JUROR: Role.JUROR,
    Seat.OBSERVER: Role.OBSERVER,
}
NAMED = (Seat.ORGANISER, Seat.SECRETARIAT, Seat.OBSERVER)  # they see names the blind desk hides


class SeatRefused(Exception):
    """The seat cannot be given or taken. `str(error)` is a sentence for the person who tried."""


class NotAllowed(SeatRefused):
    """The person does not organise this edition."""


class SeatConflict(SeatRefused):
    """The person sits elsewhere in this edition in a way that excludes this seat."""


class LastOrganiser(SeatRefused):
    """Somebody must keep running the edition."""


@transaction.atomic
def seat(
    *, edition: Edition, person: Person, seat: Seat, by: Person, now: datetime, affiliation: str = ""
) -> SeatHolder:
    """Give the person the seat; doing so twice is harmless and a seat left before is taken up again.

    Jurors must not be staff or observer: those see names that the blind desk hides. Raises `NotAllowed`,
    `SeatConflict`.
    """
    _must_organise(edition, by)
    if _sits_elsewhere(edition, person, seat):
        raise SeatConflict(
            _("Jurors judge without seeing names, so a juror cannot be organiser, secretariat or observer too.")
        )
    holder, is_new = SeatHolder.objects.get_or_create(
        edition=edition, person=person, seat=seat, defaults={"added_at": now, "affiliation": affiliation.strip()}
    )
    if not is_new:
        if holder.left_at is None and (not affiliation or holder.affiliation == affiliation.strip()):
            return holder
        holder.left_at = None
        holder.affiliation = affiliation.strip() or holder.affiliation
        holder.save(update_fields=["left_at", "affiliation"])
    record(act="kipp.seat_given", subject=holder, by=by, now=now, data={"person": person.pk, "seat": str(seat)})
    if seat == Seat.JUROR:
        recompute(edition=edition, jurors=[holder], by=by, now=now)
    return holder


def _sits_elsewhere(edition: Edition, person: Person, seat: Seat) -> bool:
    """The person sits on the jury and would read names, or the other way round."""
    excluded = NAMED if seat == Seat.JUROR else (Seat.JUROR,) if seat in NAMED else ()
    return SeatHolder.objects.filter(edition=edition, person=person, seat__in=excluded, left_at=None).exists()


@transaction.atomic
def unseat(*, holder: SeatHolder, by: Person, now: datetime) -> SeatHolder:
    """End the seat; what its holder did stays. Raises `NotAllowed`, `LastOrganiser`. Twice is harmless."""
    _must_organise(holder.edition, by)
    Edition.objects.select_for_update().get(pk=holder.edition_id)  # two organisers unseating each other wait here
    fresh = SeatHolder.objects.get(pk=holder.pk)
    if fresh.left_at is not None:
        return fresh
    others = SeatHolder.objects.filter(edition=holder.edition_id, seat=Seat.ORGANISER, left_at=None).exclude(
        pk=fresh.pk
    )
    if fresh.seat == Seat.ORGANISER and not others.exists():
        raise LastOrganiser(_("Nobody else organises this edition. Give somebody else that seat first."))
    fresh.left_at = now
    fresh.save(update_fields=["left_at"])
    record(act="kipp.seat_ended", subject=fresh, by=by, now=now, data={"person": fresh.person_id})
    holder.left_at = now
    return fresh


@transaction.atomic
def offer(
    *, edition: Edition, email: str, name: str, seat: Seat, by: Person, now: datetime, affiliation: str = ""
) -> SeatOffer:
    """Keep the seat for an address without an account and invite its owner; accepting takes the seat.

    Raises `NotAllowed`, or `SeatRefused` where no invitation can be written.
    """
    _must_organise(edition, by)
    email = email.strip().lower()
    kept, is_new = SeatOffer.objects.get_or_create(
        edition=edition,
        email=email,
        seat=seat,
        taken_at=None,
        withdrawn_at=None,
        defaults={"name": name.strip(), "affiliation": affiliation.strip(), "offered_by": by, "offered_at": now},
    )
    if not is_new:
        raise SeatRefused(_("This seat is already kept for this address; the invitation is on its way."))
    with suppress(AlreadyInvited):  # one invitation serves several seats
        province = Place.objects.get(pk=PROVINCE)
        invite(email=email, name=name.strip(), role=OFFERED_WITH[seat], place=province, by=by, now=now)
    record(act="kipp.seat_offered", subject=kept, by=by, now=now, data={"seat": str(seat)})
    return kept


@transaction.atomic
def withdraw_offer(*, offer: SeatOffer, by: Person, now: datetime) -> SeatOffer:
    """Keep the seat no longer. Twice is harmless."""
    _must_organise(offer.edition, by)
    fresh = SeatOffer.objects.select_for_update().get(pk=offer.pk)
    if fresh.taken_at is None and fresh.withdrawn_at is None:
        fresh.withdrawn_at = now
        fresh.save(update_fields=["withdrawn_at"])
        record(act="kipp.seat_offer_withdrawn", subject=fresh, by=by, now=now)
    return fresh


@transaction.atomic
def take_offers(*, person: Person, email: str, now: datetime) -> int:
    """Seat the person wherever a seat is kept for the confirmed address; how many seats."""
    waiting = SeatOffer.objects.select_for_update(of=("self",)).select_related("edition")
    taken = 0
    for kept in waiting.filter(email=email.lower(), taken_at=None, withdrawn_at=None):
        if kept.edition.status == EditionStatus.ARCHIVED or _sits_elsewhere(kept.edition, person, Seat(kept.seat)):
            continue
        holder = SeatHolder.objects.update_or_create(
            edition=kept.edition,
            person=person,
            seat=kept.seat,
            defaults={"left_at": None, "affiliation": kept.affiliation},
            create_defaults={"added_at": now, "affiliation": kept.affiliation},
        )[0]
        kept.taken_at = now
        kept.save(update_fields=["taken_at"])
        record(act="kipp.seat_taken", subject=holder, by=person, now=now, data={"offer": kept.pk})
        if kept.seat == Seat.JUROR:
            recompute(edition=kept.edition, jurors=[holder], by=person, now=now)
        taken += 1
    return taken


def invitation_accepted(event: InvitationAccepted) -> None:
    """Handler for the lobby's wiring: whoever accepts an invitation takes the seats kept for its address."""
    invitation = Invitation.objects.select_related("accepted_by").get(pk=event.invitation_id)
    if invitation.accepted_by and invitation.accepted_at:
        take_offers(person=invitation.accepted_by, email=invitation.email, now=invitation.accepted_at)


def _must_organise(edition: Edition, by: Person) -> None:
    if not may_organise(by, edition):
        raise NotAllowed(_("Only this edition's organisers give and take seats."))
