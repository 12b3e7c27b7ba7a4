"""Moving a deadline, and reminding people of drafts."""

from collections import defaultdict
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from tuntas.journal.actions import record
from tuntas.kernel.clock import wib
from tuntas.kernel.events import publish
from tuntas.kernel.text import clean
from tuntas.kipp.models import Edition, Entry, Extension, Stage
from tuntas.kipp.queries.drafts import drafts_of, owners_of, told_today
from tuntas.kipp.rules.calendar import has_closed, stage_of_kind
from tuntas.kipp.rules.seats import may_check, may_organise
from tuntas.kipp.terms import NUDGED, DeadlineExtended, EditionStatus, StageKind
from tuntas.notices.actions import tell
from tuntas.people.models import Person


class CalendarRefused(Exception):
    """The calendar stays as it is. `str(error)` is a sentence for the person who tried."""


class NotAllowed(CalendarRefused):
    """The person does not run this edition."""


@transaction.atomic
def extend(
    *, stage: Stage, closes_at: datetime, reason: str, by: Person, now: datetime, seen: datetime | None = None
) -> Extension:
    """Let the stage close later, as an event everybody can read.

    `seen` is the closing time the person saw; if somebody moved it since, nothing happens. Raises `NotAllowed`,
    `CalendarRefused` when the edition is not public, the stage is over for good, or the time is not later.
    """
    fresh = Stage.objects.select_for_update(of=("self",)).select_related("edition").get(pk=stage.pk)
    if not may_organise(by, fresh.edition):
        raise NotAllowed(_("Only this edition's organisers move a deadline."))
    if fresh.edition.status != EditionStatus.OPEN:
        raise CalendarRefused(_("Deadlines are extended only while the edition is open."))
    if fresh.locked_at is not None:
        raise CalendarRefused(_("The scores of this stage are locked; it cannot be extended."))
    reason = clean(reason)
    if not reason:
        raise CalendarRefused(_("Write the reason: everybody can read it."))
    before = fresh.closes_at
    if before is None:
        raise CalendarRefused(_("This stage has no closing time."))
    if seen is not None and seen != before:
        raise CalendarRefused(_("The closing time was changed meanwhile. Look at it again."))
    if closes_at <= before:
        raise CalendarRefused(_("The new closing time must be later than the present one."))
    if closes_at <= now:
        raise CalendarRefused(_("The new closing time must lie in the future."))
    fresh.closes_at = closes_at
    fresh.save(update_fields=["closes_at"])
    extension = Extension.objects.create(
        stage=fresh, before=before, after=closes_at, reason=reason[:400], by=by, at=now
    )
    data = {"extension": extension.pk, "before": before.isoformat(), "after": closes_at.isoformat()}
    record(act="kipp.deadline_extended", subject=fresh, by=by, now=now, data=data)
    publish(DeadlineExtended(fresh.pk))
    stage.closes_at = closes_at
    return extension


@transaction.atomic
def nudge(
    *,
    edition: Edition,
    by: Person,
    now: datetime,
    entry: Entry | None = None,
    entries: QuerySet[Entry] | None = None,
) -> int:
    """Remind whoever has a draft that it is not handed in yet; how many people were told.

    A draft is its writer's, a proposal with the local admin is the local admins'. Nobody is told twice on one
    calendar day (WIB) about the same edition. With `entry` only that one, with `entries` only
    those among them. Raises `NotAllowed`, `CalendarRefused`.
    """
    if not may_check(by, edition):
        raise NotAllowed(_("Only the organiser and the secretariat remind people."))
    registration = stage_of_kind(edition, StageKind.REGISTRATION)
    if edition.status != EditionStatus.OPEN or registration is None or registration.closes_at is None:
        raise CalendarRefused(_("There is nothing to remind of: the edition is not open."))
    if has_closed(registration, now):
        raise CalendarRefused(_("Registration has closed; a reminder would come too late."))
    Edition.objects.select_for_update().get(pk=edition.pk)  # a second click waits and then finds everybody told
    drafts = drafts_of(edition)
    if entry is not None:
        drafts = drafts.filter(pk=entry.pk)
    if entries is not None:
        drafts = drafts.filter(pk__in=entries.order_by().values("pk"))
    titles: dict[int, list[str]] = defaultdict(list)
    for draft, owners in owners_of(drafts, now):
        for owner in owners:
            titles[owner].append(draft.title)
    link = reverse("kipp:mine", args=[edition.slug])
    people = Person.objects.filter(pk__in=set(titles) - told_today(link, now), is_active=True)
    for person in people:
        _remind(person, edition, titles[person.pk], registration.closes_at, link, now)
    if people:
        record(act="kipp.drafts_nudged", subject=edition, by=by, now=now, data={"people": sorted(p.pk for p in people)})
    return len(people)


def _remind(person: Person, edition: Edition, titles: list[str], closes: datetime, link: str, now: datetime) -> None:
    """One notice in both languages with the drafts' titles."""
    moment = wib(closes)
    listed = "\n".join(f"- {title}" for title in titles[:20])
    tell(
        person=person,
        kind=NUDGED,
        title=f"Usulan Anda belum diajukan: {edition.name}",
        title_en=f"Your proposal is not handed in yet: {edition.name_en or edition.name}",
        body=(
            f"Pendaftaran ditutup {moment:%d-%m-%Y} pukul {moment:%H.%M} WIB. Yang belum diajukan:\n{listed}\n"
            "Draf yang tidak diajukan tidak ikut dinilai."
        ),
        body_en=(
            f"Registration closes on {moment:%d-%m-%Y} at {moment:%H:%M} WIB. Not handed in yet:\n{listed}\n"
            "A draft that is not handed in is not judged."
        ),
        link=link,
        now=now,
    )
