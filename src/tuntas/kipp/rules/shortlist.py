"""What the ranking proposes for the shortlist, and where a choice needs a reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """An entry's place at the desk. `passes` is False below the passing grade, None where there is none."""

    entry_id: int
    rank: int | None
    passes: bool | None = None


def proposed(rows: Sequence[Place], finalists: int) -> dict[int, bool | None]:
    """In or out by the ranking alone; None where a tie lies across the line and nothing published parts it.

    Whoever has no score or stays below the passing grade is out.
    """
    ranked = sorted(row.rank for row in rows if row.rank is not None and row.passes is not False)
    across = 0  # the shared rank that lies across the line
    if 0 < finalists < len(ranked) and ranked[finalists - 1] == ranked[finalists]:
        across = ranked[finalists]
    found: dict[int, bool | None] = {}
    for row in rows:
        if row.rank is None or row.passes is False:
            found[row.entry_id] = False
        elif row.rank == across:
            found[row.entry_id] = None
        else:
            found[row.entry_id] = row.rank <= finalists
    return found


def unexplained(
    proposal: Mapping[int, bool | None], chosen: Mapping[int, bool], reasons: Mapping[int, str]
) -> list[int]:
    """Entries whose choice departs from the proposal, or parts a tie, without a reason."""
    return [
        entry
        for entry, said in proposal.items()
        if (said is None or chosen.get(entry, False) != said) and not reasons.get(entry, "").strip()
    ]
