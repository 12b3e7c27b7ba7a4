"""What follows from an objection: the sealed letter, and the recorded consequence of one that was upheld."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override

from tuntas.casework.actions import MoveRefused, move
from tuntas.documents.actions import issue
from tuntas.documents.models import Document
from tuntas.journal.actions import record
from tuntas.kernel.bilingual import said
from tuntas.kernel.clock import wib_date
from tuntas.kernel.text import clean
from tuntas.kipp.actions.checking import reopen
from tuntas.kipp.actions.judging import recompute
from tuntas.kipp.actions.rereading import RereadingRefused, ask_readers
from tuntas.kipp.models import Objection, Pick, Sheet, Stage
from tuntas.kipp.queries.meetings import people_of
from tuntas.kipp.queries.minutes import letterhead
from tuntas.kipp.rules.seats import may_organise
from tuntas.kipp.rules.spelling import long_date
from tuntas.kipp.rules.team_papers import ANSWER
from tuntas.kipp.terms import Consequence, EntryStage, StageKind
from tuntas.notices.actions import tell_many
from tuntas.notices.terms import worded
from tuntas.people.models import Person


class ConsequenceRefused(Exception):
    """Nothing followed; `str(error)` is a sentence for the person."""


def letter_for(objection: Objection, by: Person, now: datetime) -> Document:
    """The numbered letter with the answer; its file is pressed after the commit."""
    entry, language = objection.entry, "id"
    edition = entry.edition
    with override(language):
        title = _("Answer to an objection")
        data = {
            "letterhead": letterhead(edition),
            "edition": said(edition, "name"),
            "title": entry.title,
            "office": entry.organisation.name,
            "reference": entry.case.reference,
            "objection": objection.case.reference,
            "about": objection.get_about_display(),
            "ground": objection.get_ground_display(),
            "raised_on": long_date(wib_date(objection.raised_at), language),
            "text": objection.text.split("\n"),
            "upheld": bool(objection.upheld),
            "answer": objection.answer.split("\n"),
            "signer": by.name,
        }
    return issue(
        series=f"{slugify(edition.office.name)}/{ANSWER}",
        pattern="{number:03d}/SANGGAH-KIPP/{roman}/{year}",
        kind=ANSWER,
        title=title,
        data=data,
        subject=entry,
        by=by,
        now=now,
        holder=entry.organisation.name,
        language=language,
        is_sample=edition.is_sample or entry.is_sample,
    )


@transaction.atomic
def conclude(
    *,
    objection: Objection,
    consequence: Consequence,
    note: str,
    by: Person,
    now: datetime,
    closes_at: datetime | None = None,
) -> Objection:
    """Do and record what follows from an objection that was upheld, then close it. Scores are never edited by hand.

    Raises `ConsequenceRefused`; done twice it changes nothing.
    """
    fresh = (
        Objection.objects.select_for_update(of=("self",))
        .select_related("case", "entry__case", "entry__edition", "entry__organisation__parent")
        .get(pk=objection.pk)
    )
    if not may_organise(by, fresh.entry.edition):
        raise ConsequenceRefused(_("Only an organiser of this edition may do this."))
    if not fresh.upheld:
        raise ConsequenceRefused(_("Only an objection that was upheld has a consequence."))
    if fresh.consequence:
        return fresh
    words = clean(note)[:1000]
    if not words:
        raise ConsequenceRefused(_("Write what is done, so that everybody concerned can understand it."))
    try:
        data = _done(fresh, Consequence(consequence), words, closes_at, by, now)
        fresh.case = move(case=fresh.case, move="close", by=by, now=now, message=words)
    except (MoveRefused, RereadingRefused) as error:
        raise ConsequenceRefused(str(error)) from error
    fresh.consequence, fresh.consequence_note, fresh.consequence_data = consequence, words, data
    fresh.consequence_by, fresh.consequence_at = by, now
    fresh.save(
        update_fields=[
            "consequence", "consequence_note", "consequence_data", "consequence_by", "consequence_at",
        ]
    )  # fmt: skip
    record(act="kipp.objection_concluded", subject=fresh, by=by, now=now, data={"what": consequence} | data)
    _tell(fresh, now)
    return fresh


def _tell(objection: Objection, now: datetime) -> None:
    title = objection.entry.title

    def say() -> tuple[str, str]:
        return _("What follows from your objection: %(title)s") % {"title": title}, objection.consequence_note

    link = reverse("kipp:objection", args=[objection.entry.edition.slug, objection.case.reference])
    people = people_of([objection.entry], now)[objection.entry_id]
    tell_many(people=people, kind="kipp.objection_concluded", link=link, now=now, **worded(say))


def _done(
    objection: Objection, what: Consequence, words: str, closes_at: datetime | None, by: Person, now: datetime
) -> dict[str, Any]:
    entry = objection.entry
    if what == Consequence.REOPENED:
        case = reopen(entry=entry, reason=words, by=by, now=now).case
        return {"step": case.steps.count()}
    if what == Consequence.READER:
        desk = Stage.objects.filter(edition=entry.edition, kind=StageKind.DESK).first()
        if desk is None:
            raise ConsequenceRefused(_("This stage has no scores."))
        if entry.case.stage == EntryStage.NOT_FINALIST:
            entry.case = move(case=entry.case, move="reconsider", by=by, now=now, note=words)
            Pick.objects.filter(entry=entry).update(published_at=None)
        asked = ask_readers(stage=desk, entries=[entry.pk], reason=words, closes_at=closes_at, by=by, now=now)
        return {"stage": desk.pk, "readers": asked.added}
    if what == Consequence.RECOUNTED:
        return _recounted(objection, by, now)
    return {}


def _recounted(objection: Objection, by: Person, now: datetime) -> dict[str, Any]:
    """Every total of the entry made again from its raw scores: what it was and what it is."""
    before = _totals(objection)
    stages = Stage.objects.filter(assignments__entry=objection.entry).distinct()
    for stage in stages.select_related("edition"):
        recompute(stage=stage, by=by, now=now)
    after = _totals(objection)
    changed = {pk: [str(before[pk]), str(after[pk])] for pk in before if before[pk] != after[pk]}
    return {"sheets": len(before), "changed": changed}


def _totals(objection: Objection) -> dict[str, Decimal | None]:
    rows = Sheet.objects.filter(assignment__entry=objection.entry, handed_in_at__isnull=False)
    return {str(pk): total for pk, total in rows.values_list("pk", "total")}
