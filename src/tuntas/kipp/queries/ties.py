"""What a juror has said about own ties, for the juror's own page. Never which entries they touch."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from tuntas.kipp.models import Assignment, Edition, Entry, SeatHolder, Stage, Statement, Tie
from tuntas.kipp.rules.blind import is_blind
from tuntas.kipp.rules.judging import judged_stages, scores_closed
from tuntas.kipp.terms import SCORED
from tuntas.people.models import Organisation
from tuntas.places.models import Place
from tuntas.places.terms import Level


@dataclass(frozen=True)
class StageWord:
    """A scored stage and what the juror has stated for it; `asks` while there is something to state."""

    stage: Stage
    statement: Statement | None
    asks: bool


def ties_of(juror: SeatHolder) -> QuerySet[Tie]:
    """The juror's ties, those withdrawn too."""
    return juror.ties.select_related("organisation", "regency", "entry").order_by("withdrawn_at", "declared_at", "pk")


def stage_words(juror: SeatHolder, edition: Edition, now: datetime, *, listed: bool) -> list[StageWord]:
    """Every scored stage in order with the juror's statement; two queries. `listed`: there are ties on the list."""
    said = {one.stage_id: one for one in Statement.objects.filter(juror=juror)}
    words = []
    for stage in edition.stages.filter(kind__in=SCORED).order_by("order", "pk"):
        statement = said.get(stage.pk)
        outdated = statement is None or statement.none == listed
        words.append(StageWord(stage, statement, outdated and not scores_closed(stage, now)))
    return words


def nameable_entries(juror: SeatHolder, edition: Edition, hidden: frozenset[int]) -> QuerySet[Entry]:
    """Proposals the juror may name in a tie: those on the own desk of a stage in which names are shown."""
    own = Assignment.objects.filter(juror=juror, removed_at=None).exclude(entry__in=hidden).select_related("stage")
    ids = {
        row.entry_id
        for row in own.select_related("stage", "entry__case")
        if not is_blind(row.stage, edition) and row.entry.case.stage in judged_stages(row.stage)
    }
    return Entry.objects.filter(pk__in=ids).select_related("case").order_by("title", "pk")


def regencies() -> QuerySet[Place]:
    """Regencies and cities by name."""
    return Place.objects.filter(level=Level.REGENCY).order_by("name", "code")


def named(text: str) -> list[Organisation]:
    """Organisations of that name, else those whose name holds it; at most ten."""
    exact = list(Organisation.objects.filter(name__iexact=text).select_related("place")[:10])
    return exact or list(Organisation.objects.filter(name__icontains=text).select_related("place")[:10])
