"""Publishing a result of the survey as a numbered, sealed document."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import formats, translation
from django.utils.translation import gettext as _

from tuntas.documents.actions import issue
from tuntas.journal.actions import record
from tuntas.people.models import Person
from tuntas.places.models import Place
from tuntas.quality.actions.surveying import NotYours, SurveyRefused
from tuntas.quality.models import Published
from tuntas.quality.queries.surveys import Survey, survey
from tuntas.quality.queries.words import four_words
from tuntas.quality.rules.access import may_keep_survey
from tuntas.quality.terms import SURVEY_KIND


class NothingToPublish(SurveyRefused):
    """Fewer than five sheets, or an element nobody answered: there is no index."""


@transaction.atomic
def publish(*, service: str, name: Any, place: Place, since: date, until: date, by: Person, now: datetime) -> Published:
    """Issue the report of these months; a second time gives the first one back.

    Raises `NotYours`, `NothingToPublish`.
    """
    if not may_keep_survey(by, place, now):
        raise NotYours(_("Only people who serve this place publish its results."))
    known = Published.objects.filter(service=service, place=place, since=since, until=until).first()
    if known is not None:
        return known
    found = survey(service, place, since, until, four_words(service, place, since, until).cases)
    if found.index is None or found.index.shown is None:
        raise NothingToPublish(
            _("There is no index yet: at least five sheets, and every element answered, are needed.")
        )
    document = issue(
        series=f"skm/{place.code}",
        kind=SURVEY_KIND,
        title=_("Survey of satisfaction: %(service)s, %(place)s") % {"service": name, "place": place.full_name},
        data=_said(found, str(name), place, since, until),
        subject=f"quality.survey:{place.code}/{service}"[:80],
        by=by,
        now=now,
        holder=place.full_name,
        pattern="{number:03d}/SKM/{roman}/{year}",
        is_sample=found.is_sample,
    )
    made = Published.objects.create(
        service=service,
        place=place,
        since=since,
        until=until,
        document=document,
        respondents=found.respondents,
        ikm=found.index.shown,
        grade=found.index.grade,
        by=by,
        at=now,
    )
    record(act="quality.published", subject=made, by=by, now=now, data={"service": service, "place": place.code})
    return made


def _said(found: Survey, name: str, place: Place, since: date, until: date) -> dict[str, Any]:
    """What the paper says: numbers as printed in Indonesian, which is the language of the document."""
    assert found.index is not None
    with translation.override("id"):
        day = [formats.date_format(moment, "j F Y") for moment in (since, until)]
        return {
            "place": place.full_name,
            "service": name,
            "since": day[0],
            "until": day[1],
            "respondents": found.respondents,
            "served": found.served,
            "needed": found.needed,
            "enough": found.enough,
            "ikm": str(found.index.shown).replace(".", ","),
            "grade": found.index.grade,
            "elements": [
                [f"U{one.number}", one.name, str(one.filled), f"{one.nrr or 0:.3f}".replace(".", ",")]
                for one in found.elements
            ],
            "channels": [[label, str(number)] for label, number in found.channels if number],
        }
