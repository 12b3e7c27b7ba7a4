"""Windows, lists and public counts of objections."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet

from tuntas.casework.models import Holiday
from tuntas.kipp.models import Edition, Entry, Objection, SeatHolder
from tuntas.kipp.rules.objections import HIDDEN_BELOW, Window, why_not_examine, window_for
from tuntas.kipp.rules.seats import CHECKS


def off_days() -> frozenset[date]:
    """Days on which no working day is counted."""
    return frozenset(Holiday.objects.values_list("day", flat=True))


def window_of(entry: Entry) -> Window | None:
    """The window of the entry's latest result; asks for holidays only where there is one."""
    return window_for(entry, off_days()) if entry.edition.objection_days is not None else None


def objections_about(entry: Entry) -> list[Objection]:
    """Everything the team has raised, oldest first."""
    return list(entry.objections.select_related("case", "letter").order_by("raised_at", "pk"))


def objection_by(edition: Edition, reference: str) -> Objection | None:
    """The objection of that reference in this edition."""
    return (
        Objection.objects.filter(entry__edition=edition, case__reference=reference.upper())
        .select_related(
            "case",
            "letter",
            "examiner",
            "raised_by",
            "entry__case",
            "entry__edition__office__place",
            "entry__organisation__parent",
            "entry__track",
        )
        .first()
    )


def objection_rows(edition: Edition, *, open_only: bool = False) -> QuerySet[Objection]:
    """All of an edition, the most urgent first."""
    found = Objection.objects.filter(entry__edition=edition).select_related(
        "case", "entry__case", "entry__organisation", "examiner"
    )
    if open_only:
        found = found.filter(case__closed_at=None)
    return found.order_by("case__closed_at", "case__due_at", "pk")


def examiners_for(entry: Entry, now: datetime) -> list[SeatHolder]:
    """People of the office who neither checked nor judged the proposal."""
    seats = SeatHolder.objects.filter(edition=entry.edition, seat__in=CHECKS, left_at=None).select_related("person")
    found = {seat.person_id: seat for seat in seats.order_by("person__name", "pk")}
    return [seat for seat in found.values() if not why_not_examine(seat.person, entry, now)]


def unanswered(edition: Edition) -> int:
    """Objections that wait for an answer or for what follows from it."""
    return Objection.objects.filter(entry__edition=edition, case__closed_at=None).count()


@dataclass(frozen=True)
class Numbers:
    """Counts of an edition. In public `raised` is None below five, and the parts are None where one is small."""

    raised: int | None
    parts: dict[str, int] | None
    none: bool


def numbers_of(edition: Edition, *, public: bool) -> Numbers:
    """One query. A part of 1 to 4 hides all parts, since it could be worked out from the sum."""
    found = Objection.objects.filter(entry__edition=edition).aggregate(
        raised=Count("pk"),
        open=Count("pk", filter=Q(answered_at=None, withdrawn_at=None)),
        accepted=Count("pk", filter=Q(upheld=True)),
        rejected=Count("pk", filter=Q(upheld=False)),
        withdrawn=Count("pk", filter=Q(withdrawn_at__isnull=False)),
    )
    raised = found.pop("raised")
    if not public:
        return Numbers(raised, found, raised == 0)
    if 0 < raised < HIDDEN_BELOW:
        return Numbers(None, None, none=False)
    small = any(0 < count < HIDDEN_BELOW for count in found.values())
    return Numbers(raised, None if small else found, raised == 0)
