"""Programmes: begun, written, shown, and the lines of their pages."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tuntas.forum.actions.changing import put
from tuntas.forum.actions.refusals import NotAllowed, NotReady, Outdated
from tuntas.forum.models import Programme
from tuntas.forum.models.programmes import Piece
from tuntas.forum.queries.programmes import MODELS, lines_of
from tuntas.forum.rules.programmes import RESERVED, may_begin, may_look_after
from tuntas.forum.rules.slugs import free_slug
from tuntas.forum.terms import PieceKind
from tuntas.journal.actions import record
from tuntas.people.models import Person


@transaction.atomic
def begin_programme(*, values: Mapping[str, Any], by: Person | None, now: datetime, slug: str = "") -> Programme:
    """A programme nobody else sees yet. `by` is None when the house brings it along."""
    if by is not None and not may_begin(by, now):
        raise NotAllowed
    programme = Programme(created_by=by, created_at=now, saved_at=now)
    put(programme, values)
    programme.slug = slug or free_slug(Programme, programme.name, RESERVED, "program")
    programme.save()
    record(act="forum.programme_begun", subject=programme, by=by, now=now)
    return programme


@transaction.atomic
def save_programme(
    *, programme: Programme, values: Mapping[str, Any], revision: int, by: Person, now: datetime
) -> Programme:
    """Change what its page says; readers see it at once. Raises `Outdated` when somebody saved meanwhile."""
    fresh = _locked(programme, by, now)
    if fresh.revision != revision:
        raise Outdated
    changed = put(fresh, values)
    if "steward" in changed and not may_begin(by, now):
        raise NotAllowed
    if changed:
        _touched(fresh, now, changed)
        record(act="forum.programme_saved", subject=fresh, by=by, now=now, data={"fields": changed})
    return fresh


@transaction.atomic
def show_programme(*, programme: Programme, shown: bool, by: Person, now: datetime) -> Programme:
    """Make its page public, or take it back. Twice is harmless."""
    fresh = _locked(programme, by, now)
    if fresh.is_public == shown:
        return fresh
    if shown and not (fresh.summary.strip() and fresh.sources.strip()):
        raise NotReady(_("Say what the programme is and where that is written first."))
    fresh.is_public = shown
    _touched(fresh, now, ["is_public"])
    act = "forum.programme_shown" if shown else "forum.programme_hidden"
    record(act=act, subject=fresh, by=by, now=now)
    return fresh


@transaction.atomic
def put_piece(
    *,
    programme: Programme,
    kind: PieceKind,
    values: Mapping[str, Any],
    by: Person | None,
    now: datetime,
    piece: Piece | None = None,
) -> Piece:
    """Add a line to the page, or change one."""
    fresh = _locked(programme, by, now)
    model = MODELS[kind]
    line: Any = piece
    if line is None:
        line = model(programme=fresh, order=lines_of(fresh, kind).count())  # type: ignore[misc]
    changed = put(line, values)
    if not line.source:
        raise NotReady(_("Say where this is written."))
    line.save()
    _touched(fresh, now, [])
    data = {"kind": kind.name.lower(), "line": line.pk, "fields": changed}
    record(act="forum.programme_line", subject=fresh, by=by, now=now, data=data)
    return line


@transaction.atomic
def drop_piece(*, programme: Programme, kind: PieceKind, piece: Piece, by: Person, now: datetime) -> None:
    """Take a line off the page."""
    fresh = _locked(programme, by, now)
    pk = piece.pk
    if not lines_of(fresh, kind).filter(pk=pk).delete()[0]:
        return
    _touched(fresh, now, [])
    record(
        act="forum.programme_line_dropped", subject=fresh, by=by, now=now, data={"kind": kind.name.lower(), "line": pk}
    )


def _locked(programme: Programme, by: Person | None, now: datetime) -> Programme:
    fresh = Programme.objects.select_for_update(of=("self",)).select_related("steward").get(pk=programme.pk)
    if by is not None and not may_look_after(by, fresh, now):
        raise NotAllowed
    return fresh


def _touched(programme: Programme, now: datetime, fields: list[str]) -> None:
    programme.revision, programme.saved_at = programme.revision + 1, now
    programme.save(update_fields=[*fields, "revision", "saved_at"])
