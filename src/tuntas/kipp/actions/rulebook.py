"""Changing a draft edition's rules; what is taken out is kept and can come back until the edition is published."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tuntas.journal.actions import record
from tuntas.kipp.actions.charter import write_changes
from tuntas.kipp.actions.editions import AlreadyPublished, EditionRefused, NotAllowed
from tuntas.kipp.models import Edition, Removal
from tuntas.kipp.rules.charter.changes import Change, differences
from tuntas.kipp.rules.charter.editing import free_key, tidied
from tuntas.kipp.rules.charter.reading import charter_of, rows_of
from tuntas.kipp.rules.charter.shape import Charter
from tuntas.kipp.rules.charter.shelves import BY_KEY
from tuntas.kipp.rules.charter.stages import CRITERIA
from tuntas.kipp.rules.seats import may_organise
from tuntas.kipp.terms import EditionStatus
from tuntas.people.models import Person


class ChangedMeanwhile(EditionRefused):
    """Another tab, person or second click changed the rules since the page was opened."""


class NothingToRestore(EditionRefused):
    """The row is back already, or what it belongs to is gone."""


@transaction.atomic
def change(*, edition: Edition, by: Person, now: datetime, seen: int, part: str, charter: Charter) -> Edition:
    """Make the draft's rules those of `charter`; `seen` is the revision it was made from.

    `part` says where it was done. Rows that the charter no longer has are kept as `Removal`. The same rules again
    only raise the revision. Raises `NotAllowed`, `AlreadyPublished`, `ChangedMeanwhile`.
    """
    fresh = _held(edition, by, seen)
    changes = differences(charter_of(fresh), charter)
    _write(fresh, changes, by, now)
    data = {"part": part, "revision": fresh.revision, "paths": [one.path for one in changes][:100]}
    record(act="kipp.rules_changed", subject=fresh, by=by, now=now, data=data)
    return fresh


@transaction.atomic
def restore(*, removal: Removal, by: Person, now: datetime) -> Edition:
    """Put a row back that was taken out of the draft. A second click changes nothing.

    Raises `NotAllowed`, `AlreadyPublished`, `NothingToRestore` where its group or stage is gone.
    """
    fresh = _held(removal.edition, by, None)
    held = Removal.objects.select_for_update().get(pk=removal.pk)
    if held.restored_at:
        return fresh
    before = charter_of(fresh)
    changes = differences(before, _with_row_back(before, held))
    _write(fresh, changes, by, now)
    held.restored_at = now
    held.save(update_fields=["restored_at"])
    data = {"removal": held.pk, "revision": fresh.revision}
    record(act="kipp.rule_restored", subject=fresh, by=by, now=now, data=data)
    return fresh


def _with_row_back(charter: Charter, removal: Removal) -> Charter:
    """The charter with the removed row, under a new key where its own is taken."""
    shelf, content = BY_KEY[removal.shelf], dict(removal.content)
    if shelf is CRITERIA and removal.stage not in {stage["key"] for stage in charter["stages"]}:
        raise NothingToRestore(_("Its stage is gone. Restore the stage first."))
    if content.get("group") and content["group"] not in {group["key"] for group in charter["groups"]}:
        raise NothingToRestore(_("Its group is gone. Restore the group first."))
    taken = {row["key"] for row in rows_of(charter, shelf, removal.stage)}
    content["key"] = free_key(content["key"], taken)
    if shelf is CRITERIA:
        stages = [
            {**stage, "criteria": [*stage["criteria"], content]} if stage["key"] == removal.stage else stage
            for stage in charter["stages"]
        ]
        return tidied({**charter, "stages": stages})
    return tidied({**charter, shelf.key: [*charter[shelf.key], content]})


def _held(edition: Edition, by: Person, seen: int | None) -> Edition:
    """The draft, locked for this change."""
    if not may_organise(by, edition):
        raise NotAllowed(_("Only this edition's organisers change its rules."))
    fresh = Edition.objects.select_for_update().get(pk=edition.pk)
    if fresh.status != EditionStatus.DRAFT:
        raise AlreadyPublished(_("This edition is published. Its rules change only by an amendment."))
    if seen is not None and fresh.revision != seen:
        raise ChangedMeanwhile(
            _("The rules were saved meanwhile, in another tab or by a second click. Open this page again to see them.")
        )
    return fresh


def _write(fresh: Edition, changes: list[Change], by: Person, now: datetime) -> None:
    write_changes(fresh, changes)
    Removal.objects.bulk_create(
        Removal(
            edition=fresh,
            shelf=one.shelf.key,
            stage=one.stage if one.shelf is CRITERIA else "",
            title=str(one.before["title"])[:200],
            content=one.before,
            by=by,
            at=now,
        )
        for one in changes
        if one.is_dropped
    )
    fresh.revision += 1
    fresh.save(update_fields=["revision"])
