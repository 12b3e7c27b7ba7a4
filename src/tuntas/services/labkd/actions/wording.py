"""Wordings of letters: versions with the day from which they hold."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from tuntas.journal.actions import record
from tuntas.kernel.text import clean
from tuntas.people.models import Person
from tuntas.places.models import Place
from tuntas.services.labkd.actions.refusals import NotYours, OldRevision, WrongInput, WrongWording
from tuntas.services.labkd.models import TemplateVersion
from tuntas.services.labkd.rules.access import may_word
from tuntas.services.labkd.rules.kinds import Kind
from tuntas.services.labkd.rules.values import TABLES, known_fields
from tuntas.services.labkd.rules.wording import TemplateWrong, check


def _allow(place: Place, by: Person, now: datetime) -> None:
    if not may_word(by, place, now):
        raise NotYours(_("Only the head and the secretary, or the team of a regency for its own, write templates."))


@transaction.atomic
def write(
    *,
    place: Place,
    kind: Kind,
    title: str,
    body: str,
    effective_from: date,
    note: str,
    seen: int,
    by: Person,
    now: datetime,
) -> TemplateVersion:
    """Add a version that holds from a day on. `seen` is the number of the version the person began from (0: none).

    Raises `WrongWording` where the template has mistakes, `OldRevision` where somebody wrote one meanwhile.
    """
    _allow(place, by, now)
    body, title = clean(body), clean(title)
    if not title or not body:
        raise WrongInput(_("Title and text are both wanted."))
    if faults := check(body, known_fields(kind), TABLES):
        raise WrongWording(str(TemplateWrong(faults)))
    Place.objects.select_for_update().get(pk=place.pk)
    found = TemplateVersion.objects.filter(place=place, kind=kind.key)
    last = found.aggregate(last=Max("number"))["last"] or 0
    if last != seen:
        raise OldRevision(_("Somebody else has written a version meanwhile. Look at it first; yours is kept here."))
    made = TemplateVersion.objects.create(
        place=place,
        kind=kind.key,
        number=last + 1,
        title=title[:120],
        body=body,
        note=clean(note)[:200],
        effective_from=effective_from,
        by=by,
        at=now,
    )
    record(act="labkd.template_written", subject=made, by=by, now=now, data={"kind": kind.key, "number": last + 1})
    return made


@transaction.atomic
def withdraw(*, version: TemplateVersion, by: Person, now: datetime) -> TemplateVersion:
    """The wording before it holds again. Letters already issued stay as they are."""
    fresh = TemplateVersion.objects.select_for_update(of=("self",)).select_related("place").get(pk=version.pk)
    _allow(fresh.place, by, now)
    if fresh.withdrawn_at is None:
        fresh.withdrawn_at = now
        fresh.save(update_fields=["withdrawn_at"])
        record(act="labkd.template_withdrawn", subject=fresh, by=by, now=now, data={"number": fresh.number})
    return fresh
