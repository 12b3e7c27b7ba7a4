"""Who has what, and who could have more."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from tuntas.kipp.models import Assignment, Entry, SeatHolder, Stage
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


@dataclass(frozen=True)
class Pair:
    """A juror on an entry, as the assignment page lists it."""

    id: int
    name: str
    handed_in: bool
    despite: str


def who_has(stage: Stage, entries: list[Entry]) -> list[tuple[Entry, list[Pair]]]:
    """The jurors of each of these entries; one query."""
    found: dict[int, list[Pair]] = {entry.pk: [] for entry in entries}
    rows = Assignment.objects.filter(stage=stage, entry__in=entries, removed_at=None).order_by(
        "juror__person__name", "pk"
    )
    columns = ("pk", "entry_id", "juror__person__name", "sheet__handed_in_at", "despite")
    for pk, entry, name, handed_in, despite in rows.values_list(*columns):
        found[entry].append(Pair(pk, name, handed_in is not None, despite))
    return [(entry, found[entry.pk]) for entry in entries]


def overridden(stage: Stage) -> QuerySet[Assignment]:
    """Assignments given in spite of a conflict, with the reason; latest first."""
    return (
        Assignment.objects.filter(stage=stage, removed_at=None)
        .exclude(despite="")
        .select_related("entry__case", "juror__person")
        .order_by("-at", "-pk")
    )
