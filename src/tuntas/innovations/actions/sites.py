"""Where an innovation runs: adding a place, and saying how it goes there."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from tuntas.innovations.actions.indexing import index
from tuntas.innovations.actions.refusals import InnovationRefused, NotTold
from tuntas.innovations.models import Innovation, Site
from tuntas.innovations.terms import SiteAdded, Status
from tuntas.journal.actions import record
from tuntas.kernel.events import publish as tell
from tuntas.people.models import Organisation, Person
from tuntas.places.models import Place


class WrongParent(InnovationRefused):
    """A copy can only come from a site of the same innovation."""

    def __str__(self) -> str:
        return str(_("A copy can only name a place that runs the same innovation."))


@transaction.atomic
def add_site(
    *,
    innovation: Innovation,
    place: Place,
    organisation: Organisation | None,
    since: date | None,
    source: str,
    by: Person | None,
    now: datetime,
    parent: Site | None = None,
    organisation_name: str = "",
    since_year_only: bool = False,
    status: Status = Status.RUNNING,
    is_sample: bool = False,
) -> Site:
    """Note a place that runs it; the caller has decided that it may. The same place and organisation stay one site.

    `parent` is the site it was copied from (same innovation, else `WrongParent`); a site that already stands keeps
    its parent, so no circle can come about. `status` is the word of `by` at `now`; "unknown" confirms nothing.
    """
    if parent is not None and parent.innovation_id != innovation.pk:
        raise WrongParent
    site, made = Site.objects.get_or_create(
        innovation=innovation,
        place=place,
        organisation=organisation,
        organisation_name="" if organisation else organisation_name,
        defaults={
            "since": since,
            "since_year_only": since_year_only,
            "status": status,
            "confirmed_at": None if status == Status.UNKNOWN else now,
            "source": source,
            "parent": parent,
            "added_by": by,
            "added_at": now,
            "is_sample": is_sample,
        },
    )
    if made:
        data = {"site": site.pk, "place": place.pk, "parent": parent.pk if parent else None}
        record(act="innovations.site_added", subject=innovation, by=by, now=now, data=data)
        index([innovation.pk])
        tell(SiteAdded(site.pk))
    return site


@transaction.atomic
def set_site_status(
    *,
    site: Site,
    status: Status,
    by: Person | None,
    now: datetime,
    lesson: str = "",
    ended_on: date | None = None,
) -> Site:
    """How it goes at one place; the caller has decided that `by` may say so. A stopped one needs its lesson."""
    fresh = Site.objects.select_for_update(of=("self",)).get(pk=site.pk)
    if status == Status.UNKNOWN:
        raise InnovationRefused(str(_("Say whether it runs, grows or has stopped.")))
    if status == Status.STOPPED and not lesson.strip():
        raise NotTold
    fresh.status, fresh.confirmed_at = status, now
    fresh.lesson = lesson if status == Status.STOPPED else ""
    fresh.ended_on = ended_on if status == Status.STOPPED else None
    fresh.save(update_fields=["status", "confirmed_at", "lesson", "ended_on"])
    data = {"site": fresh.pk, "status": str(status)}
    record(act="innovations.site_confirmed", subject=fresh.innovation, by=by, now=now, data=data)
    return fresh


def origin_of(innovation: Innovation, now: datetime) -> Site | None:
    """The site it comes from: the owner at its place, noted at the first asking; None while the place is unknown."""
    if innovation.place is None:
        return None
    known = innovation.sites.filter(parent=None, place=innovation.place).order_by(
        F("organisation_id").asc(nulls_last=True), "pk"
    )
    if site := known.first():
        return site
    return add_site(
        innovation=innovation,
        place=innovation.place,
        organisation=innovation.owner,
        organisation_name=innovation.owner_name,
        since=innovation.started_on,
        source="; ".join(innovation.sources)[:300],
        status=Status.UNKNOWN,
        by=None,
        now=now,
        is_sample=innovation.is_sample,
    )
