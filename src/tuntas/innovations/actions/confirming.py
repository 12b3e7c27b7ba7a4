"""The yearly word of the owner: asking for it, and taking it down."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from tuntas.innovations.actions.indexing import index
from tuntas.innovations.actions.refusals import InnovationRefused, NotAllowed, NotTold
from tuntas.innovations.actions.upkeep import locked
from tuntas.innovations.models import Confirmation, Innovation, Site
from tuntas.innovations.queries.upkeep import people_of_owners, to_ask
from tuntas.innovations.rules import may_edit
from tuntas.innovations.terms import InnovationStopped, Status, StatusConfirmed
from tuntas.journal.actions import record
from tuntas.kernel.events import publish as tell
from tuntas.notices.actions import tell_many
from tuntas.notices.terms import Words
from tuntas.people.models import Person


@transaction.atomic
def confirm_status(
    *, innovation: Innovation, status: Status, by: Person, now: datetime, lesson: str = "", lesson_en: str = ""
) -> Innovation:
    """The owner says whether it still runs; the day is shown beside it. A stopped one needs its lesson.

    Saying the same again on the same day is a second click and adds no second answer.
    """
    fresh = locked(innovation)
    if not may_edit(by, fresh, now):
        raise NotAllowed
    if status == Status.UNKNOWN:
        raise InnovationRefused(_("Say whether it runs, grows or has stopped."))
    lesson = lesson.strip() if status == Status.STOPPED else ""
    if status == Status.STOPPED and not lesson:
        raise NotTold
    last = fresh.confirmations.first()
    if last and (last.status, last.lesson, last.by_id) == (status, lesson, by.pk) and (now - last.at).days < 1:
        return fresh
    Confirmation.objects.create(
        innovation=fresh, status=status, lesson=lesson, lesson_en=lesson_en.strip() if lesson else "", by=by, at=now
    )
    stops = status == Status.STOPPED and fresh.status != Status.STOPPED
    fresh.status, fresh.confirmed_at, fresh.asked_at = status, now, None
    fresh.save(update_fields=["status", "confirmed_at", "asked_at"])
    Site.objects.filter(innovation=fresh, parent=None, place=fresh.place, organisation=fresh.owner).update(
        status=status, confirmed_at=now
    )
    record(act="innovations.status_confirmed", subject=fresh, by=by, now=now, data={"status": str(status)})
    index([fresh.pk])
    tell(StatusConfirmed(fresh.pk))
    if stops:
        tell(InnovationStopped(fresh.pk))
    return fresh


@transaction.atomic
def ask_owners(*, now: datetime) -> int:
    """Ask the owners of public innovations whose last word is 11 months old, once a month until they answer.

    Returns how many innovations were asked about. Those whose owner has nobody here are left to the upkeep list.
    """
    asked = list(to_ask(now).select_for_update(of=("self",)))
    people = people_of_owners({row.owner_id for row in asked if row.owner_id}, now)
    told = []
    for innovation in asked:
        if found := people.get(innovation.owner_id or 0):
            link = reverse("innovations:status", args=[innovation.slug])
            tell_many(people=found, kind="innovations.confirm", link=link, now=now, **_question(innovation))
            told.append(innovation.pk)
    if told:
        Innovation.objects.filter(Q(pk__in=told)).update(asked_at=now)
        data = {"innovations": told}
        record(act="innovations.asked", subject="innovations.register:upkeep", by=None, now=now, data=data)
    return len(told)


def _question(innovation: Innovation) -> Words:
    return {
        "title": f"Apakah {innovation.name[:120]} masih berjalan?",
        "title_en": f"Is {innovation.name[:120]} still running?",
        "body": (
            "Setahun sekali kami menanyakannya, agar orang yang ingin meniru tahu keadaannya. Jawab dengan satu klik: "
            "berjalan, berkembang, atau berhenti."
        ),
        "body_en": (
            "We ask once a year, so that people who want to copy it know how it is. Answer with one click: running, "
            "growing or stopped."
        ),
    }
