"""New words for the survey's questions."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from tuntas.journal.actions import record
from tuntas.kernel.clock import wib_date
from tuntas.people.models import Person
from tuntas.quality.actions.surveying import NotYours, SurveyRefused
from tuntas.quality.models import Wording
from tuntas.quality.rules.access import may_word
from tuntas.quality.terms import ELEMENTS


@transaction.atomic
def reword(*, questions: list[dict[str, Any]], since: date, note: str, by: Person, now: datetime) -> Wording:
    """Keep a new version of the nine questions. It never begins in the past: sheets keep the words they answered.

    Raises `NotYours`, `SurveyRefused` for a past day or when nothing changed.
    """
    if not may_word(by, now):
        raise NotYours(_("Only operators write new versions of the questions."))
    if len(questions) != ELEMENTS:
        raise ValueError("nine questions")
    if since < wib_date(now):
        raise SurveyRefused(_("A version begins today or later."))
    last = Wording.objects.order_by("-number").first()
    if last is not None and last.questions == questions:
        raise SurveyRefused(_("Nothing changed."))
    number = (Wording.objects.aggregate(last=Max("number"))["last"] or 1) + 1
    made = Wording.objects.create(
        number=number, since=since, questions=questions, note=note.strip(), made_by=by, made_at=now
    )
    record(act="quality.reworded", subject=made, by=by, now=now, data={"number": number})
    return made
