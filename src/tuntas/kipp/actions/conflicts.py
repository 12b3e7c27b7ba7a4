"""Conflicts of interest on record: looking for them again, and what organisers decide about them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from tuntas.journal.actions import record
from tuntas.kernel.text import clean
from tuntas.kipp.models import Assignment, Conflict, Edition, Entry, SeatHolder, Visit
from tuntas.kipp.rules.barring import findings
from tuntas.kipp.rules.conflicts import Evidence, Pair, key_of
from tuntas.kipp.rules.seats import may_organise
from tuntas.kipp.terms import ConflictKind, ConflictState, EntryStage, Seat
from tuntas.notices.actions import withdraw_about
from tuntas.people.models import Person

BATCH = 500
OUT = (EntryStage.DRAFT, EntryStage.WITH_ADMIN, EntryStage.FAILED, EntryStage.WITHDRAWN)
LONGEST = 400  # letters of a reason


class ConflictRefused(Exception):
    """The conflict cannot be changed so; `str(error)` is a sentence for the person who tried."""


class NotOrganiser(ConflictRefused):
    """Only organisers of the edition decide about conflicts."""


class ReasonMissing(ConflictRefused):
    """A decision that lets a juror near, or keeps scores, needs a reason somebody can read later."""


@dataclass(frozen=True)
class Recount:
    """What looking again changed: new findings, dismissed ones that came back, findings whose evidence is gone."""

    found: int
    again: int
    ended: int

    @property
    def changed(self) -> bool:
        return bool(self.found or self.again or self.ended)


@transaction.atomic
def recompute(
    *,
    edition: Edition,
    by: Person | None,
    now: datetime,
    jurors: Sequence[SeatHolder] | None = None,
    entries: Sequence[Entry] | None = None,
) -> Recount:
    """Look for every conflict again and write down what is new or gone; a second run changes nothing.

    Of these jurors and entries, else of all. Dismissals hold unless new evidence appears: then the finding is back
    and says so (`again`). Who may ask is the caller's business: it is safe at any time.
    """
    Edition.objects.select_for_update().get(pk=edition.pk)  # two runs at once would both write the same rows
    seated = list(edition.seats.filter(seat=Seat.JUROR, left_at=None)) if jurors is None else list(jurors)
    chosen = Entry.objects.filter(edition=edition).exclude(case__stage__in=OUT)
    if entries is not None:
        chosen = chosen.filter(pk__in=[entry.pk for entry in entries])
    found = findings(edition, seated, chosen, now)
    there = _rows(seated, chosen if entries is not None else None)
    new, again, kept = _compare(found, there, now)
    gone = [
        row.pk
        for (entry, seat, kind), row in there.items()
        if row.state == ConflictState.FOUND and row.ended_at is None and kind not in found.get((entry, seat), {})
    ]
    Conflict.objects.bulk_create(new, batch_size=BATCH)
    Conflict.objects.bulk_update(kept, ["evidence", "refreshed_at", "state", "again", "ended_at"], batch_size=BATCH)
    Conflict.objects.filter(pk__in=gone).update(ended_at=now, refreshed_at=now)
    _take_word_back([(row.entry_id, row.juror_id) for row in new], seated)
    count = Recount(len(new), again, len(gone))
    if count.changed:
        data = {"found": count.found, "again": count.again, "ended": count.ended}
        record(act="kipp.conflicts_recomputed", subject=edition, by=by, now=now, data=data)
    return count


Rows = dict[tuple[int, int, str], Conflict]


def _rows(jurors: Sequence[SeatHolder], entries: QuerySet[Entry] | None) -> Rows:
    rows = Conflict.objects.filter(juror__in=[juror.pk for juror in jurors])
    if entries is not None:
        rows = rows.filter(entry__in=entries)
    return {(row.entry_id, row.juror_id, row.kind): row for row in rows}


def _compare(found: dict[Pair, Evidence], there: Rows, now: datetime) -> tuple[list[Conflict], int, list[Conflict]]:
    """New rows, how many dismissed ones are back, and the rows to write again."""
    dismissed: dict[Pair, set[tuple[object, ...]]] = {}
    for (entry, seat, of), old in there.items():
        if old.state == ConflictState.DISMISSED:
            dismissed.setdefault((entry, seat), set()).update(key_of(of, item) for item in old.evidence)
    new: list[Conflict] = []
    kept: list[Conflict] = []
    again = 0
    for (entry, seat), evidence in found.items():
        gone = dismissed.get((entry, seat), set())
        for kind, items in evidence.items():
            row = there.get((entry, seat, kind))
            known = bool(gone) and all(key_of(kind, item) in gone for item in items)
            if row is None and not known:
                new.append(
                    Conflict(entry_id=entry, juror_id=seat, kind=kind, evidence=items, found_at=now, refreshed_at=now)
                )
            if row is None or (row.state == ConflictState.DISMISSED and known):
                continue
            if row.state == ConflictState.DISMISSED:
                row.state, row.again = ConflictState.FOUND, True
                again += 1
            elif row.evidence == items and row.ended_at is None:
                continue
            row.evidence, row.refreshed_at, row.ended_at = items, now, None
            kept.append(row)
    return new, again, kept


def _take_word_back(pairs: Sequence[Pair], jurors: Sequence[SeatHolder]) -> None:
    """Messages that named an entry to a juror who must not see it any more; its own people keep theirs."""
    if not pairs:
        return
    seats = {juror.pk: juror.person_id for juror in jurors}
    references = dict(
        Entry.objects.filter(pk__in={entry for entry, _seat in pairs}).values_list("pk", "case__reference")
    )
    sent = Visit.objects.filter(entry__in=references, visitors__in=seats).values_list("entry_id", "visitors__pk")
    told = set(sent) | set(
        Assignment.objects.filter(entry__in=references, juror__in=seats).values_list("entry_id", "juror_id")
    )
    for entry, seat in told & set(pairs):
        for part in ("lapangan", "juri"):
            withdraw_about(person=seats[seat], part=part, reference=references[entry])


def keep_away(juror: SeatHolder, entry: Entry, now: datetime) -> int:
    """Take the entry off the juror wherever no sheet was handed in: desks, panels, visits. A draft stays, unread.

    Answers how many assignments ended. Inside the caller's transaction.
    """
    _take_word_back([(entry.pk, juror.pk)], [juror])
    rows = Assignment.objects.filter(juror=juror, entry=entry, removed_at=None)
    ended = rows.exclude(sheet__handed_in_at__isnull=False)
    count = Assignment.objects.filter(pk__in=list(ended.values_list("pk", flat=True))).update(removed_at=now)
    for visit in Visit.objects.filter(entry=entry, visitors=juror, closed_at=None):
        visit.visitors.remove(juror)
    return count


def organised(conflict: Conflict, by: Person) -> Conflict:
    """The conflict, held until commit, for an organiser of its edition; raises `NotOrganiser`."""
    fresh = (
        Conflict.objects.select_for_update(of=("self",))
        .select_related("juror__edition", "juror__person", "entry__case", "entry__edition")
        .get(pk=conflict.pk)
    )
    must_organise(fresh.juror.edition, by)
    return fresh


def must_organise(edition: Edition, by: Person) -> None:
    """Raises `NotOrganiser`."""
    if not may_organise(by, edition):
        raise NotOrganiser(_("Only organisers of this edition decide about conflicts of interest."))


def reason_in(text: str) -> str:
    """The reason, cleaned; raises `ReasonMissing`."""
    said = clean(text)[:LONGEST]
    if not said:
        raise ReasonMissing(_("Write a reason. It stays readable beside the decision."))
    return said


@transaction.atomic
def dismiss(*, conflict: Conflict, reason: str, by: Person, now: datetime) -> Conflict:
    """A false hit: the juror may be given the entry again, until new evidence appears. Twice is harmless.

    Raises `NotOrganiser`, `ReasonMissing`.
    """
    fresh = organised(conflict, by)
    return _decide(fresh, ConflictState.DISMISSED, reason_in(reason), by, now)


@transaction.atomic
def confirm(*, conflict: Conflict, by: Person, now: datetime, reason: str = "") -> Conflict:
    """It is one: the entry leaves the juror's desk, and the pair stays barred even when the evidence ends."""
    fresh = organised(conflict, by)
    if fresh.state == ConflictState.RECUSED:
        return fresh
    keep_away(fresh.juror, fresh.entry, now)
    return _decide(fresh, ConflictState.CONFIRMED, clean(reason)[:LONGEST], by, now)


