"""Who has what, who could have more, and what a run by lot would give."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from django.db.models import Count, Q, QuerySet

from tuntas.kipp.judging import top_up
from tuntas.kipp.models import Assignment, Entry, SeatHolder, Stage
from tuntas.kipp.queries.conflicts import barred
from tuntas.kipp.rules.judging import judged_stages
from tuntas.kipp.terms import EntryStage, Seat, StageKind


@dataclass(frozen=True)
class Load:
    """A juror's work in a stage."""

    juror: SeatHolder
    assigned: int
    handed_in: int
    drafts: int

    @property
    def open(self) -> int:
        return self.assigned - self.handed_in


@dataclass(frozen=True)
class Draw:
    """The pairs a run would add (entry id, juror id), and how many entries stay short of jurors."""

    pairs: list[tuple[int, int]]
    short: int
    entries: int
    loads: dict[int, int]  # juror id → load after the run
    fingerprint: str  # of everything the run depends on; the same fingerprint and seed give the same pairs


def jurors_of(stage: Stage) -> QuerySet[SeatHolder]:
    """The edition's seated jurors, by name."""
    return (
        SeatHolder.objects.filter(edition=stage.edition_id, seat=Seat.JUROR, left_at=None)
        .select_related("person")
        .order_by("person__name", "pk")
    )


def entries_of(stage: Stage) -> QuerySet[Entry]:
    """The entries this stage scores, in a stable order."""
    wanted = judged_stages(stage)
    if stage.kind == StageKind.DESK:
        wanted = (EntryStage.PASSED,)
    return (
        Entry.objects.filter(edition=stage.edition_id, case__stage__in=wanted)
        .select_related("case", "organisation", "track")
        .order_by("number", "pk")
    )


def loads(stage: Stage) -> list[Load]:
    """Every juror with the number of entries assigned, drafted and handed in; one query."""
    here = Q(assignments__stage=stage, assignments__removed_at=None)
    done = Q(assignments__sheet__handed_in_at__isnull=False)
    drawn = Q(assignments__sheet__isnull=False, assignments__sheet__handed_in_at=None)
    rows = jurors_of(stage).annotate(
        assigned_=Count("assignments", filter=here),
        done_=Count("assignments", filter=here & done),
        drafts_=Count("assignments", filter=here & drawn),
    )
    return [Load(row, row.assigned_, row.done_, row.drafts_) for row in rows]


def coverage(stage: Stage) -> dict[int, int]:
    """How many entries have how many jurors: {0: 3, 4: 10, 5: 208}. A departed juror counts where handed in."""
    counts = entries_of(stage).annotate(
        jurors=Count(
            "assignments",
            filter=Q(assignments__stage=stage, assignments__removed_at=None)
            & (Q(assignments__juror__left_at=None) | Q(assignments__sheet__handed_in_at__isnull=False)),
        )
    )
    found: dict[int, int] = {}
    for jurors in counts.order_by().values_list("jurors", flat=True):
        found[jurors] = found.get(jurors, 0) + 1
    return dict(sorted(found.items()))


def draw(stage: Stage, *, per_entry: int, seed: int, now: datetime) -> Draw:
    """What giving each entry `per_entry` jurors by lot would add now; changes nothing."""
    entries, jurors = list(entries_of(stage)), list(jurors_of(stage))
    at_entry = {entry.pk: row for row, entry in enumerate(entries)}
    at_juror = {juror.pk: column for column, juror in enumerate(jurors)}
    there = list(
        Assignment.objects.filter(stage=stage, removed_at=None)
        .order_by("pk")
        .values_list("entry_id", "juror_id", "sheet__handed_in_at")
    )
    # Sheets of jurors who have left still count for their entries: such a juror is a column nobody adds to.
    gone = dict.fromkeys(juror for _entry, juror, done in there if done and juror not in at_juror)
    at_juror |= {juror: column for column, juror in enumerate(gone, start=len(jurors))}
    have = np.zeros((len(entries), len(at_juror)), dtype=bool)
    for entry_id, juror_id, done in there:
        if entry_id in at_entry and juror_id in at_juror and (done or juror_id not in gone):
            have[at_entry[entry_id], at_juror[juror_id]] = True
    allowed = np.ones(have.shape, dtype=bool)
    allowed[:, len(jurors) :] = False
    for entry_id, juror_id in barred(stage.edition, now):
        if entry_id in at_entry:
            allowed[at_entry[entry_id], at_juror[juror_id]] = False
    added = top_up(allowed=allowed, have=have, per_entry=per_entry, seed=seed)
    after = have | added
    content = [per_entry, list(at_entry), list(at_juror), allowed.tolist(), have.tolist()]
    return Draw(
        pairs=[(entries[row].pk, jurors[column].pk) for row, column in np.argwhere(added)],
        short=int((after.sum(axis=1) < per_entry).sum()),
        entries=len(entries),
        loads={juror.pk: int(after[:, column].sum()) for column, juror in enumerate(jurors)},
        fingerprint=hashlib.sha256(json.dumps(content).encode()).hexdigest()[:16],
    )


@dataclass(frozen=True)
class Pair:
    """A juror on an entry, as the assignment page lists it."""

    id: int
    name: str
    handed_in: bool


def who_has(stage: Stage, entries: list[Entry]) -> list[tuple[Entry, list[Pair]]]:
    """The jurors of each of these entries; one query."""
    found: dict[int, list[Pair]] = {entry.pk: [] for entry in entries}
    rows = Assignment.objects.filter(stage=stage, entry__in=entries, removed_at=None).order_by("juror__person__name")
    for pk, entry, name, handed_in in rows.values_list("pk", "entry_id", "juror__person__name", "sheet__handed_in_at"):
        found[entry].append(Pair(pk, name, handed_in is not None))
    return [(entry, found[entry.pk]) for entry in entries]
