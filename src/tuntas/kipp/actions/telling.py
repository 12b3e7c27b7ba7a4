"""Telling writers, local admins and the secretariat what happened to an entry, in both languages.

These handlers belong in `lobby.wiring`. They take the moment from the case, because they run when
it has happened already.
"""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from tuntas.kernel.bilingual import said
from tuntas.kernel.clock import wib
from tuntas.kipp.models import Edition, Entry
from tuntas.kipp.queries.entries import admins_of
from tuntas.kipp.rules.calendar import stage_of_kind
from tuntas.kipp.terms import (
    EntryChecked,
    EntryHandedOver,
    EntryReturned,
    EntrySubmitted,
    StageKind,
)
from tuntas.notices.actions import tell
from tuntas.notices.terms import worded
from tuntas.people.models import Person


def _entry(entry_id: int) -> Entry:
    return Entry.objects.select_related("case", "edition", "organisation__parent", "created_by").get(pk=entry_id)


def _people(entry: Entry, now: datetime, *, writer: bool = True, admins: bool = True) -> list[Person]:
    found = [entry.created_by] if writer and entry.created_by.is_active else []
    found += admins_of(entry, now) if admins else []
    return list({person.pk: person for person in found}.values())


def _tell(
    entry: Entry, people: Iterable[Person], kind: str, say: Callable[[], tuple[str, str]], now: datetime, link: str = ""
) -> None:
    link = link or reverse("kipp:entry", args=[entry.edition.slug, entry.case.reference])
    words = worded(say)
    for person in people:
        tell(person=person, kind=kind, link=link, now=now, **words)


def tell_handed_over(event: EntryHandedOver) -> None:
    """The local admins have something to read and send."""
    entry = _entry(event.entry_id)
    now = entry.case.stage_since
    people = [person for person in _people(entry, now, writer=False) if person.pk != entry.created_by_id]
    closes = _closing(entry.edition)

    def words() -> tuple[str, str]:
        return (
            _("A proposal waits for you: %(title)s") % {"title": entry.title},
            _("%(writer)s has finished it. Read it, then submit it or return it with remarks. %(closes)s")
            % {"writer": entry.created_by.name, "closes": closes()},
        )

    link = reverse("kipp:entry_review", args=[entry.edition.slug, entry.case.reference])
    _tell(entry, people, "kipp.entry_handed_over", words, now, link)


def _closing(edition: Edition) -> Callable[[], str]:
    stage = stage_of_kind(edition, StageKind.REGISTRATION)
    if stage is None or stage.closes_at is None:
        return lambda: ""
    at = wib(stage.closes_at).strftime("%d-%m-%Y %H.%M WIB")
    return lambda: _("Registration closes on %(at)s.") % {"at": at}


def tell_submitted(event: EntrySubmitted) -> None:
    """Writer and local admins: it has arrived, under this number."""
    entry = _entry(event.entry_id)
    again = entry.submitted_at is not None and entry.submitted_at < entry.case.stage_since

    def words() -> tuple[str, str]:
        what = {"title": entry.title, "number": entry.number, "reference": entry.case.reference}
        if again:
            return (
                _("The repaired proposal has arrived: %(title)s") % what,
                _("The secretariat checks it again. Nothing more is to be done for now."),
            )
        return (
            _("Your proposal has arrived: %(title)s") % what,
            _("It has number %(number)d (%(reference)s). The receipt is ready. The secretariat checks it next.") % what,
        )

    _tell(entry, _people(entry, entry.case.stage_since), "kipp.entry_submitted", words, entry.case.stage_since)


def tell_returned(event: EntryReturned) -> None:
    """The writer reads the remarks of the local admin; writer and admins those of the secretariat."""
    entry = _entry(event.entry_id)
    now, step = entry.case.stage_since, entry.case.steps.order_by("number").last()
    due = wib(entry.case.due_at).strftime("%d-%m-%Y %H.%M WIB") if entry.case.due_at else ""

    def words() -> tuple[str, str]:
        what = {"title": entry.title, "due": due}
        remarks = said(step, "message") if step else ""
        if event.by_local_admin:
            return _("Your local admin has returned the proposal: %(title)s") % what, remarks
        until = _("Repair it and send it again by %(due)s.") % what
        return _("Please repair the proposal: %(title)s") % what, f"{until}\n\n{remarks}"

    people = _people(entry, now, admins=not event.by_local_admin)
    _tell(entry, people, "kipp.entry_returned", words, now)


def tell_checked(event: EntryChecked) -> None:
    """Writer and local admins: passed, or failed with the reasons."""
    entry = _entry(event.entry_id)
    now, step = entry.case.stage_since, entry.case.steps.order_by("number").last()

    def words() -> tuple[str, str]:
        what = {"title": entry.title}
        if event.passed:
            return (
                _("Passed the administrative check: %(title)s") % what,
                _("The jury reads the proposal next. You will hear from us when a stage has ended."),
            )
        return _("Did not pass the administrative check: %(title)s") % what, said(step, "message") if step else ""

    _tell(entry, _people(entry, now), "kipp.entry_checked", words, now)
