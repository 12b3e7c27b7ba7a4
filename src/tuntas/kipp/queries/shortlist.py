"""The shortlist as the organiser decides it: the desk ranking of a track, what it proposes, what was chosen."""

from dataclasses import dataclass
from decimal import Decimal

from tuntas.kipp.models import Edition, Pick, Stage, Track
from tuntas.kipp.queries.ranking import RankedRow, ranking
from tuntas.kipp.rules.shortlist import Place, proposed
from tuntas.kipp.terms import EntryStage, StageKind


@dataclass(frozen=True)
class Candidate:
    """One entry of a track. `proposal` None: a tie across the line leaves it open."""

    row: RankedRow
    proposal: bool | None
    pick: Pick | None

    @property
    def entry_id(self) -> int:
        return self.row.entry_id

    @property
    def rank(self) -> int | None:
        return self.row.rank

    @property
    def score(self) -> Decimal | None:
        return self.row.score

    @property
    def chosen(self) -> bool:
        """As decided; where nothing is decided, as proposed."""
        return self.pick.chosen if self.pick else bool(self.proposal)

    def departs(self, chosen: bool) -> bool:
        """Such a choice needs a reason."""
        return self.proposal is None or self.proposal != chosen


@dataclass(frozen=True)
class Shortlist:
    """A track's candidates, best first."""

    track: Track
    candidates: list[Candidate]

    @property
    def decided(self) -> bool:
        """Every candidate has been chosen or left out."""
        return bool(self.candidates) and all(one.pick for one in self.candidates)

    @property
    def published(self) -> bool:
        """Entrants have been told."""
        return bool(self.candidates) and all(one.pick and one.pick.published_at for one in self.candidates)

    @property
    def chosen(self) -> int:
        return sum(one.chosen for one in self.candidates)

    @property
    def tied(self) -> bool:
        """A tie lies across the line."""
        return any(one.proposal is None for one in self.candidates)


def desk_of(edition: Edition) -> Stage | None:
    """The stage whose ranking the shortlist is made from."""
    return Stage.objects.filter(edition=edition, kind=StageKind.DESK).order_by("order", "pk").first()


def shortlist(edition: Edition, track: Track) -> Shortlist:
    """The track's candidates with proposal and choice; the ranking's queries and one more."""
    desk = desk_of(edition)
    rows = ranking(edition, desk, track) if desk else []
    picks = {pick.entry_id: pick for pick in Pick.objects.filter(entry__edition=edition, entry__track=track)}
    rows = [row for row in rows if row.case_stage == EntryStage.PASSED or row.entry_id in picks]
    most = len(rows) if edition.grade_decides and edition.passing_grade is not None else track.finalists
    said = proposed([Place(row.entry_id, row.rank, row.passes) for row in rows], most)
    return Shortlist(track, [Candidate(row, said[row.entry_id], picks.get(row.entry_id)) for row in rows])
