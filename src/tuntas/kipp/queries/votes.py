"""The public vote: its finalists, the count, and what stands out among the votes. Counted by the database."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Value
from django.db.models.functions import StrIndex, Substr, TruncMinute

from tuntas.kernel.bilingual import said
from tuntas.kipp.models import Edition, Entry, Evidence, Stage, Vote, VoteExclusion
from tuntas.kipp.queries.duels import summaries
from tuntas.kipp.queries.ranking import ranking
from tuntas.kipp.rules.votes import (
    BURST,
    DOMAIN,
    FINALISTS,
    NETWORK,
    YOUNG,
    beside,
    order_key,
    points_of,
    public_counts,
    questions_of,
)
from tuntas.kipp.terms import EvidenceKind, SignalKind, StageKind
from tuntas.people.models import Person

_DOMAIN_OF = Substr("person__email", StrIndex("person__email", Value("@")) + 1)


def vote_stages(edition: Edition) -> list[Stage]:
    """The edition's stages in which citizens vote."""
    return list(edition.stages.filter(kind=StageKind.VOTE))


@dataclass(frozen=True)
class Option:
    """A finalist as a citizen sees it."""

    entry: Entry
    summary: str
    picture: str  # number of a picture among its evidence; empty for none


def finalists(edition: Edition) -> QuerySet[Entry]:
    """Everybody who can be voted for."""
    rows = Entry.objects.filter(edition=edition, case__stage__in=FINALISTS)
    return rows.select_related("case", "organisation__place", "track")


def order_of(edition: Edition, stage: Stage, who: str) -> list[int]:
    """Ids of the options in this person's own order."""
    ids = finalists(edition).order_by("pk").values_list("pk", flat=True)
    return sorted(ids, key=lambda pk: order_key(who, stage.pk, pk))


def options(ids: list[int]) -> list[Option]:
    """These options, in this order; three queries."""
    texts = summaries(ids)
    pictures: dict[int, str] = {}
    shown = Evidence.objects.filter(
        entry__in=ids, requirement__kind=EvidenceKind.IMAGE, removed_at=None, file__isnull=False
    )
    for entry, file in shown.order_by("added_at", "pk").values_list("entry_id", "file_id"):
        pictures.setdefault(entry, str(file))
    rows = Entry.objects.filter(pk__in=ids).select_related("case", "organisation__place", "track").in_bulk()
    return [Option(rows[pk], texts.get(pk, ""), pictures.get(pk, "")) for pk in ids if pk in rows]


def own_votes(stage: Stage, person: Person) -> dict[int, Vote]:
    """Question → the person's vote; one query."""
    if not person.is_authenticated:
        return {}
    rows = Vote.objects.filter(stage=stage, person=person).select_related("entry__case", "excluded")
    return {row.question: row for row in rows}


def tally(stage: Stage) -> dict[int, dict[int, int]]:
    """Question → entry → votes that count; one query whatever the number of votes."""
    found: dict[int, dict[int, int]] = {}
    rows = Vote.objects.filter(stage=stage, excluded=None).order_by().values_list("question", "entry_id")
    for question, entry, count in rows.annotate(count=Count("pk")):
        found.setdefault(question, {})[entry] = count
    return found


def turnout(stage: Stage) -> int:
    """How many people have voted, set aside or not."""
    return Vote.objects.filter(stage=stage).aggregate(n=Count("person", distinct=True))["n"] or 0


@dataclass(frozen=True)
class Counted:
    """One finalist's line: votes a question (None: held back), points 0–100, the official score, both joined."""

    entry: Entry
    counts: tuple[int | None, ...]
    points: Decimal | None
    official: Decimal | None
    rank: int | None
    joined: Decimal | None


