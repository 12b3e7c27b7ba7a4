"""What a juror has to score: the queue, an entry's neighbours in it, the stages with something to do."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tuntas.kipp.models import Assignment, Edition, SeatHolder, Slot, Stage, Statement
from tuntas.kipp.rules.blind import is_blind, shuffle_key
from tuntas.kipp.rules.judging import judged_stages
from tuntas.kipp.rules.masking import mask, place_names
from tuntas.kipp.rules.reopening import marks
from tuntas.kipp.terms import StageKind
from tuntas.places.models import Place

PENDING, DRAFT, DONE = "pending", "draft", "done"


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One proposal in a juror's queue. `place` is its number there: the juror's own, it says nothing else."""

    place: int
    reference: str
    title: str
    category: str
    group: str
    organisation: str  # empty where the juror judges blind
    state: str
    total: Decimal | None
    saved_at: datetime | None
    is_sample: bool
    turn: datetime | None  # the interview's hour, where one is planned
    stated: bool  # the juror has stated their independence for this stage


@dataclass(frozen=True)
class Progress:
    """How far a juror is."""

    done: int
    drafts: int
    all: int

    @property
    def left(self) -> int:
        return self.all - self.done

    @property
    def pending(self) -> int:
        return self.all - self.done - self.drafts


_COLUMNS = (
    "entry_id",
    "entry__case__reference",
    "entry__title",
    "entry__category__title",
    "entry__category__title_en",
    "entry__group__title",
    "entry__group__title_en",
    "entry__is_sample",
    "entry__organisation__name",
    "entry__organisation__parent__name",
    "entry__organisation__place_id",
    "entry__created_by__name",
    "sheet__handed_in_at",
    "sheet__saved_at",
    "sheet__total",
    "stated",
)


def queue(seat: SeatHolder, stage: Stage, edition: Edition, *, hidden: frozenset[int]) -> list[QueueRow]:
    """Everything the juror scores in the stage, in an order that tells nothing; two or three queries.

    `hidden` are the entries of `rules.barring.hidden_from`: nothing here counts, places or passes by them.

    Blind, the order is a shuffle of the juror's own and names in titles are masked; else it follows the
    interview's hours, then the shuffle.
    """
    blind = is_blind(stage, edition)
    turns = _turns(stage)
    rows = _in_line(_mine(seat, stage, hidden).values_list(*_COLUMNS), turns, seat)
    hide = _masks(rows) if blind else None
    english = (get_language() or "id").startswith("en")
    return [_row(place, row, turns, hide, english) for place, row in enumerate(rows, start=1)]


def _turns(stage: Stage) -> dict[int, datetime]:
    """Entry id → hour of its interview; empty for other kinds of stage."""
    if stage.kind != StageKind.INTERVIEW:
        return {}
    return dict(Slot.objects.filter(stage=stage).values_list("entry_id", "starts_at"))


def _in_line(rows: Iterable[Any], turns: Mapping[int, datetime], seat: SeatHolder) -> list[Any]:
    """Rows that begin with entry id and reference, in the juror's own order."""

    def place(row: Any) -> tuple[bool, float, str]:
        turn = turns.get(row[0])
        return turn is None, turn.timestamp() if turn else 0.0, shuffle_key(seat.pk, row[1])

    return sorted(rows, key=place)


def _mine(seat: SeatHolder, stage: Stage, hidden: frozenset[int]) -> Any:
    return (
        Assignment.objects.filter(stage=stage, juror=seat, removed_at=None, entry__case__stage__in=judged_stages(stage))
        .exclude(entry__in=hidden)
        .annotate(stated=Exists(Statement.objects.filter(juror=OuterRef("juror"), stage=OuterRef("stage"))))
        .order_by()
    )


def _row(
    place: int,
    row: tuple[Any, ...],
    turns: Mapping[int, datetime],
    hide: Callable[[tuple[Any, ...], str], str] | None,
    english: bool,
) -> QueueRow:
    entry, reference, title, category, category_en, group, group_en, is_sample, organisation = row[:9]
    handed_in_at, saved_at, total, stated = row[12:]
    return QueueRow(
        place=place,
        reference=reference,
        title=hide(row, title) if hide else title,
        category=(english and category_en) or category or "",
        group=(english and group_en) or group,
        organisation="" if hide else organisation,
        state=DONE if handed_in_at else DRAFT if saved_at else PENDING,
        total=total,
        saved_at=saved_at,
        is_sample=is_sample,
        turn=turns.get(entry),
        stated=stated,
    )


