"""Recording that others have copied an innovation already, and taking it back: a rule of order, never a score."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tuntas.journal.actions import record
from tuntas.kernel.text import clean
from tuntas.kipp.models import Edition, Entry, Plenary, Replicated
from tuntas.kipp.queries.standings import JUDGED
from tuntas.kipp.rules.seats import CHECKS, seats_of
from tuntas.kipp.terms import EditionStatus
from tuntas.people.models import Person


class OrderRefused(Exception):
    """The mark cannot be set or taken back; `str(error)` is a sentence for the person."""


@transaction.atomic
def mark_copied(*, entry: Entry, evidence: str, by: Person, now: datetime) -> Replicated:
    """Say with evidence that the innovation was copied elsewhere. Marking twice changes nothing."""
    _edition(entry.edition_id, by)
    if entry.case.stage not in JUDGED:
        raise OrderRefused(_("This proposal is not being judged."))
    if not clean(evidence):
        raise OrderRefused(_("Write who copied it and where that can be read."))
    there = Replicated.objects.filter(entry=entry, ended_at=None).first()
    if there:
        return there
    made = Replicated.objects.create(entry=entry, evidence=clean(evidence)[:400], by=by, at=now)
    record(act="kipp.copied_marked", subject=made, by=by, now=now, data={"entry": entry.pk})
    return made


@transaction.atomic
def unmark_copied(*, mark: Replicated, reason: str, by: Person, now: datetime) -> Replicated:
    """Take the mark back with a reason; the row stays. Twice is harmless."""
    _edition(mark.entry.edition_id, by)
    if not clean(reason):
        raise OrderRefused(_("Give the reason."))
    fresh = Replicated.objects.select_for_update(of=("self",)).get(pk=mark.pk)
    if fresh.ended_at is None:
        fresh.ended_at, fresh.ended_by, fresh.end_reason = now, by, clean(reason)[:400]
        fresh.save(update_fields=["ended_at", "ended_by", "end_reason"])
        record(act="kipp.copied_unmarked", subject=fresh, by=by, now=now, data={"entry": fresh.entry_id})
    return fresh


def _edition(pk: int, by: Person) -> Edition:
    edition = Edition.objects.select_for_update(of=("self",)).get(pk=pk)
    if edition.status != EditionStatus.OPEN or not seats_of(by, edition) & CHECKS:
        raise OrderRefused(_("Only organisers and the secretariat of an open edition may do this."))
    if Plenary.objects.filter(stage__edition=edition, closed_at__isnull=False).exists():
        raise OrderRefused(_("The plenary is closed; the order stays as it is."))
    return edition