def _decide(fresh: Conflict, state: ConflictState, reason: str, by: Person, now: datetime) -> Conflict:
    if fresh.state == state and fresh.reason == reason:
        return fresh
    fresh.state, fresh.reason, fresh.decided_by, fresh.decided_at, fresh.again = state, reason, by, now, False
    fresh.save(update_fields=["state", "reason", "decided_by", "decided_at", "again"])
    data = {"entry": fresh.entry_id, "juror": fresh.juror_id, "kind": fresh.kind}
    record(act=f"kipp.conflict_{state}", subject=fresh, by=by, now=now, data=data)
    return fresh


@transaction.atomic
def add_by_hand(*, juror: SeatHolder, entry: Entry, evidence: str, by: Person, now: datetime) -> Conflict:
    """An organiser knows of a conflict nothing in the register shows; it counts as confirmed at once.

    Raises `NotOrganiser`, `ReasonMissing`, `ConflictRefused` where juror and entry are not of one edition.
    """
    must_organise(juror.edition, by)
    said = reason_in(evidence)
    if juror.seat != Seat.JUROR or juror.left_at is not None or entry.edition_id != juror.edition_id:
        raise ConflictRefused(_("Choose a juror and a proposal of this edition."))
    keep_away(juror, entry, now)
    made, is_new = Conflict.objects.select_for_update(of=("self",)).get_or_create(
        juror=juror,
        entry=entry,
        kind=ConflictKind.HAND,
        defaults={"evidence": [{"note": said}], "found_at": now, "refreshed_at": now},
    )
    if not is_new and made.evidence != [{"note": said}]:
        made.evidence, made.refreshed_at = [{"note": said}], now
        made.save(update_fields=["evidence", "refreshed_at"])
    return _decide(made, ConflictState.CONFIRMED, said, by, now)


@transaction.atomic
def clear(*, juror: SeatHolder, entry: Entry, reason: str, by: Person, now: datetime) -> int:
    """Dismiss everything that stands between the two, for one reason; how many findings that were.

    What a juror stepped back from is theirs and is not cleared (`ConflictRefused`).
    """
    must_organise(juror.edition, by)
    recompute(edition=juror.edition, jurors=[juror], entries=[entry], by=by, now=now)
    rows = list(Conflict.objects.filter(juror=juror, entry=entry).exclude(state=ConflictState.DISMISSED))
    if any(row.state == ConflictState.RECUSED for row in rows):
        raise ConflictRefused(_("The juror stepped back from this proposal. Talk to them first."))
    for row in rows:
        dismiss(conflict=row, reason=reason, by=by, now=now)
    return len(rows)
