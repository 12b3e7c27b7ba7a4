"""Coaching finalists: mentors, tasks, messages, reminders, and the revised proposal."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from itertools import groupby

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tuntas.casework.actions import MoveRefused, move
from tuntas.journal.actions import record
from tuntas.kernel.clock import wib_date
from tuntas.kernel.text import clean, count_words
from tuntas.kipp.actions.entries import locked
from tuntas.kipp.models import CoachMessage, CoachTask, Edition, Entry, Mentorship, Revision, Section, Version
from tuntas.kipp.queries.coaching import open_tasks, original_of, revised_texts, sections_of
from tuntas.kipp.queries.conflicts import near
from tuntas.kipp.queries.meetings import people_of
from tuntas.kipp.rules.coaching import coached_by, why_not_coach, why_not_name, why_not_open
from tuntas.kipp.rules.seats import may_check, may_organise
from tuntas.notices.actions import tell, tell_many
from tuntas.notices.terms import worded
from tuntas.people.models import Person

SOON = timedelta(days=2)


class CoachingRefused(Exception):
    """Nothing was done; `str(error)` is a sentence for the person."""


class Tied(CoachingRefused):
    """Something ties the person to the entry; with a reason it can be done all the same."""


class StaleRevision(CoachingRefused):
    """Somebody else saved the text meanwhile."""


def appoint(*, entry: Entry, mentor: Person, despite: str = "", by: Person, now: datetime) -> Mentorship:
    """Make somebody a mentor of a finalist; from then on they cannot judge it. Twice is harmless.

    Raises `CoachingRefused`, `Tied` where the facts tie the person to the entry and no reason is given.
    """
    with transaction.atomic():
        fresh = locked(entry)
        if not may_organise(by, fresh.edition):
            raise CoachingRefused(_("Only an organiser of this edition may do this."))
        there = fresh.mentorships.filter(mentor=mentor, ended_at=None).first()
        if there is not None:
            return there
        if sentence := why_not_name(fresh, now) or why_not_coach(mentor, fresh, now):
            raise CoachingRefused(sentence)
        ties, reason = near(mentor, fresh, now), " ".join(clean(despite).split())[:400]
        if ties and not reason:
            kinds = ", ".join(str(kind.label) for kind in ties)
            raise Tied(
                _("%(name)s is tied to this proposal: %(kinds)s. Write why all the same, or choose somebody else.")
                % {"name": mentor.name, "kinds": kinds}
            )
        made = Mentorship.objects.create(entry=fresh, mentor=mentor, despite=reason if ties else "", by=by, at=now)
        data = {"entry": fresh.pk, "mentor": mentor.pk, "ties": [str(kind) for kind in ties]}
        record(act="kipp.mentor_named", subject=made, by=by, now=now, data=data)
        _tell(
            fresh,
            [mentor],
            "kipp.mentor_named",
            lambda: (
                _("Please coach a finalist: %(title)s") % {"title": fresh.title},
                _("You read the proposal, set tasks and write with its team. You will not judge it."),
            ),
            now,
        )
    return made


@transaction.atomic
def end_mentorship(*, mentorship: Mentorship, reason: str, by: Person, now: datetime) -> None:
    """The person coaches no longer; they stay barred from judging. Raises `CoachingRefused` without a reason."""
    fresh = Mentorship.objects.select_for_update(of=("self",)).select_related("entry__edition").get(pk=mentorship.pk)
    words = " ".join(clean(reason).split())[:400]
    if not may_organise(by, fresh.entry.edition):
        raise CoachingRefused(_("Only an organiser of this edition may do this."))
    if not words:
        raise CoachingRefused(_("Write the reason, so that the person concerned can understand it."))
    if fresh.ended_at is None:
        fresh.ended_at, fresh.end_reason = now, words
        fresh.save(update_fields=["ended_at", "end_reason"])
        record(act="kipp.mentor_ended", subject=fresh, by=by, now=now, data={"entry": fresh.entry_id})


@transaction.atomic
def set_task(
    *, entry: Entry, title: str, text: str, criterion: str, due_on: date, by: Person, now: datetime
) -> CoachTask:
    """Ask the team for something until a day. By a mentor or the organiser. Raises `CoachingRefused`."""
    fresh = locked(entry)
    view = coached_by(by, fresh, now)
    if not (view.mentor or view.organiser):
        raise CoachingRefused(_("Only mentors and organisers set tasks."))
    _must_be_open(fresh, now)
    if due_on < wib_date(now):
        raise CoachingRefused(_("The day lies in the past."))
    made = CoachTask.objects.create(
        entry=fresh,
        title=clean(title)[:200],
        text=clean(text),
        criterion=criterion,
        due_on=due_on,
        by=by,
        at=now,
    )
    record(act="kipp.coach_task_set", subject=made, by=by, now=now, data={"entry": fresh.pk})

    def say() -> tuple[str, str]:
        return _("A task for you: %(task)s") % {"task": made.title}, fresh.title

    _tell(fresh, people_of([fresh], now)[fresh.pk], "kipp.coach_task", say, now)
    return made


@transaction.atomic
def finish_task(*, task: CoachTask, done: bool, by: Person, now: datetime) -> CoachTask:
    """Tick a task off, or open it again. By team, mentor or organiser; twice is harmless."""
    fresh = CoachTask.objects.select_for_update(of=("self",)).select_related("entry__edition").get(pk=task.pk)
    if not coached_by(by, _whole(fresh.entry_id), now).any:
        raise CoachingRefused(_("Only the team and its mentors can do this."))
    if done != (fresh.done_at is not None):
        fresh.done_at, fresh.done_by = (now, by) if done else (None, None)
        fresh.save(update_fields=["done_at", "done_by"])
        act = "kipp.coach_task_done" if done else "kipp.coach_task_opened"
        record(act=act, subject=fresh, by=by, now=now, data={"entry": fresh.entry_id})
    return fresh


@transaction.atomic
def write(*, entry: Entry, text: str, note: bool = False, by: Person, now: datetime) -> CoachMessage:
    """A message in the thread, or a mentor's own note. The same words twice in a row are one message."""
    fresh = locked(entry)
    view = coached_by(by, fresh, now)
    if not view.any or (note and not view.reads_notes):
        raise CoachingRefused(_("Only the team and its mentors can do this."))
    words = clean(text)
    if not words:
        raise CoachingRefused(_("Write something first."))
    last = fresh.coach_messages.order_by("at", "pk").last()
    if last and (last.by_id, last.text, last.note) == (by.pk, words, note):
        return last
    made = CoachMessage.objects.create(entry=fresh, by=by, at=now, text=words, note=note)
    record(
        act="kipp.coach_note" if note else "kipp.coach_message", subject=made, by=by, now=now, data={"entry": fresh.pk}
    )
    if not note:
        others = [row.mentor for row in fresh.mentorships.filter(ended_at=None).select_related("mentor")]
        people = [person for person in [*people_of([fresh], now)[fresh.pk], *others] if person.pk != by.pk]

        def say() -> tuple[str, str]:
            return _("A message about %(title)s") % {"title": fresh.title}, words[:400]

        _tell(fresh, people, "kipp.coach_message", say, now)
    return made