def counted(edition: Edition, stage: Stage, *, public: bool, scores: bool) -> list[Counted]:
    """Every finalist, most points first. `public` holds back figures under 5 and what they would give away."""
    given = tally(stage)
    entries = list(finalists(edition))
    numbers = range(1, len(questions_of(stage)) + 1)
    by_question = [{one.pk: given.get(number, {}).get(one.pk, 0) for one in entries} for number in numbers]
    shown: list[dict[int, int | None]] = [public_counts(one) if public else dict(one) for one in by_question]
    official = {row.entry_id: row for row in ranking(edition)} if scores else {}
    rows = []
    for entry in entries:
        counts = tuple(one[entry.pk] for one in shown)
        got = None if None in counts else points_of(list(by_question), entry.pk)
        row = official.get(entry.pk)
        score = row.score if row else None
        joined = beside(score, got, stage.vote_weight)
        rows.append(Counted(entry, counts, got, score, row.rank if row else None, joined))
    return sorted(rows, key=lambda one: (one.points is None, -(one.points or 0), one.entry.title, one.entry.pk))


@dataclass(frozen=True)
class Signal:
    """Something many votes have in common. `count` votes have it, `aside` of them were set aside."""

    kind: SignalKind
    value: str
    count: int
    aside: int


def votes_with(stage: Stage, kind: SignalKind, value: str) -> QuerySet[Vote]:
    """The votes a signal speaks of; none for a value that says nothing."""
    votes = Vote.objects.filter(stage=stage)
    if kind == SignalKind.YOUNG:
        return votes.filter(person__joined_at__gt=F("first_at") - YOUNG)
    if kind == SignalKind.NETWORK:
        return votes.filter(network=value) if value else votes.none()
    if kind == SignalKind.DOMAIN:
        return votes.annotate(domain=_DOMAIN_OF).filter(domain=value) if value else votes.none()
    try:
        minute = datetime.fromisoformat(value)
    except ValueError:
        return votes.none()
    if minute.tzinfo is None:
        return votes.none()
    return votes.filter(first_at__gte=minute, first_at__lt=minute + timedelta(minutes=1))


def signals(stage: Stage) -> list[Signal]:
    """What stands out, four queries. It says nothing of what was voted for."""
    votes = Vote.objects.filter(stage=stage).order_by()
    counts: dict[str, Any] = {"count": Count("pk"), "aside": Count("pk", filter=Q(excluded__isnull=False))}
    found = []
    # Any: the stubs do not know what `annotate(**counts)` adds.
    minutes: Any = votes.annotate(minute=TruncMinute("first_at")).values_list("minute").annotate(**counts)
    for minute, count, aside in minutes.filter(count__gte=BURST).order_by("-count", "minute")[:20]:
        found.append(Signal(SignalKind.BURST, minute.isoformat(), count, aside))
    young = votes_with(stage, SignalKind.YOUNG, "").aggregate(**counts)
    if young["count"]:
        found.append(Signal(SignalKind.YOUNG, "", young["count"], young["aside"]))
    networks: Any = votes.exclude(network="").values_list("network").annotate(**counts)
    for network, count, aside in networks.filter(count__gte=NETWORK).order_by("-count", "network")[:20]:
        found.append(Signal(SignalKind.NETWORK, network, count, aside))
    domains: Any = votes.annotate(domain=_DOMAIN_OF).values_list("domain").annotate(**counts)
    for domain, count, aside in domains.filter(count__gte=DOMAIN).order_by("-count", "domain")[:20]:
        found.append(Signal(SignalKind.DOMAIN, domain, count, aside))
    return found


def exclusions(stage: Stage) -> list[VoteExclusion]:
    """What was set aside and why, put back or not."""
    return list(VoteExclusion.objects.filter(stage=stage).select_related("by", "ended_by"))


def vote_data(edition: Edition) -> list[dict[str, Any]]:
    """What the plenary's minutes print of each public vote: counts, points, and every exclusion that stands."""
    found = []
    for stage in vote_stages(edition):
        rows = counted(edition, stage, public=False, scores=True)
        aside = [one for one in exclusions(stage) if one.ended_at is None]
        found.append(
            {
                "title": said(stage, "title"),
                "weight": str(stage.vote_weight.normalize()) if stage.vote_weight else "0",
                "people": turnout(stage),
                "aside": [{"count": one.count, "reason": one.reason} for one in aside],
                "rows": [
                    {
                        "title": row.entry.title,
                        "votes": sum(count or 0 for count in row.counts),
                        "points": "–" if row.points is None else f"{row.points:.2f}",
                        "joined": "–" if row.joined is None else f"{row.joined:.2f}",
                    }
                    for row in rows
                ],
            }
        )
    return found
