"""Feedback reports: preparing them for everybody at once, their papers, who read them, remarks held back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override

from tuntas.documents.actions import issue, press, replace, void
from tuntas.documents.models import Document
from tuntas.documents.terms import Status
from tuntas.journal.actions import record
from tuntas.kernel.text import clean
from tuntas.kipp.models import Edition, Entry, Feedback, FeedbackReading, HeldRemark, Plenary, Score, Sheet
from tuntas.kipp.queries.feedback import facts_of
from tuntas.kipp.queries.feedback_list import unprepared
from tuntas.kipp.queries.feedback_told import told
from tuntas.kipp.queries.meetings import people_of
from tuntas.kipp.queries.minutes import letterhead
from tuntas.kipp.rules.feedback import has_result
from tuntas.kipp.rules.seats import may_check, may_organise
from tuntas.kipp.rules.team_papers import FEEDBACK
from tuntas.notices.actions import tell_many
from tuntas.notices.terms import worded
from tuntas.people.models import Person

AT_ONCE = 20  # papers made in one request; the rest with the next click, or when their team asks for one


class FeedbackRefused(Exception):
    """Nothing was prepared or held back; `str(error)` is a sentence for the person."""


@dataclass(frozen=True)
class Prepared:
    """How many reports are new, and how many papers were made with them."""

    reports: int
    papers: int


@transaction.atomic
def prepare(*, edition: Edition, by: Person, now: datetime) -> int:
    """Freeze the report of every entry whose result is known and that has none, and tell their people.

    Reports made before the announcement are made anew with what is public now. Answers how many; a second click
    finds nothing to do. Raises `FeedbackRefused`.
    """
    fresh = Edition.objects.select_for_update().get(pk=edition.pk)
    if not may_organise(by, fresh):
        raise FeedbackRefused(_("Only an organiser of this edition may do this."))
    new, old = unprepared(fresh)
    facts = facts_of(fresh, [*new, *(one.entry for one in old)])
    Feedback.objects.bulk_create(
        [Feedback(entry=entry, data=facts[entry.pk], prepared_by=by, prepared_at=now) for entry in new], batch_size=500
    )
    for one in old:
        _renew(one, facts[one.entry_id], _("The results are public now; the report says more."), by, now)
    if new or old:
        ids = {"new": [entry.pk for entry in new], "again": [one.entry_id for one in old]}
        record(act="kipp.feedback_prepared", subject=fresh, by=by, now=now, data=ids)
    _tell([*new, *(one.entry for one in old)], fresh, now)
    return len(new) + len(old)


def _tell(entries: Sequence[Entry], edition: Edition, now: datetime) -> None:
    people = people_of(entries, now)
    for entry in entries:

        def say(entry: Entry = entry) -> tuple[str, str]:
            return (
                _("Your report is ready: %(title)s") % {"title": entry.title},
                _("Read how the proposal was judged, what was strong, and where it can grow."),
            )

        link = reverse("kipp:feedback", args=[edition.slug, entry.case.reference])
        tell_many(people=people[entry.pk], kind="kipp.feedback_ready", link=link, now=now, **worded(say))


def _renew(feedback: Feedback, facts: dict[str, object], reason: str, by: Person, now: datetime) -> None:
    """Other facts in an existing report; a paper that was issued is replaced, so that its page leads to the new one."""
    feedback.data, feedback.prepared_by, feedback.prepared_at = facts, by, now
    paper = feedback.document
    if paper is not None and paper.status == Status.ISSUED:
        data = _paper_data(feedback, paper.language)
        feedback.document = replace(document=paper, data=data, reason=reason, by=by, now=now)
    elif paper is not None and paper.status == Status.RESERVED:
        void(document=paper, reason=reason, by=by, now=now)
        feedback.document = None
    feedback.save(update_fields=["data", "document", "prepared_by", "prepared_at"])


def make_paper(*, feedback: Feedback, by: Person, now: datetime) -> Document:
    """The numbered, sealed paper of a report; made once, then given back."""
    with transaction.atomic():
        fresh = Feedback.objects.select_for_update(of=("self",)).get(pk=feedback.pk)
        if fresh.document is None:
            fresh.document = _issue(fresh, by, now)
            fresh.save(update_fields=["document"])
    return press(document_id=fresh.document_id, now=now) if fresh.document_id else fresh.document


def make_papers(*, edition: Edition, by: Person, now: datetime, most: int = AT_ONCE) -> int:
    """Make the next papers that are missing; how many were made. Raises `FeedbackRefused`."""
    if not may_organise(by, edition):
        raise FeedbackRefused(_("Only an organiser of this edition may do this."))
    waiting = Feedback.objects.filter(entry__edition=edition).exclude(document__status=Status.ISSUED)
    found = list(waiting.select_related("document").order_by("pk")[:most])
    for feedback in found:
        make_paper(feedback=feedback, by=by, now=now)
    return len(found)


def _issue(feedback: Feedback, by: Person, now: datetime) -> Document:
    entry = (
        Entry.objects.select_related("edition__office__place", "organisation__place", "track", "case")
        .get(pk=feedback.entry_id)
    )  # fmt: skip
    edition = entry.edition
    plenary = Plenary.objects.filter(stage__edition=edition).first()
    language = plenary.language if plenary else "id"
    with override(language):
        title = _("Report to the entrant")
    return issue(
        series=f"{slugify(edition.office.name)}/{FEEDBACK}",
        pattern="{number:03d}/UB-KIPP/{roman}/{year}",
        kind=FEEDBACK,
        title=title,
        data=_paper_data(feedback, language),
        subject=entry,
        by=by,
        now=now,
        holder=entry.organisation.name,
        language=language,
        is_sample=edition.is_sample or entry.is_sample,
    )


def _paper_data(feedback: Feedback, language: str) -> dict[str, object]:
    entry = feedback.entry
    with override(language):
        return {
            "letterhead": letterhead(entry.edition),
            "edition": (entry.edition.name_en if language == "en" else "") or entry.edition.name,
            "title": entry.title,
            "office": entry.organisation.name,
            "reference": entry.case.reference,
            "track": (entry.track.title_en if language == "en" else "") or entry.track.title,
            **told(feedback.data),
        }


def mark_read(*, feedback: Feedback, by: Person, now: datetime) -> None:
    """Somebody of the team has opened the report; the first time counts."""
    FeedbackReading.objects.get_or_create(feedback=feedback, person=by, defaults={"at": now})


@transaction.atomic
def hold_remark(*, remark: Score | Sheet, reason: str, by: Person, now: datetime) -> HeldRemark:
    """Keep a remark from its entrant, with the reason. The remark stays where it is; reports are made anew without it.

    Twice is harmless. Raises `FeedbackRefused`.
    """
    entry = _entry_of(remark, by)
    reason = " ".join(clean(reason).split())[:400]
    if not reason:
        raise FeedbackRefused(_("Write why the remark is held back; the reason is kept with it."))
    key: dict[str, Any] = {"score": remark} if isinstance(remark, Score) else {"sheet": remark}
    held, made = HeldRemark.objects.get_or_create(**key, defaults={"reason": reason, "by": by, "at": now})
    if made:
        record(act="kipp.remark_held", subject=held, by=by, now=now, data={"entry": entry.pk} | _id_of(remark))
        _again(entry, _("A remark was held back."), by, now)
    return held


@transaction.atomic
def release_remark(*, remark: Score | Sheet, by: Person, now: datetime) -> None:
    """Let the entrant read the remark after all. Harmless where it is not held back."""
    entry = _entry_of(remark, by)
    key: dict[str, Any] = {"score": remark} if isinstance(remark, Score) else {"sheet": remark}
    for held in HeldRemark.objects.filter(**key):
        data = {"entry": entry.pk, "reason": held.reason} | _id_of(remark)
        record(act="kipp.remark_released", subject=held, by=by, now=now, data=data)
        held.delete()
        _again(entry, _("A remark was released."), by, now)


def _id_of(remark: Score | Sheet) -> dict[str, int]:
    return {"score" if isinstance(remark, Score) else "sheet": remark.pk}


def _entry_of(remark: Score | Sheet, by: Person) -> Entry:
    sheet = remark.sheet if isinstance(remark, Score) else remark
    entry = sheet.assignment.entry
    if not may_check(by, entry.edition):
        raise FeedbackRefused(_("Only the office of this edition holds remarks back."))
    if sheet.assignment.stage.locked_at is None:
        raise FeedbackRefused(_("The scores of this stage are not locked yet."))
    return entry


def _again(entry: Entry, reason: str, by: Person, now: datetime) -> None:
    feedback = Feedback.objects.select_for_update(of=("self",)).select_related("document").filter(entry=entry).first()
    if feedback is not None and has_result(entry):
        _renew(feedback, facts_of(entry.edition, [entry])[entry.pk], reason, by, now)
