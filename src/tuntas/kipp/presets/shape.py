"""What a preset consists of. Every text is a pair: Indonesian, English."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from tuntas.kernel.clock import WIB
from tuntas.kipp.terms import EvidenceKind, StageKind

Words = tuple[str, str]


def at(moment: str) -> datetime:
    """The WIB moment written as `2021-06-07 08:00:00`."""
    return datetime.strptime(moment, "%Y-%m-%d %H:%M:%S").replace(tzinfo=WIB)


@dataclass(frozen=True)
class TrackPlan:
    """A line of the competition with its own shortlist and winners."""

    key: str
    title: Words
    kinds: tuple[str, ...]
    levels: tuple[str, ...]
    finalists: int
    winners: int


@dataclass(frozen=True)
class GroupPlan:
    """Who may enter: the rule in words, the age in months, the quota per organisation."""

    key: str
    title: Words
    rule: Words
    min_age_months: int
    quota: int | None = None
    invited_only: bool = False


@dataclass(frozen=True)
class CategoryPlan:
    """A subject."""

    key: str
    title: Words


@dataclass(frozen=True)
class SectionPlan:
    """A question with its word limit; `group` limits it to one group."""

    key: str
    title: Words
    help: Words
    words: int
    group: str = ""
    required: bool = True


@dataclass(frozen=True)
class RequirementPlan:
    """Something to attach, at most `most` times `megabytes`."""

    key: str
    title: Words
    help: Words
    kind: EvidenceKind
    megabytes: int = 2
    most: int = 1
    required: bool = True
    group: str = ""


@dataclass(frozen=True)
class CheckPlan:
    """A line of the administrative checklist and what the entrant reads when it fails."""

    key: str
    title: Words
    reason: Words
    repairable: bool = False


@dataclass(frozen=True)
class Band:
    """What a score from `low` to `high` means."""

    low: int
    high: int
    words: Words


@dataclass(frozen=True)
class CriterionPlan:
    """What is scored, its weight in percent, and the words of its bands, best first."""

    key: str
    title: Words
    help: Words
    bands: tuple[Band, ...]
    weight: Decimal = Decimal(0)
    sections: tuple[str, ...] = ()


@dataclass(frozen=True)
class StagePlan:
    """A step of the calendar; `weight` is its percent of the final score, `quorum` the sheets an entry needs."""

    key: str
    title: Words
    kind: StageKind
    opens: datetime
    closes: datetime
    weight: Decimal = Decimal(0)
    criteria: tuple[CriterionPlan, ...] = ()
    quorum: int | None = None


@dataclass(frozen=True)
class Note:
    """Something of the preset that no public source confirms; `about` names the page and the thing on it."""

    about: str
    words: Words


@dataclass(frozen=True)
class Preset:
    """A whole edition to start from."""

    key: str
    year: int
    name: Words
    summary: Words
    theme: Words
    about: Words
    tracks: tuple[TrackPlan, ...]
    groups: tuple[GroupPlan, ...]
    categories: tuple[CategoryPlan, ...]
    sections: tuple[SectionPlan, ...]
    requirements: tuple[RequirementPlan, ...]
    checks: tuple[CheckPlan, ...]
    stages: tuple[StagePlan, ...]
    notes: tuple[Note, ...]
    tie_break: tuple[str, ...] = ("signifikansi", "adaptabilitas", "kebaruan")
    passing_grade: Decimal | None = None
    grade_decides: bool = False
    replicated_first: bool = False
    blind: bool = True
    law: tuple[Words, ...] = field(default=())
