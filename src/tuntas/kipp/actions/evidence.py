"""Attaching files and links, and taking them off again."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tuntas.files.actions import remove as remove_file
from tuntas.files.actions import store
from tuntas.files.models import File
from tuntas.journal.actions import record, subject_of
from tuntas.kernel.text import clean
from tuntas.kipp.actions.entries import DoorShut, EntryRefused, locked
from tuntas.kipp.models import Entry, Evidence, Requirement
from tuntas.kipp.rules.entries import why_not_write
from tuntas.kipp.rules.evidence import PURPOSE, kind_of, trouble_with_link
from tuntas.people.models import Person


class LinkRefused(EntryRefused):
    """The link is not one that can be attached."""


class EnoughAttached(EntryRefused):
    """As many as the requirement takes are attached already."""


def attach_file(
    *, entry: Entry, requirement: Requirement, upload: Any, name: str, caption: str, by: Person, now: datetime
) -> Evidence:
    """Check and keep the upload, then attach it. The same content twice is attached once.

    The file is examined outside the transaction, so that a large upload holds nobody up. Raises
    `files.terms.UploadRefused`, `DoorShut` or `EnoughAttached`.
    """
    if sentence := why_not_write(by, entry, now):
        raise DoorShut(sentence)
    file = store(
        upload=upload,
        name=name,
        kind=kind_of(requirement),
        purpose=PURPOSE,
        subject=subject_of(entry),
        by=by,
        now=now,
    )
    try:
        kept = _attach(entry, requirement, by, now, file=file, caption=caption)
    except EntryRefused:
        remove_file(file=file, by=by, now=now)
        raise
    if kept.file_id != file.pk:
        remove_file(file=file, by=by, now=now)
    return kept


def attach_link(
    *, entry: Entry, requirement: Requirement, link: str, caption: str, by: Person, now: datetime
) -> Evidence:
    """Attach an https link. Raises `LinkRefused`, `DoorShut` or `EnoughAttached`."""
    link = clean(link)
    if sentence := trouble_with_link(link):
        raise LinkRefused(sentence)
    return _attach(entry, requirement, by, now, link=link, caption=caption)


@transaction.atomic
def _attach(
    entry: Entry,
    requirement: Requirement,
    by: Person,
    now: datetime,
    *,
    caption: str,
    file: File | None = None,
    link: str = "",
) -> Evidence:
    fresh = locked(entry)
    if sentence := why_not_write(by, fresh, now):
        raise DoorShut(sentence)
    there = list(fresh.evidence.filter(requirement=requirement, removed_at=None).select_related("file"))
    for item in there:
        if (file and item.file and item.file.sha256 == file.sha256) or (link and item.link == link):
            return item
    if len(there) >= requirement.most > 1:
        raise EnoughAttached(
            ngettext(
                "%(most)d is attached already. Take it off first.",
                "%(most)d are attached already. Take one off first.",
                requirement.most,
            )
            % {"most": requirement.most}
        )
    if requirement.most == 1:  # a newer one takes the place of the older, which can be brought back
        fresh.evidence.filter(requirement=requirement, removed_at=None).update(removed_at=now)
    made = Evidence.objects.create(
        entry=fresh,
        requirement=requirement,
        file=file,
        link=link,
        caption=clean(caption)[:200],
        added_by=by,
        added_at=now,
    )
    Entry.objects.filter(pk=fresh.pk).update(saved_at=now)
    record(act="kipp.evidence_added", subject=fresh, by=by, now=now, data={"evidence": made.pk})
    return made


@transaction.atomic
def take_off(*, evidence: Evidence, by: Person, now: datetime) -> Evidence:
    """Take an attachment off; it can be put back. Twice is harmless."""
    fresh = locked(evidence.entry)
    if sentence := why_not_write(by, fresh, now):
        raise DoorShut(sentence)
    item = fresh.evidence.get(pk=evidence.pk)
    if item.removed_at is None:
        item.removed_at = now
        item.save(update_fields=["removed_at"])
        record(act="kipp.evidence_removed", subject=fresh, by=by, now=now, data={"evidence": item.pk})
    return item


@transaction.atomic
def put_back(*, evidence: Evidence, by: Person, now: datetime) -> Evidence:
    """Undo `take_off`; where only one is taken it changes places with the present one."""
    fresh = locked(evidence.entry)
    if sentence := why_not_write(by, fresh, now):
        raise DoorShut(sentence)
    item = fresh.evidence.select_related("requirement").get(pk=evidence.pk)
    if item.removed_at is None:
        return item
    others = fresh.evidence.filter(requirement=item.requirement, removed_at=None)
    if item.requirement.most == 1:
        others.update(removed_at=now)
    elif others.count() >= item.requirement.most:
        raise EnoughAttached(_("There is no room for it. Take another one off first."))
    item.removed_at = None
    item.save(update_fields=["removed_at"])
    record(act="kipp.evidence_restored", subject=fresh, by=by, now=now, data={"evidence": item.pk})
    return item
