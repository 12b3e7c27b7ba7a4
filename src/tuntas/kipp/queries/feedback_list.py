"""Which reports there are, which are missing, who read them; and the remarks of jurors for moderation."""

from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Count, F, Min, Q, QuerySet, Value
from django.db.models.functions import Cast

from tuntas.documents.terms import Status
from tuntas.kipp.models import Edition, Entry, Feedback, Score, Sheet
from tuntas.kipp.rules.feedback import REPORTED
from tuntas.kipp.rules.meetings import is_announced


def unprepared(edition: Edition) -> tuple[list[Entry], list[Feedback]]:
    """Entries with a known result and no report, and reports that are older than the announcement."""
    entries = Entry.objects.filter(edition=edition, case__stage__in=REPORTED).select_related(
        "case", "organisation", "track", "edition"
    )
    new = list(entries.filter(feedback=None).order_by("pk"))
    if not is_announced(edition):
        return new, []
    old = Feedback.objects.filter(
        entry__edition=edition, prepared_at__lt=edition.announced_at, data__kind="judged"
    ).select_related("document", "entry__case", "entry__organisation", "entry__track", "entry__edition__office__place")
    return new, list(old.order_by("pk"))


@dataclass(frozen=True)
class Reports:
    """How far the reports of an edition are."""

    due: int  # entries whose result is known
    ready: int
    papers: int
    read: int


def reports_of(edition: Edition) -> Reports:
    """Counts in two queries."""
    due = Entry.objects.filter(edition=edition, case__stage__in=REPORTED).count()
    found = Feedback.objects.filter(entry__edition=edition).aggregate(
        ready=Count("pk", distinct=True),
        papers=Count("pk", filter=Q(document__status=Status.ISSUED), distinct=True),
        read=Count("pk", filter=Q(readings__isnull=False), distinct=True),
    )
    return Reports(due, found["ready"], found["papers"], found["read"])


def report_rows(edition: Edition) -> QuerySet[Feedback]:
    """The reports with what a list shows: read by how many, and when first."""
    return (
        Feedback.objects.filter(entry__edition=edition)
        .select_related("entry__case", "entry__organisation", "entry__track", "document")
        .annotate(readers=Count("readings"), first=Min("readings__at"))
        .order_by("entry__number", "pk")
    )


def remarks_of(edition: Edition, words: str = "", held: bool = False) -> QuerySet[Any, dict[str, Any]]:
    """All remarks in locked stages, of criteria and of whole sheets: one page of it is one query.

    Rows: kind ("skor" or "lembar"), id, remark, entry title and reference, stage, about (the criterion), and the
    reason it is held back.
    Who wrote it is not among them: a remark is judged by its words.
    """
    scores = Score.objects.filter(
        sheet__assignment__stage__edition=edition,
        sheet__assignment__stage__locked_at__isnull=False,
        sheet__handed_in_at__isnull=False,
    ).exclude(remark="")
    sheets = Sheet.objects.filter(
        assignment__stage__edition=edition, assignment__stage__locked_at__isnull=False, handed_in_at__isnull=False
    ).exclude(remark="")
    if words:
        scores, sheets = scores.filter(remark__icontains=words), sheets.filter(remark__icontains=words)
    if held:
        scores, sheets = scores.filter(held__isnull=False), sheets.filter(held__isnull=False)
    one = _shaped(scores, "skor", "sheet__assignment", F("criterion__title"))
    other = _shaped(sheets, "lembar", "assignment", Value(""))
    return one.union(other, all=True).order_by("reference", "stage", "kind", "pk")


def _shaped(found: Any, kind: str, path: str, criterion: Any) -> Any:
    text: Any = CharField()
    return found.order_by().values(
        "pk",
        "remark",
        kind=Value(kind, output_field=text),
        title=F(f"{path}__entry__title"),
        reference=F(f"{path}__entry__case__reference"),
        stage=F(f"{path}__stage__title"),
        about=Cast(criterion, text),
        reason=F("held__reason"),
    )
