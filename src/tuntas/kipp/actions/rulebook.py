"""Changing a draft edition's rules: its own fields and the rows of its tables."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils.text import slugify
from django.utils.translation import gettext as _

from tuntas.journal.actions import record
from tuntas.kipp.actions.editions import AlreadyPublished, EditionRefused, NotAllowed
from tuntas.kipp.models import Criterion, Edition
from tuntas.kipp.rules.seats import may_organise
from tuntas.kipp.terms import EditionStatus
from tuntas.people.models import Person


class ChangedMeanwhile(EditionRefused):
    """Another tab, person or second click changed the rules since the page was opened."""


@dataclass(frozen=True)
class Rows:
    """The rows of one table as the organiser wants them.

    Each row holds the fields, `id` (None for a new one) and `gone` where it is to be deleted.
    """

    model: type[Model]
    parent: dict[str, Any]
    rows: list[dict[str, Any]]


@transaction.atomic
def change(
    *, edition: Edition, by: Person, now: datetime, seen: int, part: str, fields: dict[str, Any], tables: list[Rows]
) -> Edition:
    """Write fields and rows of one page of the rules; `seen` is the revision the page was made from.

    Raises `NotAllowed`, `AlreadyPublished`, `ChangedMeanwhile`.
    """
    fresh = _held(edition, by, seen)
    for name, value in fields.items():
        setattr(fresh, name, value)
    fresh.revision += 1
    fresh.save(update_fields=[*fields, "revision"])
    for table in tables:
        _write(table)
    record(act="kipp.rules_changed", subject=fresh, by=by, now=now, data={"part": part, "revision": fresh.revision})
    return fresh


@transaction.atomic
def reword(*, criterion: Criterion, by: Person, now: datetime, seen: int, fields: dict[str, Any]) -> Criterion:
    """Write a criterion's words: help, bands, the sections to read. Raises as `change`."""
    edition = _held(criterion.stage.edition, by, seen)
    fresh = Criterion.objects.get(pk=criterion.pk)
    for name, value in fields.items():
        setattr(fresh, name, value)
    fresh.save(update_fields=list(fields))
    edition.revision += 1
    edition.save(update_fields=["revision"])
    record(act="kipp.rules_changed", subject=edition, by=by, now=now, data={"criterion": fresh.pk})
    return fresh


def _held(edition: Edition, by: Person, seen: int) -> Edition:
    """The draft, locked for this change."""
    if not may_organise(by, edition):
        raise NotAllowed(_("Only this edition's organisers change its rules."))
    fresh = Edition.objects.select_for_update().get(pk=edition.pk)
    if fresh.status != EditionStatus.DRAFT:
        raise AlreadyPublished(_("This edition is published. Its rules stay; only deadlines can be extended."))
    if fresh.revision != seen:
        raise ChangedMeanwhile(
            _("The rules were saved meanwhile, in another tab or by a second click. Open this page again to see them.")
        )
    return fresh


def _write(table: Rows) -> None:
    manager = table.model._default_manager
    kept = {row.pk: row for row in manager.filter(**table.parent)}
    keys = {getattr(row, "key", "") for row in kept.values()}
    for wanted in table.rows:
        values = {name: value for name, value in wanted.items() if name not in ("id", "gone")}
        present = kept.get(wanted["id"]) if wanted.get("id") else None
        if wanted.get("id") and present is None:
            raise ChangedMeanwhile(_("A row on this page is no longer there. Open the page again."))
        if wanted.get("gone"):
            if present is not None:
                present.delete()
            continue
        if present is None:
            key = _free_key(values["title"], keys)
            keys.add(key)
            manager.create(**table.parent, key=key, **values)
            continue
        for name, value in values.items():
            setattr(present, name, value)
        present.save(update_fields=list(values))


def _free_key(title: str, taken: set[str]) -> str:
    """A key from the title that no other row of the table has."""
    base = slugify(title)[:34].strip("-") or "bagian"
    key, count = base, 1
    while key in taken:
        count += 1
        key = f"{base}-{count}"
    return key