def _masks(rows: Iterable[tuple[Any, ...]]) -> Callable[[tuple[Any, ...], str], str]:
    """Masks a row's title as the desk masks the whole proposal, with one query for all places."""
    codes: set[str] = set()
    for row in rows:
        parts = row[10].split(".")
        codes |= {".".join(parts[: at + 1]) for at in range(1, len(parts))}
    places = {
        code: place_names(f"{kind.capitalize()} {name}", name, kind)
        for code, name, kind in Place.objects.filter(code__in=codes).values_list("code", "name", "kind")
    }
    known: dict[tuple[Any, ...], list[str]] = {}
    instead = _("[hidden]")

    def hide(row: tuple[Any, ...], text: str) -> str:
        key = row[8:12]
        if key not in known:
            organisation, parent, code, writer = key
            parts = code.split(".")
            lineage = [".".join(parts[: at + 1]) for at in range(1, len(parts))]
            named = [organisation, writer, *([parent] if parent else [])]
            known[key] = named + [name for one in lineage for name in places.get(one, ())]
        return mask(text, known[key], instead)

    return hide


def progress_of(rows: Iterable[QueueRow]) -> Progress:
    """The queue's counts."""
    states = [row.state for row in rows]
    return Progress(states.count(DONE), states.count(DRAFT), len(states))


@dataclass(frozen=True)
class Neighbours:
    """Where an entry stands in its juror's queue, and where to go from it."""

    place: int
    progress: Progress
    previous: str
    next: str
    next_open: str  # the nearest one not handed in, after this one and then from the start; empty when all are


def neighbours(seat: SeatHolder, stage: Stage, reference: str, *, hidden: frozenset[int]) -> Neighbours | None:
    """The entry's surroundings in the queue; None when it is not there. One query, two for an interview."""
    columns = ("entry_id", "entry__case__reference", "sheet__handed_in_at", "sheet__pk")
    found = _in_line(_mine(seat, stage, hidden).values_list(*columns), _turns(stage), seat)
    line = [row[1] for row in found]
    if reference not in line:
        return None
    at = line.index(reference)
    done = {row[1] for row in found if row[2]}
    drafts = sum(1 for row in found if row[3] and not row[2])
    following = [one for one in line[at + 1 :] + line[:at] if one not in done]
    return Neighbours(
        place=at + 1,
        progress=Progress(len(done), drafts, len(line)),
        previous=line[at - 1] if at else "",
        next=line[at + 1] if at + 1 < len(line) else "",
        next_open=following[0] if following else "",
    )


def my_assignment(seat: SeatHolder, stage: Stage, reference: str, *, hidden: frozenset[int]) -> Assignment | None:
    """The juror's assignment of that entry with what the desk needs; None when it is not theirs to see."""
    return (
        _mine(seat, stage, hidden)
        .filter(entry__case__reference=reference)
        .annotate(**marks())
        .select_related(
            "stage__edition",
            "entry__edition",
            "entry__case",
            "entry__organisation__place",
            "entry__organisation__parent",
            "entry__track",
            "entry__group",
            "entry__category",
            "entry__created_by",
        )
        .first()
    )


@dataclass(frozen=True)
class JurorStage:
    """A scored stage as a juror's start page shows it."""

    stage: Stage
    progress: Progress


def juror_stages(seat: SeatHolder, *, hidden: frozenset[int]) -> list[JurorStage]:
    """Every scored stage of the edition where the juror has something, with counts."""
    found: dict[int, list[Any]] = {}
    mine = Assignment.objects.filter(juror=seat, removed_at=None).exclude(entry__in=hidden)
    rows = mine.select_related("stage", "sheet")
    for row in rows.order_by("stage__order", "stage_id"):
        sheet = getattr(row, "sheet", None)
        counts = found.setdefault(row.stage_id, [row.stage, 0, 0, 0])
        counts[1] += bool(sheet and sheet.handed_in_at)
        counts[2] += bool(sheet and not sheet.handed_in_at)
        counts[3] += 1
    return [JurorStage(stage, Progress(done, drafts, whole)) for stage, done, drafts, whole in found.values()]
