"""How much of what answers a question stands among the first ten: the judged questions against the real register."""

import json
from dataclasses import dataclass
from pathlib import Path

from tuntas.innovations.queries.search import Query, search

JUDGED = Path(__file__).resolve().parent / "data" / "search.json"


@dataclass(frozen=True)
class Judged:
    """One question: what should answer it and which of that did not come."""

    asked: str
    kind: str
    held_out: bool
    right: int
    missed: tuple[str, ...]

    @property
    def recall(self) -> float:
        return 1 - len(self.missed) / self.right


def judged() -> list[Judged]:
    """Every question asked. Judged before the search was tuned; a third was held out of the tuning."""
    found = []
    for row in json.loads(JUDGED.read_text(encoding="utf-8")):
        slugs = [one.slug for one in search(Query(text=row["asked"])).hits[:10]]
        missed = tuple(slug for slug in row["right"] if slug not in slugs)
        found.append(Judged(row["asked"], row["kind"], row["held_out"], len(row["right"]), missed))
    return found


def recall(rows: list[Judged]) -> float:
    """The mean over the questions."""
    return sum(row.recall for row in rows) / len(rows) if rows else 1.0
