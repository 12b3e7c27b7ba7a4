"""What jurors say themselves: ties, the statement of independence, and stepping back from one entry."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from tuntas.journal.actions import record
from tuntas.kernel.text import clean
from tuntas.kipp.actions.conflicts import LONGEST, ConflictRefused, keep_away, reason_in, recompute
from tuntas.kipp.models import Conflict, Entry, SeatHolder, Sheet, Stage, Statement, Tie
from tuntas.kipp.rules.judging import is_scored
from tuntas.kipp.terms import ConflictKind, ConflictState, Seat, TieKind
from tuntas.notices.actions import tell_many
from tuntas.notices.terms import worded
from tuntas.people.models import Organisation, Person
from tuntas.places.models import Place


class NotYourSeat(ConflictRefused):
    """Only the juror speaks for the juror."""


class TiesStand(ConflictRefused):
    """Somebody with ties on the list cannot say that there are none."""


@dataclass(frozen=True)
class Target:
    """What a tie is to: exactly one of the three."""

    organisation: Organisation | None = None
    regency: Place | None = None
    entry: Entry | None = None


def _own(juror: SeatHolder, by: Person) -> SeatHolder:
    fresh = SeatHolder.objects.select_for_update(of=("self",)).select_related("edition", "person").get(pk=juror.pk)
    if fresh.person_id != by.pk or fresh.seat != Seat.JUROR or fresh.left_at is not None or not by.is_active:
        raise NotYourSeat(_("Only a juror of this edition can say this, for themselves."))
    return fresh


@transaction.atomic
def declare(
    *,
    juror: SeatHolder,
    kind: TieKind,
    target: Target,
    by: Person,
    now: datetime,
    since: date | None = None,
    until: date | None = None,
    note: str = "",
) -> Tie:
    """Put a tie on the juror's list; the same tie twice is kept once. Which entries it touches is not answered.

    Raises `NotYourSeat`, `ConflictRefused`.
    """
    fresh = _own(juror, by)
    if sum(one is not None for one in (target.organisation, target.regency, target.entry)) != 1:
        raise ConflictRefused(_("Name one organisation, one regency or city, or one proposal."))
    if target.entry is not None and target.entry.edition_id != fresh.edition_id:
        raise ConflictRefused(_("Name one organisation, one regency or city, or one proposal."))
    if since and until and until < since:
        raise ConflictRefused(_("A tie cannot end before it began."))
    what = {"organisation": target.organisation, "regency": target.regency, "entry": target.entry}
    same = Tie.objects.filter(juror=fresh, kind=kind, withdrawn_at=None, since=since, until=until, **what).first()
    if same:
        return same
    text = clean(note)[:LONGEST]
    tie = Tie.objects.create(juror=fresh, kind=kind, since=since, until=until, note=text, declared_at=now, **what)
    record(act="kipp.tie_declared", subject=tie, by=by, now=now, data={"juror": fresh.pk, "kind": str(kind)})
    recompute(edition=fresh.edition, jurors=[fresh], by=by, now=now)
    return tie


@transaction.atomic
def withdraw(*, tie: Tie, by: Person, now: datetime) -> Tie:
    """Take a tie off the list: it was a mistake. It stays readable for the organiser. Twice is harmless."""
    fresh = _own(tie.juror, by)
    row = Tie.objects.select_for_update(of=("self",)).get(pk=tie.pk)
    if row.withdrawn_at is None:
        row.withdrawn_at = now
        row.save(update_fields=["withdrawn_at"])
        record(act="kipp.tie_withdrawn", subject=row, by=by, now=now, data={"juror": fresh.pk})
        recompute(edition=fresh.edition, jurors=[fresh], by=by, now=now)
    return row


@transaction.atomic
def declare_independent(*, juror: SeatHolder, stage: Stage, none: bool, by: Person, now: datetime) -> Statement:
    """State for one scored stage: no ties, or exactly those on the list. Said again, the newest counts.

    Raises `NotYourSeat`, `TiesStand`, `ConflictRefused` for a stage of another edition or without scores.
    """
    fresh = _own(juror, by)
    if stage.edition_id != fresh.edition_id or not is_scored(stage):
        raise ConflictRefused(_("This stage has no scores."))
    listed = Tie.objects.filter(juror=fresh, withdrawn_at=None).exists()
    if none and listed:
        raise TiesStand(_("There are ties on your list. Withdraw them, or state that the list is complete."))
    if not none and not listed:
        raise ConflictRefused(_("Your list is empty. Add a tie, or state that you have none."))
    there = Statement.objects.filter(juror=fresh, stage=stage).first()
    if there and there.none == none:
        return there
    made = Statement.objects.update_or_create(juror=fresh, stage=stage, defaults={"none": none, "at": now})[0]
    record(act="kipp.independence_stated", subject=made, by=by, now=now, data={"stage": stage.pk, "none": none})
    return made


@transaction.atomic
def recuse(*, juror: SeatHolder, entry: Entry, reason: str, by: Person, now: datetime) -> Conflict:
    """Step back from one entry for good: it leaves the desk at once, a draft stays unread, organisers are told.

    A sheet already handed in stays until an organiser decides whether it counts (`actions.rulings`). Twice is
    harmless. Raises `NotYourSeat`, `ReasonMissing`, `ConflictRefused` for an entry the juror never had.
    """
    fresh = _own(juror, by)
    there = Conflict.objects.filter(juror=fresh, entry=entry, kind=ConflictKind.RECUSAL).first()
    if there and there.state == ConflictState.RECUSED:
        return there
    said = reason_in(reason)
    if not fresh.assignments.filter(entry=entry, removed_at=None).exists():
        raise ConflictRefused(_("This proposal is not assigned to you."))
    decided = {"state": ConflictState.RECUSED, "reason": said, "decided_by": by, "decided_at": now, "scores": ""}
    made = Conflict.objects.update_or_create(
        juror=fresh,
        entry=entry,
        kind=ConflictKind.RECUSAL,
        defaults=decided | {"refreshed_at": now},
        create_defaults=decided | {"found_at": now, "refreshed_at": now},
    )[0]
    keep_away(fresh, entry, now)
    record(act="kipp.juror_recused", subject=made, by=by, now=now, data={"entry": entry.pk, "juror": fresh.pk})
    _tell_organisers(made, fresh, now)
    return made


def _tell_organisers(conflict: Conflict, juror: SeatHolder, now: datetime) -> None:
    entry, edition = conflict.entry, juror.edition
    scored = Sheet.objects.filter(assignment__juror=juror, assignment__entry=entry, handed_in_at__isnull=False).exists()
    words = {"juror": juror.person.name, "title": entry.title, "reason": conflict.reason}

    def say() -> tuple[str, str]:
        what = _("The scores handed in wait for your decision.") if scored else _("The proposal needs another juror.")
        return _("%(juror)s steps back from “%(title)s”") % words, _("Reason: %(reason)s") % words + f"\n{what}"

    tell_many(
        people=Person.objects.filter(
            seats__edition=edition, seats__seat=Seat.ORGANISER, seats__left_at=None, is_active=True
        ),
        kind="kipp.juror_recused",
        link=reverse("kipp:conflict", args=[edition.slug, conflict.pk]),
        now=now,
        **worded(say),
    )
