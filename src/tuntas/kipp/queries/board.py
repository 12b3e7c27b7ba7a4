"""The organiser's board: where entries stand, how far judging is, what is late. Counted by the database."""

from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

from django.db.models import Count, Q

from tuntas.kipp.models import Assignment, Edition, Entry, Track
from tuntas.kipp.queries.editions import Milestone, milestones_of
from tuntas.kipp.terms import SCORED, EntryStage, StageKind

E = EntryStage
NOT_HANDED_IN = (E.DRAFT, E.WITH_ADMIN, E.WITHDRAWN)
PASSED = (E.PASSED, E.FINALIST, E.NOT_FINALIST, E.WINNER, E.NOT_WINNER)
FINALISTS = (E.FINALIST, E.WINNER, E.NOT_WINNER)


@dataclass(frozen=True)
class Funnel:
    """How many entries of a track stand at each stage (`at`), and how many of them are past their due time (`late`)."""

    track: Track | None  # None: all tracks together
    at: dict[str, int] = field(default_factory=dict)
    late: dict[str, int] = field(default_factory=dict)

    def _sum(self, *stages: str) -> int:
        return sum(self.at.get(stage, 0) for stage in stages)

    @property
    def drafts(self) -> int:
        return self._sum(E.DRAFT)

    @property
    def with_admin(self) -> int:
        return self._sum(E.WITH_ADMIN)

    @property
    def open(self) -> int:
        """Written but not handed in."""
        return self.drafts + self.with_admin

    @property
    def submitted(self) -> int:
        """Ever handed in, whatever became of it; withdrawn ones left aside."""
        return sum(count for stage, count in self.at.items() if stage not in NOT_HANDED_IN)

    @property
    def checking(self) -> int:
        """Waiting for the administrative check."""
        return self._sum(E.SUBMITTED)

    @property
    def repair(self) -> int:
        return self._sum(E.REPAIR)

    @property
    def failed(self) -> int:
        return self._sum(E.FAILED)

    @property
    def passed(self) -> int:
        """Passed the check, whatever came after."""
        return self._sum(*PASSED)

    @property
    def finalists(self) -> int:
        return self._sum(*FINALISTS)

    @property
    def winners(self) -> int:
        return self._sum(E.WINNER)

    @property
    def withdrawn(self) -> int:
        return self._sum(E.WITHDRAWN)

    @property
    def all(self) -> int:
        return sum(self.at.values())


@dataclass(frozen=True)
class JurorProgress:
    """One juror in one stage: sheets given and handed in."""

    name: str
    affiliation: str
    assigned: int
    handed_in: int


@dataclass(frozen=True)
class StageProgress:
    """One scored stage: sheets of all jurors together."""

    milestone: Milestone
    jurors: tuple[JurorProgress, ...]

    @property
    def assigned(self) -> int:
        return sum(juror.assigned for juror in self.jurors)

    @property
    def handed_in(self) -> int:
        return sum(juror.handed_in for juror in self.jurors)

    @property
    def missing(self) -> int:
        return self.assigned - self.handed_in


@dataclass(frozen=True)
class Board:
    """All the board shows apart from the page of drafts."""

    milestones: tuple[Milestone, ...]
    total: Funnel
    tracks: tuple[Funnel, ...]
    progress: tuple[StageProgress, ...]

    def milestone(self, kind: StageKind) -> Milestone | None:
        return next((m for m in self.milestones if m.stage.kind == kind), None)


def board_of(edition: Edition, now: datetime) -> Board:
    """Five queries, whatever the number of entries."""
    milestones = milestones_of(edition, now)
    tracks = list(edition.tracks.all())
    counted = (
        Entry.objects.filter(edition=edition)
        .order_by()
        .values_list("track_id", "case__stage")
        .annotate(all=Count("pk"), late=Count("pk", filter=Q(case__due_at__lt=now)))
    )
    funnels = {track.pk: Funnel(track) for track in tracks}
    total = Funnel(None)
    for track_id, stage, count, late in counted:
        for funnel in (funnels[track_id], total):
            funnel.at[stage] = funnel.at.get(stage, 0) + count
            funnel.late[stage] = funnel.late.get(stage, 0) + late
    return Board(milestones, total, tuple(funnels.values()), _progress(edition, milestones))


def _progress(edition: Edition, milestones: tuple[Milestone, ...]) -> tuple[StageProgress, ...]:
    """Sheets given and handed in, by stage and juror."""
    rows = (
        Assignment.objects.filter(stage__edition=edition, removed_at=None)
        .order_by("stage_id", "juror__person__name", "juror_id")
        .values_list("stage_id", "juror_id", "juror__person__name", "juror__affiliation")
        .annotate(assigned=Count("pk"), handed_in=Count("sheet", filter=Q(sheet__handed_in_at__isnull=False)))
    )
    by_stage = {
        stage: tuple(JurorProgress(*row[2:]) for row in group) for stage, group in groupby(rows, lambda r: r[0])
    }
    return tuple(
        StageProgress(milestone, by_stage.get(milestone.stage.pk, ()))
        for milestone in milestones
        if milestone.stage.kind in SCORED
    )
