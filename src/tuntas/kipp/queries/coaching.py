"""Coaching: how far every finalist is, the thread of one, and what was revised."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Max, Prefetch, Q, QuerySet

from tuntas.kernel.bilingual import said
from tuntas.kernel.clock import wib_date
from tuntas.kipp.models import CoachTask, Criterion, Edition, Entry, Mentorship, Revision, Section, Version
from tuntas.kipp.queries.versions import Change, differences
from tuntas.kipp.rules.coaching import COACHED
from tuntas.kipp.terms import SCORED


def progress(edition: Edition, now: datetime) -> QuerySet[Entry]:
    """Every finalist with mentors, tasks done, overdue, the last message, and its revision; two queries."""
    today = wib_date(now)
    mentors = Mentorship.objects.filter(ended_at=None).select_related("mentor")
    return (
        Entry.objects.filter(edition=edition, case__stage__in=COACHED)
        .select_related("case", "organisation", "track", "revision_draft__version")
        .prefetch_related(Prefetch("mentorships", mentors, to_attr="mentors"))
        .annotate(
            tasks=Count("coach_tasks", distinct=True),
            done=Count("coach_tasks", filter=Q(coach_tasks__done_at__isnull=False), distinct=True),
            overdue=Count(
                "coach_tasks", filter=Q(coach_tasks__done_at=None, coach_tasks__due_on__lt=today), distinct=True
            ),
            last=Max("coach_messages__at"),
        )
        .order_by("track__order", "track_id", "number", "pk")
    )


def criteria_of(edition: Edition) -> dict[str, str]:
    """Key → title of every criterion of the scored stages, once each."""
    rows = Criterion.objects.filter(stage__edition=edition, stage__kind__in=SCORED).order_by(
        "stage__order", "stage_id", "order", "pk"
    )
    return {row.key: said(row, "title") for row in rows}


@dataclass(frozen=True)
class TaskRow:
    """A task as its page shows it."""

    task: CoachTask
    about: str
    late: bool


def tasks_of(entry: Entry, titles: Mapping[str, str], today: date) -> list[TaskRow]:
    """The tasks by due day; done ones last."""
    rows = entry.coach_tasks.select_related("by", "done_by").order_by("due_on", "pk")
    found = [TaskRow(row, titles.get(row.criterion, ""), row.done_at is None and row.due_on < today) for row in rows]
    return sorted(found, key=lambda row: row.task.done_at is not None)


def original_of(entry: Entry) -> dict[str, Any]:
    """What the jury scored at the desk: the newest version that is no revision, else the answers as they stand."""
    last = entry.versions.exclude(move="revise").order_by("number").last()
    if last is not None:
        return dict(last.content)
    return {"title": entry.title, "answers": dict(entry.answers.values_list("section__key", "text"))}


def revised_texts(entry: Entry, draft: Revision | None) -> dict[str, str]:
    """All answers with the revised ones in their place."""
    answers = dict(original_of(entry).get("answers", {}))
    return answers | (draft.answers if draft else {})


def sections_of(entry: Entry) -> list[Section]:
    """The sections this entry answers, in the order of the form."""
    return list(entry.edition.sections.filter(Q(group=None) | Q(group=entry.group_id)).order_by("order", "pk"))


def changed(entry: Entry, after: Mapping[str, Any]) -> list[Change]:
    """Section by section, what the revision says differently from the original."""
    before = original_of(entry)
    return differences(entry, before, {**before, "answers": after})


def handed_over(entry: Entry) -> Version | None:
    """The newest revision the team handed over."""
    return entry.versions.filter(move="revise").order_by("number").last()


def coached_entries(person: Any) -> Sequence[Mentorship]:
    """What the person coaches now."""
    return list(
        Mentorship.objects.filter(mentor=person, ended_at=None)
        .select_related("entry__case", "entry__edition")
        .order_by("-at", "-pk")
    )


def open_tasks(edition: Edition, until: date) -> QuerySet[CoachTask]:
    """Tasks of finalists not done and due up to that day."""
    return (
        CoachTask.objects.filter(entry__edition=edition, done_at=None, due_on__lte=until)
        .select_related("entry__case", "entry__edition", "entry__organisation")
        .order_by("entry_id", "due_on", "pk")
    )
