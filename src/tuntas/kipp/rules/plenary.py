"""What the ranking proposes, where a decision needs a reason, and what keeps a plenary from closing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from django.utils.translation import gettext as _

from tuntas.kipp.terms import Outcome


@dataclass(frozen=True)
class Standing:
    """A finalist's place in the final ranking of its track. Equal `rank` means: no published rule parts them.

    `score` is the official score, 0 to 100; None when nobody scored, and then `rank` is None too. `passes` says
    whether it reaches the passing grade; None where the edition has none.
    """

    entry_id: int
    rank: int | None
    score: Decimal | None
    passes: bool | None = None


@dataclass(frozen=True)
class Verdict:
    """What the plenary says of one finalist."""

    outcome: Outcome
    reason: str = ""


class Wanted(Enum):
    """Why a decision needs a reason in writing."""

    NOTHING = ""
    DEPARTS = "departs"
    TIE = "tie"


def _rank(row: Standing) -> int:
    return row.rank or 0


def at_the_cut(rows: Sequence[Standing], winners: int) -> frozenset[int]:
    """The entries whose equal rank straddles the line below the last winner: the plenary itself must part them."""
    ranked = sorted((row for row in rows if row.rank is not None and row.passes is not False), key=_rank)
    if winners <= 0 or len(ranked) <= winners or ranked[winners - 1].rank != ranked[winners].rank:
        return frozenset()
    shared = ranked[winners].rank
    return frozenset(row.entry_id for row in ranked if row.rank == shared)


def proposed(rows: Sequence[Standing], winners: int) -> dict[int, Outcome | None]:
    """What the ranking alone says of each entry; None where a tie at the cut leaves it open.

    Below the passing grade nobody wins by the ranking.
    """
    open_ones = at_the_cut(rows, winners)
    return {
        row.entry_id: None
        if row.entry_id in open_ones
        else Outcome.WINNER
        if row.rank is not None and row.rank <= winners and row.passes is not False
        else Outcome.NOT_WINNER
        for row in rows
    }


def wanted(row: Standing, outcome: Outcome, rows: Sequence[Standing], winners: int) -> Wanted:
    """Whether this decision needs a reason: it departs from the ranking, or it parts a tie at the cut."""
    said = proposed(rows, winners)[row.entry_id]
    if said is None:
        return Wanted.TIE
    return Wanted.NOTHING if said == outcome else Wanted.DEPARTS


@dataclass(frozen=True)
class TrackTable:
    """One track on the plenary's table: how many winners its rule names, and its finalists."""

    key: str
    title: str
    winners: int
    rows: tuple[Standing, ...]

    @property
    def places(self) -> int:
        """How many can win: the rule's number, or all finalists where there are fewer."""
        return min(self.winners, len(self.rows))


def missing(
    tables: Sequence[TrackTable],
    verdicts: Mapping[int, Verdict],
    titles: Mapping[int, str],
    count_reasons: Mapping[str, str],
) -> list[str]:
    """Sentences that say what is still undecided or unexplained; empty when the decisions are complete."""
    found = []
    for table in tables:
        chosen = 0
        for row in table.rows:
            verdict = verdicts.get(row.entry_id)
            if verdict is None:
                found.append(_("Decide on “%(title)s”.") % {"title": titles[row.entry_id]})
                continue
            chosen += verdict.outcome == Outcome.WINNER
            why = wanted(row, verdict.outcome, table.rows, table.winners)
            if why == Wanted.DEPARTS and not verdict.reason.strip():
                found.append(
                    _("Give the reason why “%(title)s” departs from the ranking.") % {"title": titles[row.entry_id]}
                )
            elif why == Wanted.TIE and not verdict.reason.strip():
                found.append(
                    _("Give the reason that decides the tie of “%(title)s”.") % {"title": titles[row.entry_id]}
                )
        decided = all(row.entry_id in verdicts for row in table.rows)
        if decided and chosen != table.places and not count_reasons.get(table.key, "").strip():
            found.append(
                _(
                    "%(track)s: %(chosen)d winners are chosen, the rule names %(places)d. "
                    "Choose others or give the reason."
                )
                % {"track": table.title, "chosen": chosen, "places": table.places}
            )
    return found