@transaction.atomic
def remind(*, edition: Edition, by: Person, now: datetime) -> int:
    """Remind teams of tasks due within two days or overdue, at most once a day; how many entries.

    Raises `CoachingRefused`.
    """
    if not may_check(by, edition):
        raise CoachingRefused(_("Only an organiser of this edition may do this."))
    today = wib_date(now)
    due = [
        task
        for task in open_tasks(edition, today + SOON).select_for_update(of=("self",))
        if task.reminded_at is None or wib_date(task.reminded_at) < today
    ]
    told = 0
    for _pk, rows in groupby(due, key=lambda task: task.entry_id):
        tasks = list(rows)
        entry = tasks[0].entry

        def say(tasks: list[CoachTask] = tasks, entry: Entry = entry) -> tuple[str, str]:
            title = ngettext("%(n)d task waits: %(title)s", "%(n)d tasks wait: %(title)s", len(tasks))
            body = "\n".join(f"{task.due_on:%d-%m-%Y} · {task.title}" for task in tasks)
            return title % {"n": len(tasks), "title": entry.title}, body

        link = reverse("kipp:coach", args=[edition.slug, entry.case.reference])
        tell_many(
            people=people_of([entry], now)[entry.pk], kind="kipp.coach_reminder", link=link, now=now, **worded(say)
        )
        told += 1
    CoachTask.objects.filter(pk__in=[task.pk for task in due]).update(reminded_at=now)
    if due:
        record(act="kipp.coach_reminded", subject=edition, by=by, now=now, data={"tasks": [task.pk for task in due]})
    return told


