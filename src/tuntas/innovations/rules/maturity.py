"""The maturity self-assessment: score, what is shown by evidence, and what would raise it. Pure.

The catalogue is data, a file a year (`data/maturity-YEAR.json`); a row scores its weight times its parameter, 1 to 3.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from tuntas.kernel.bilingual import said

FOLDER = Path(__file__).resolve().parent.parent / "data"
MOST = 3  # the highest parameter


@dataclass(frozen=True)
class Step:
    """What one parameter asks."""

    text: str
    text_en: str


@dataclass(frozen=True)
class Indicator:
    """One line of the catalogue; `steps` are parameters 1, 2 and 3."""

    number: int
    title: str
    title_en: str
    weight: int
    must: bool
    steps: tuple[Step, ...]

    @property
    def name(self) -> str:
        """The title in the reader's language."""
        return said(self, "title")

    def step(self, parameter: int) -> str:
        """What the parameter asks, in the reader's language; empty for 0."""
        return said(self.steps[parameter - 1], "text") if parameter else ""


@dataclass(frozen=True)
class Catalogue:
    """The indicators of a year, and where they are known from."""

    year: str
    source: str
    source_en: str
    indicators: tuple[Indicator, ...]

    @property
    def most(self) -> int:
        """The highest score there is."""
        return sum(one.weight for one in self.indicators) * MOST


@dataclass(frozen=True)
class Claim:
    """What an owner says of one indicator, and whether a file shows it."""

    parameter: int
    is_shown: bool


@dataclass(frozen=True)
class Raise:
    """One thing that would raise the score: reaching the next parameter, or showing what is claimed."""

    indicator: Indicator
    to: int  # the parameter to reach or to show
    gain: int
    needs_evidence_only: bool


@dataclass(frozen=True)
class Score:
    """`claimed` counts every claim, `shown` those with evidence; both out of `most`."""

    claimed: int
    shown: int
    most: int
    answered: int
    raises: tuple[Raise, ...]  # the largest gain first


@lru_cache(maxsize=8)
def catalogue(year: str = "") -> Catalogue:
    """The catalogue of that year, or the newest. Raises `FileNotFoundError` for a year that is not known."""
    path = FOLDER / f"maturity-{year}.json" if year else max(FOLDER.glob("maturity-*.json"))
    facts = json.loads(path.read_text(encoding="utf-8"))
    indicators = (
        Indicator(
            row["number"],
            row["title"],
            row["title_en"],
            row["weight"],
            row["must"],
            tuple(Step(*both) for both in zip(row["steps"], row["steps_en"], strict=True)),
        )
        for row in facts["indicators"]
    )
    return Catalogue(facts["year"], facts["source"], facts["source_en"], tuple(indicators))


def score(claims: Mapping[int, Claim], known: Catalogue) -> Score:
    """What the claims (by number of indicator) come to. Parameters outside 0 to 3 are not claims."""
    claimed = shown = answered = 0
    raises: list[Raise] = []
    for one in known.indicators:
        claim = claims.get(one.number)
        reached = claim.parameter if claim and 0 <= claim.parameter <= MOST else 0
        if claim:
            answered += 1
            claimed += one.weight * reached
        if claim and reached and claim.is_shown:
            shown += one.weight * reached
        elif reached:
            raises.append(Raise(one, reached, one.weight * reached, needs_evidence_only=True))
            continue
        if reached < MOST:
            raises.append(Raise(one, reached + 1, one.weight, needs_evidence_only=False))
    raises.sort(key=lambda way: (-way.gain, not way.needs_evidence_only, not way.indicator.must, way.indicator.number))
    return Score(claimed, shown, known.most, answered, tuple(raises))
