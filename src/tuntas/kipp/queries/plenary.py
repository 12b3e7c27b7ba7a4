"""The plenary's table: the final ranking of every track beside what was decided."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q

from tuntas.kipp.models import Assignment, Decision, Edition, Entry, Plenary, Stage, Track
from tuntas.kipp.queries.meetings import finalists
from tuntas.kipp.queries.ranking import ranking
from tuntas.kipp.rules.plenary import Standing, TrackTable, Verdict, Wanted, at_the_cut, proposed, wanted
from tuntas.kipp.terms import SCORED, Outcome, StageKind


def plenary_stage(edition: Edition) -> Stage | None:
    """The edition's plenary in its calendar; None if it has none."""
    return Stage.objects.filter(edition=edition, kind=StageKind.PLENARY).select_related("edition__office").first()


def scored_stages(edition: Edition) -> list[Stage]:
    """The stages with scores, in the calendar's order."""
    return list(edition.stages.filter(kind__in=SCORED).order_by("order", "id"))


def unlocked(edition: Edition) -> list[Stage]:
    """Scored stages whose scores can still change."""
    return [stage for stage in scored_stages(edition) if stage.locked_at is None]


@dataclass(frozen=True)
class Desk:
    """What the plenary's pages begin with: its stage, its table once it is open, scored stages not locked, votes."""

    stage: Stage
    plenary: Plenary | None
    open_stages: list[Stage]
    votes: list[Stage]


def desk(edition: Edition) -> Desk | None:
    """One query; None if the edition's calendar has no plenary."""
    stages = list(
        Stage.objects.filter(edition=edition, kind__in=[*SCORED, StageKind.VOTE, StageKind.PLENARY])
        .select_related("plenary__minutes", "plenary__closed_by")
        .order_by("order", "id")
    )
    stage = next((one for one in stages if one.kind == StageKind.PLENARY), None)
    if stage is None:
        return None
    for one in stages:
        one.edition = edition
    return Desk(
        stage,
        getattr(stage, "plenary", None),
        [one for one in stages if one.kind in SCORED and not one.locked_at],
        [one for one in stages if one.kind == StageKind.VOTE],
    )


@dataclass(frozen=True)
class Unfinished:
    """A scored stage that is still open: how many sheets were asked for and how many are handed in."""

    stage: Stage
    asked: int
    handed_in: int

    @property
    def waiting(self) -> int:
        """Sheets that would be left out by locking now."""
        return self.asked - self.handed_in


def unfinished(edition: Edition) -> list[Unfinished]:
    """The open scored stages with their sheets; two queries."""
    given = Q(removed_at=None) | Q(sheet__handed_in_at__isnull=False)
    counts = {
        stage: (asked, done)
        for stage, asked, done in Assignment.objects.filter(given, stage__edition=edition)
        .order_by()
        .values_list("stage_id")
        .annotate(asked=Count("pk"), done=Count("pk", filter=Q(sheet__handed_in_at__isnull=False)))
    }
    return [Unfinished(stage, *counts.get(stage.pk, (0, 0))) for stage in unlocked(edition)]


@dataclass(frozen=True)
class BoardRow:
    """One finalist on the table."""

    entry: Entry
    standing: Standing
    proposal: Outcome | None  # what the ranking says; None: a tie at the cut
    decision: Decision | None
    wants: Wanted  # whether the present decision needs a reason
    after_cut: bool  # the first row below the last winner's place

    @property
    def rank(self) -> int | None:
        return self.standing.rank

    @property
    def score(self) -> Decimal | None:
        return self.standing.score

    @property
    def outcome(self) -> str:
        """What was decided; where nothing is, what the ranking says; empty at an undecided tie."""
        return self.decision.outcome if self.decision else (self.proposal or "")


@dataclass(frozen=True)
class BoardTrack:
    """A track with its rows in the order of the ranking."""

    track: Track
    table: TrackTable
    rows: list[BoardRow]
    tied: bool

    @property
    def chosen(self) -> int:
        """How many are winners as the table stands now."""
        return sum(1 for row in self.rows if row.outcome == Outcome.WINNER)


def board(edition: Edition, plenary: Plenary | None) -> list[BoardTrack]:
    """Every track's finalists by final rank, those without a score last; decisions only with the plenary."""
    ranked = {row.entry_id: Standing(row.entry_id, row.rank, row.score, row.passes) for row in ranking(edition)}
    by_track: dict[int, list[Entry]] = {}
    for entry in finalists(edition).select_related("decision"):
        by_track.setdefault(entry.track_id, []).append(entry)
    decided = {
        entry.pk: entry.decision
        for entries in by_track.values()
        for entry in entries
        if plenary and getattr(entry, "decision", None)
    }
    return [_track(entries[0].track, entries, ranked, decided) for entries in by_track.values()]


def _track(track: Track, entries: list[Entry], ranked: dict[int, Standing], decided: dict[int, Decision]) -> BoardTrack:
    pairs = [(ranked.get(entry.pk) or Standing(entry.pk, None, None), entry) for entry in entries]
    pairs.sort(key=lambda pair: (pair[0].rank is None, pair[0].rank or 0, pair[1].title))
    standings = tuple(standing for standing, _entry in pairs)
    said, rows = proposed(standings, track.winners), []
    for place, (standing, entry) in enumerate(pairs):
        decision = decided.get(entry.pk)
        wants = (
            wanted(standing, Outcome(decision.outcome), standings, track.winners)
            if decision
            else Wanted.TIE
            if said[entry.pk] is None
            else Wanted.NOTHING
        )
        rows.append(BoardRow(entry, standing, said[entry.pk], decision, wants, place == track.winners))
    table = TrackTable(track.key, track.title, track.winners, standings)
    return BoardTrack(track, table, rows, bool(at_the_cut(standings, track.winners)))


def verdicts_of(tracks: list[BoardTrack]) -> dict[int, Verdict]:
    """What is decided so far, by entry id."""
    return {
        row.entry.pk: Verdict(Outcome(row.decision.outcome), row.decision.reason)
        for track in tracks
        for row in track.rows
        if row.decision
    }


def titles_of(tracks: list[BoardTrack]) -> dict[int, str]:
    """The entries' titles, by entry id."""
    return {row.entry.pk: row.entry.title for track in tracks for row in track.rows}