@transaction.atomic
def save_revision(*, entry: Entry, section: Section, text: str, revision: int, by: Person, now: datetime) -> Revision:
    """Write a section anew. What the desk scored stays as it is. Raises `StaleRevision`, `CoachingRefused`."""
    fresh = locked(entry)
    _team_only(fresh, by, now)
    _must_be_open(fresh, now)
    draft = Revision.objects.select_for_update().filter(entry=fresh).first()
    if draft is not None and draft.revision != revision:
        raise StaleRevision(
            _("Somebody else saved this text meanwhile. What you typed is still here: compare and save again.")
        )
    draft = draft or Revision(entry=fresh)
    words, original = clean(text), original_of(fresh).get("answers", {}).get(section.key, "")
    answers = {key: value for key, value in draft.answers.items() if key != section.key}
    if words != original:
        answers[section.key] = words
    draft.answers, draft.revision = answers, draft.revision + 1
    draft.saved_by, draft.saved_at = by, now
    draft.save()
    record(act="kipp.revision_saved", subject=draft, by=by, now=now, data={"section": section.pk})
    return draft


@transaction.atomic
def hand_over_revision(*, entry: Entry, by: Person, now: datetime) -> Version:
    """Keep the revised proposal as a new version beside the original. Raises `CoachingRefused`, `MoveRefused`."""
    fresh = locked(entry)
    _team_only(fresh, by, now)
    draft = Revision.objects.select_for_update().filter(entry=fresh).first()
    if draft is None or not draft.answers:
        raise CoachingRefused(_("Nothing is revised yet."))
    texts = revised_texts(fresh, draft)
    over = [part.title for part in sections_of(fresh) if count_words(texts.get(part.key, "")) > part.words]
    if over:
        raise CoachingRefused(_("Too long: %(sections)s.") % {"sections": "; ".join(over)})
    last = fresh.versions.order_by("number").last()
    if last is not None and last.move == "revise" and last.content.get("answers") == texts:
        return last
    fresh.case = move(case=fresh.case, move="revise", by=by, now=now)
    number = (last.number if last else 0) + 1
    content = {**original_of(fresh), "answers": texts}
    made = Version.objects.create(entry=fresh, number=number, move="revise", content=content, by=by, at=now)
    draft.version = made
    draft.save(update_fields=["version"])
    mentors = [row.mentor for row in fresh.mentorships.filter(ended_at=None).select_related("mentor")]

    def say() -> tuple[str, str]:
        return _("The revised proposal is here: %(title)s") % {"title": fresh.title}, _("The differences are marked.")

    _tell(fresh, mentors, "kipp.revision_here", say, now)
    return made


def _whole(pk: int) -> Entry:
    return Entry.objects.select_related("edition", "case", "organisation__parent").get(pk=pk)


def _team_only(entry: Entry, by: Person, now: datetime) -> None:
    if not coached_by(by, entry, now).team:
        raise CoachingRefused(_("Only the writer and the local admin of the organisation can change this proposal."))


def _must_be_open(entry: Entry, now: datetime) -> None:
    if sentence := why_not_open(entry, now):
        raise CoachingRefused(sentence)


def _tell(entry: Entry, people: Iterable[Person], kind: str, say: Callable[[], tuple[str, str]], now: datetime) -> None:
    link = reverse("kipp:coach", args=[entry.edition.slug, entry.case.reference])
    words = worded(say)
    for person in people:
        tell(person=person, kind=kind, link=link, now=now, **words)


__all__ = ["MoveRefused", "appoint", "end_mentorship", "finish_task", "hand_over_revision", "remind", "save_revision"]
