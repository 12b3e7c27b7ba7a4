"""Duel rounds: what can be put into one, how far the jury is, and what came out."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q

from tuntas.kipp.judging.pairwise import bradley_terry, circular_triads
from tuntas.kipp.models import Answer, Duel, DuelPair, Edition, Entry, SeatHolder, Track
from tuntas.kipp.queries.ranking import RankedRow, ranking
from tuntas.kipp.rules.barring import standing
from tuntas.kipp.rules.duels import agreement, wins_of
from tuntas.kipp.rules.plenary import Standing, at_the_cut

PRIOR = 0.5
AROUND = 3  # places beside the line that are offered too


@dataclass(frozen=True)
class Contender:
    """An entry that can be put into a round; `proposed`: its tie lies across the last place."""

    row: RankedRow
    proposed: bool
    near: bool


def contenders(edition: Edition, track: Track) -> list[Contender]:
    """The final ranking of a track with those around its last place marked."""
    rows = [row for row in ranking(edition, None, track) if row.rank is not None]
    across = at_the_cut([Standing(row.entry_id, row.rank, row.score) for row in rows], track.winners)
    last = range(track.winners - AROUND + 1, track.winners + AROUND + 1)
    return [Contender(row, row.entry_id in across, row.rank in last) for row in rows]


def duels_of(edition: Edition) -> list[Duel]:
    """All rounds, the newest first, with `asked` and `answered`."""
    answered = Count("pairs", filter=~Q(pairs__choice=""))
    rows = Duel.objects.filter(edition=edition).select_related("track", "opened_by", "closed_by", "minutes")
    return list(rows.annotate(asked=Count("pairs"), answered=answered).order_by("-opened_at", "-pk"))


@dataclass(frozen=True)
class Progress:
    """How far a juror is; never what they chose."""

    name: str
    asked: int
    answered: int


def progress_of(duel: Duel) -> list[Progress]:
    """One line a juror; one query."""
    rows = (
        DuelPair.objects.filter(duel=duel)
        .order_by("juror__person__name", "juror_id")
        .values_list("juror_id", "juror__person__name")
        .annotate(asked=Count("pk"), answered=Count("pk", filter=~Q(choice="")))
    )
    return [Progress(name, asked, answered) for _pk, name, asked, answered in rows]


def mine(duel: Duel, seat: SeatHolder, hidden: frozenset[int]) -> list[DuelPair]:
    """The juror's pairs in order, without entries they must not see (any more)."""
    rows = DuelPair.objects.filter(duel=duel, juror=seat).exclude(one__in=hidden).exclude(other__in=hidden)
    return list(rows.select_related("one__case", "other__case").order_by("place", "pk"))


def running_for(seat: SeatHolder) -> list[Duel]:
    """Open rounds that ask this juror something."""
    rows = Duel.objects.filter(closed_at=None, cancelled_at=None, pairs__juror=seat).select_related("track", "edition")
    return list(rows.distinct().order_by("opened_at", "pk"))


def summary_of(entry: Entry) -> str:
    """The first section of the proposal: what a juror or a citizen reads of it in one paragraph."""
    return summaries([entry.pk]).get(entry.pk, "")


def summaries(entries: list[int]) -> dict[int, str]:
    """Entry id → text of its first section; one query."""
    found: dict[int, str] = {}
    rows = Answer.objects.filter(entry__in=entries, section__group=None).exclude(text="")
    for entry, text in rows.order_by("section__order", "section_id").values_list("entry_id", "text"):
        found.setdefault(entry, text)
    return found


def result_of(duel: Duel, now: datetime) -> dict[str, Any]:
    """Strengths, places, agreement and circles from the answers that count; plain JSON, scores untouched.

    Answers about an entry the juror turned out to be in conflict with are set aside and counted.
    """
    entries = list(duel.entries.select_related("case", "organisation").order_by("pk"))
    pairs = list(duel.pairs.exclude(choice="").select_related("juror"))
    jurors = list({pair.juror_id: pair.juror for pair in pairs}.values())
    apart = standing(duel.edition, jurors, Entry.objects.filter(pk__in=[one.pk for one in entries]), now)
    kept = [p for p in pairs if (p.one_id, p.juror_id) not in apart and (p.other_id, p.juror_id) not in apart]
    answers = [(pair.one_id, pair.other_id, pair.choice) for pair in kept]
    wins = wins_of([one.pk for one in entries], answers)
    strengths = bradley_terry(wins, PRIOR)
    same, every = agreement(answers)
    circles, threes = circular_triads(wins)
    rows, place, before = [], 0, None
    for number, at in enumerate(strengths.order.tolist(), 1):
        strength = round(float(strengths.log_strength[at]), 9)
        place, before = (place if strength == before else number), strength
        rows.append(
            {
                "entry": entries[at].pk,
                "reference": entries[at].case.reference,
                "title": entries[at].title,
                "office": entries[at].organisation.name,
                "place": place,
                "strength": round(strength, 4),
                "error": round(float(strengths.se[at]), 4),
                "won": float(wins[at].sum()),
                "lost": float(wins[:, at].sum()),
            }
        )
    return {
        "rows": rows,
        "jurors": len({pair.juror_id for pair in kept}),
        "asked": duel.pairs.count(),
        "answers": len(kept),
        "even": sum(choice == "even" for *_pair, choice in answers),
        "aside": len(pairs) - len(kept),
        "same": same,
        "every": every,
        "circles": int(circles),
        "threes": threes,
        "prior": PRIOR,
    }
