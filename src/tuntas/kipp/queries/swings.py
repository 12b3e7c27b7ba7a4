"""How places could change if missing sheets came in. Reads scores: only for those who may see them now."""

from dataclasses import dataclass

from tuntas.kipp.models import Stage
from tuntas.kipp.queries.ranking import RankedRow, ranking

EDGE = 0.05  # a missing sheet is taken to lie between the lowest and the highest twentieth of those handed in


@dataclass(frozen=True)
class Swing:
    """An entry's place if the stage closed now, and the best and worst place its missing sheets could bring."""

    row: RankedRow
    best: int
    worst: int
    crosses: bool  # the shortlist's edge lies between them


def swings(stage: Stage) -> list[Swing]:
    """Entries with sheets missing whose place in their track could change; others held as they are."""
    rows = [row for row in ranking(stage.edition, stage) if row.micro is not None]
    lows = sorted(row.low_micro for row in rows if row.low_micro is not None)
    highs = sorted(row.high_micro for row in rows if row.high_micro is not None)
    if not lows or not highs:
        return []
    low, high = lows[int(len(lows) * EDGE)], highs[min(int(len(highs) * (1 - EDGE)), len(highs) - 1)]
    cuts = dict(stage.edition.tracks.values_list("pk", "finalists"))
    found = []
    for row in rows:
        if row.micro is None or row.rank is None or not row.missing:
            continue
        others = [
            one.micro for one in rows if one.track_id == row.track_id and one is not row and one.micro is not None
        ]
        whole = row.micro * row.scored
        best = 1 + sum(1 for one in others if one > (whole + max(high, row.micro) * row.missing) / row.assigned)
        worst = 1 + sum(1 for one in others if one >= (whole + min(low, row.micro) * row.missing) / row.assigned)
        if best != row.rank or worst != row.rank:
            found.append(
                Swing(row, min(best, row.rank), max(worst, row.rank), best <= cuts.get(row.track_id, 0) < worst)
            )
    return sorted(found, key=lambda one: (not one.crosses, one.row.rank or 0))
