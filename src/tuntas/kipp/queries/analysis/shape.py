"""What the analysis of a stage says, line by line."""

from dataclasses import dataclass

from tuntas.kipp.judging.agreement import Alpha, Reliability
from tuntas.kipp.queries.analysis.gathering import Known


@dataclass(frozen=True, slots=True)
class Line:
    """One entry. Official numbers are exact (millionths); the model's are None where it cannot say.

    `rank` is the official place in the track and `adjusted_rank` the place by adjusted score; `low` and `high` the
    places of the interval; `gap` the difference between the highest and the lowest juror.
    """

    entry: Known
    micro: int | None
    rank: int | None
    tied: bool
    scored: int
    asked: int
    gap: int | None
    group: int
    adjusted: float | None
    error: float | None
    adjusted_rank: int | None
    chance: float | None
    low: int | None
    high: int | None
    straddles: bool

    @property
    def change(self) -> int | None:
        """Places won (+) or lost (-) if jurors of average severity had scored."""
        if self.rank is None or self.adjusted_rank is None:
            return None
        return self.rank - self.adjusted_rank


@dataclass(frozen=True, slots=True)
class JurorLine:
    """One juror: points given above (+) or below (-) the average juror of the group, with its standard error."""

    seat: int
    name: str
    scored: int
    group: int
    leaning: float | None
    error: float | None


@dataclass(frozen=True, slots=True)
class GroupOf:
    """Jurors and entries that hang together."""

    number: int
    jurors: tuple[str, ...]
    entries: int


@dataclass(frozen=True, slots=True)
class Measure:
    """Agreement on one criterion, or on the totals (`criterion` None)."""

    criterion: int | None
    title: str
    title_en: str
    alpha: Alpha
    reliability: Reliability | None
    missing: int


@dataclass(frozen=True, slots=True)
class Numbers:
    """The analysis of a stage. `estimable` False: too little to tell severity from chance.

    `refused`: ids of tracks whose entries lie in several groups, so that they get no adjusted places.
    """

    lines: tuple[Line, ...]
    jurors: tuple[JurorLine, ...]
    groups: tuple[GroupOf, ...]
    links_missing: int
    measures: tuple[Measure, ...]
    estimable: bool
    differ: bool
    noise: float | None
    jurors_sd: float | None
    refused: frozenset[int]
    asked: int
    scored: int
