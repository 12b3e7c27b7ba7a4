"""Beginning an entry and writing it. Nothing typed is ever thrown away: too long a text is kept, too."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from tuntas.casework.actions import open_case
from tuntas.casework.models import Case
from tuntas.innovations.models import Innovation
from tuntas.journal.actions import record
from tuntas.kernel.text import clean, count_words
from tuntas.kipp.flow import ENTRY
from tuntas.kipp.models import Answer, Category, Edition, Entry, Group, Section, Track
from tuntas.kipp.rules.entries import may_enter_group, registration_shut, why_not_write
from tuntas.kipp.rules.tracks import track_for
from tuntas.kipp.terms import EntryStage
from tuntas.people.models import Organisation, Person
from tuntas.people.rules import roles_in
from tuntas.people.terms import Role

LONGEST = 200_000  # letters a section keeps: twenty times the longest limit in words
SPELL = timedelta(minutes=10)  # one journal line for a spell of writing, not for every autosave


class EntryRefused(Exception):
    """The entry cannot be begun or changed; `str(error)` is a sentence for the person."""


class DoorShut(EntryRefused):
    """It is too early, too late, or not this person's turn."""


class NotEligible(EntryRefused):
    """The organisation or the group does not fit this edition."""


class TooLong(EntryRefused):
    """Longer than anything a section could be; nothing was changed."""


class Stale(EntryRefused):
    """Somebody, perhaps in a second tab, saved another text meanwhile; nothing was overwritten."""


def locked(entry: Entry) -> Entry:
    """The entry as it is now, its row held until the transaction ends."""
    return (
        Entry.objects.select_for_update(of=("self",))
        .select_related("edition", "case", "organisation__place", "group")
        .get(pk=entry.pk)
    )


def open_entry_case(
    *, title: str, organisation: Organisation, by: Person, now: datetime, is_sample: bool = False
) -> Case:
    """The case an entry is: a draft of that organisation, at its place."""
    return open_case(
        flow=ENTRY,
        prefix="KIPP",
        title=title,
        place=organisation.place,
        organisation=organisation,
        by=by,
        now=now,
        is_sample=is_sample,
    )


def _must_be_open(entry: Entry, by: Person, now: datetime) -> None:
    if sentence := why_not_write(by, entry, now):
        raise DoorShut(sentence)


def _eligible(
    edition: Edition, organisation: Organisation, group: Group, category: Category | None, by: Person, now: datetime
) -> Track:
    """The track the organisation competes in, after asking whether it, the group and the person fit."""
    if sentence := registration_shut(edition, now):
        raise DoorShut(sentence)
    if not roles_in(by, organisation, now) & {Role.INNOVATOR, Role.LOCAL_ADMIN}:
        raise NotEligible(_("You do not write for this organisation."))
    track = track_for(edition, organisation)
    if track is None:
        raise NotEligible(_("Organisations of this kind do not take part in this edition."))
    if group.edition_id != edition.pk or (category and category.edition_id != edition.pk):
        raise NotEligible(_("This group or category belongs to another edition."))
    if not may_enter_group(organisation, group):
        raise NotEligible(_("This group is open to invited organisations only."))
    return track


@transaction.atomic
def start(
    *,
    edition: Edition,
    organisation: Organisation,
    group: Group,
    title: str,
    by: Person,
    now: datetime,
    category: Category | None = None,
    started_on: date | None = None,
    origin: str = "",
    innovation: Innovation | None = None,
    is_sample: bool = False,
) -> Entry:
    """A new draft. The track follows from the organisation. The same title begun twice is one draft.

    Raises `DoorShut` outside registration, `NotEligible` where organisation, group or person do not fit.
    """
    track = _eligible(edition, organisation, group, category, by, now)
    title = clean(title)
    Edition.objects.select_for_update().get(pk=edition.pk)
    twin = Entry.objects.filter(
        edition=edition, organisation=organisation, created_by=by, title=title, case__stage=EntryStage.DRAFT
    ).first()
    if twin:
        return twin
    case = open_entry_case(title=title, organisation=organisation, by=by, now=now, is_sample=is_sample)
    entry = Entry.objects.create(
        edition=edition,
        case=case,
        organisation=organisation,
        innovation=innovation,
        track=track,
        group=group,
        category=category,
        title=title,
        started_on=started_on,
        origin=clean(origin),
        created_by=by,
        created_at=now,
        saved_at=now,
        is_sample=is_sample,
    )
    record(act="kipp.entry_started", subject=entry, by=by, now=now, data={"edition": edition.pk})
    return entry


@transaction.atomic
def save_facts(
    *,
    entry: Entry,
    title: str,
    group: Group,
    category: Category | None,
    started_on: date | None,
    origin: str,
    innovation: Innovation | None,
    revision: int,
    by: Person,
    now: datetime,
) -> Entry:
    """Title, group and the other facts. `revision` is what the person's page showed; an older one raises `Stale`."""
    fresh = locked(entry)
    _must_be_open(fresh, by, now)
    new = (clean(title), group.pk, category and category.pk, started_on, clean(origin), innovation and innovation.pk)
    old = (fresh.title, fresh.group_id, fresh.category_id, fresh.started_on, fresh.origin, fresh.innovation_id)
    if new == old:
        return fresh
    if revision != fresh.revision:
        raise Stale(_("These facts were changed meanwhile, perhaps in another tab. Look at both and save again."))
    if group.pk != fresh.group_id and not may_enter_group(fresh.organisation, group):
        raise NotEligible(_("This group is open to invited organisations only."))
    fresh.title, fresh.group, fresh.category = clean(title), group, category
    fresh.started_on, fresh.origin, fresh.innovation = started_on, clean(origin), innovation
    fresh.revision, fresh.saved_at = fresh.revision + 1, now
    fresh.save()
    Case.objects.filter(pk=fresh.case_id).update(title=fresh.title)
    record(act="kipp.entry_facts_saved", subject=fresh, by=by, now=now, data={"revision": fresh.revision})
    return fresh


@transaction.atomic
def save_answer(*, entry: Entry, section: Section, text: str, revision: int, by: Person, now: datetime) -> Answer:
    """Keep the text of a section, over its limit or not. `revision` is the answer's as the page showed it.

    The same text again is no change. Raises `DoorShut`, `TooLong`, and `Stale` when another text was saved
    since: then nothing is written and the page shows both.
    """
    fresh = locked(entry)
    _must_be_open(fresh, by, now)
    text = clean(text)
    if len(text) > LONGEST:
        raise TooLong(_("This is longer than a section can be. Shorten it; nothing was changed."))
    answer = Answer.objects.filter(entry=fresh, section=section).first() or Answer(entry=fresh, section=section)
    if answer.text == text:
        answer.saved_at = answer.saved_at or now
        return answer
    if revision != answer.revision:
        raise Stale(_("Another text was saved meanwhile, perhaps in another tab. Yours is kept here beside it."))
    new_spell = not answer.pk or answer.saved_by_id != by.pk or answer.saved_at + SPELL < now
    answer.text, answer.words = text, count_words(text)
    answer.revision, answer.saved_at, answer.saved_by = answer.revision + 1, now, by
    answer.save()
    Entry.objects.filter(pk=fresh.pk).update(saved_at=now)
    if new_spell:
        data = {"section": section.key, "revision": answer.revision}
        record(act="kipp.answer_saved", subject=fresh, by=by, now=now, data=data)
    return answer
