"""Events: made, published, moved, called off; their programme, what is left afterwards, and the winners' stands."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from tuntas.files.actions import remove, store
from tuntas.forum.actions.bookings import fill_places
from tuntas.forum.actions.changing import put, tidy
from tuntas.forum.actions.refusals import NotAllowed, NotReady, Outdated
from tuntas.forum.models import Gathering, Item, Material, Stand
from tuntas.forum.rules.gatherings import MATERIAL, MATERIAL_KIND, RESERVED, has_stands, is_over, may_dress, may_run
from tuntas.forum.rules.slugs import free_slug
from tuntas.forum.terms import GatheringCancelled, GatheringMoved
from tuntas.journal.actions import record, subject_of
from tuntas.kernel.events import publish
from tuntas.kipp.models import Entry
from tuntas.people.models import Person

MOVES = frozenset({"starts_at", "ends_at", "day_only", "venue", "online"})


@transaction.atomic
def begin_gathering(
    *, values: Mapping[str, Any], by: Person | None, now: datetime, slug: str = "", is_sample: bool = False
) -> Gathering:
    """An event nobody else sees yet. `by` is None when the house brings it along."""
    if by is not None and not may_run(by, now):
        raise NotAllowed
    gathering = Gathering(created_by=by, created_at=now, saved_at=now, is_sample=is_sample)
    put(gathering, values)
    gathering.slug = slug or free_slug(Gathering, gathering.title, RESERVED, "acara")
    gathering.save()
    record(act="forum.gathering_begun", subject=gathering, by=by, now=now)
    return gathering


@transaction.atomic
def save_gathering(
    *, gathering: Gathering, values: Mapping[str, Any], revision: int, by: Person, now: datetime
) -> Gathering:
    """Change it. More places go to those who wait; fewer than are given away are refused."""
    fresh = locked(gathering, by, now)
    if fresh.revision != revision:
        raise Outdated
    changed = put(fresh, values)
    if fresh.taken and (fresh.capacity is None or fresh.capacity < fresh.taken):
        raise NotReady(_("%(n)d places are given away already; there cannot be fewer.") % {"n": fresh.taken})
    if changed:
        _touched(fresh, now, changed)
        record(act="forum.gathering_saved", subject=fresh, by=by, now=now, data={"fields": changed})
        if "capacity" in changed:
            fill_places(fresh, now)
        if MOVES & set(changed) and fresh.published_at and not is_over(fresh, now):
            publish(GatheringMoved(fresh.pk))
    return fresh


@transaction.atomic
def publish_gathering(*, gathering: Gathering, by: Person | None, now: datetime) -> Gathering:
    """Everybody can read about it and register. Twice is harmless."""
    fresh = locked(gathering, by, now)
    if fresh.published_at is None:
        fresh.published_at = now
        _touched(fresh, now, ["published_at"])
        record(act="forum.gathering_published", subject=fresh, by=by, now=now)
    return fresh


@transaction.atomic
def cancel_gathering(*, gathering: Gathering, reason: str, reason_en: str = "", by: Person, now: datetime) -> Gathering:
    """Call it off, with a public reason; whoever wanted to come is told. Twice is harmless."""
    fresh = locked(gathering, by, now)
    if fresh.cancelled_at is not None:
        return fresh
    if is_over(fresh, now):
        raise NotReady(_("This event is over."))
    if not tidy(reason):
        raise NotReady(_("Say why it does not take place."))
    fresh.cancelled_at, fresh.cancelled_reason, fresh.cancelled_reason_en = now, tidy(reason), tidy(reason_en)
    _touched(fresh, now, ["cancelled_at", "cancelled_reason", "cancelled_reason_en"])
    record(act="forum.gathering_cancelled", subject=fresh, by=by, now=now)
    if fresh.published_at is not None:
        publish(GatheringCancelled(fresh.pk))
    return fresh


@transaction.atomic
def put_item(
    *, gathering: Gathering, values: Mapping[str, Any], by: Person | None, now: datetime, item: Item | None = None
) -> Item:
    """Add a line to the programme of the day, or change one. It lies within the event."""
    fresh = locked(gathering, by, now)
    line = item or Item(gathering=fresh)
    changed = put(line, values)
    if line.starts_at < fresh.starts_at or line.ends_at > fresh.ends_at or line.ends_at <= line.starts_at:
        raise NotReady(_("This lies outside the event, or ends before it begins."))
    line.save()
    _touched(fresh, now, [])
    record(act="forum.item_put", subject=fresh, by=by, now=now, data={"item": line.pk, "fields": changed})
    return line


@transaction.atomic
def drop_item(*, item: Item, by: Person, now: datetime) -> None:
    """Take a line out of the programme of the day. Twice is harmless."""
    fresh, pk = locked(item.gathering, by, now), item.pk
    if Item.objects.filter(pk=pk).delete()[0]:
        _touched(fresh, now, [])
        record(act="forum.item_dropped", subject=fresh, by=by, now=now, data={"item": pk})


@transaction.atomic
def add_material(
    *,
    gathering: Gathering,
    title: str,
    by: Person,
    now: datetime,
    title_en: str = "",
    link: str = "",
    upload: UploadedFile | bytes | None = None,
    name: str = "",
) -> Material:
    """Leave a file or a link. Raises `UploadRefused` where the file is not what it should be."""
    fresh = locked(gathering, by, now)
    if (upload is None) == (not link):
        raise NotReady(_("Choose a file or give a link, one of the two."))
    file = None
    if upload is not None:
        subject = subject_of(fresh)
        file = store(upload=upload, name=name, kind=MATERIAL_KIND, purpose=MATERIAL, subject=subject, by=by, now=now)
    material = Material.objects.create(
        gathering=fresh, title=tidy(title), title_en=tidy(title_en), file=file, link=link, added_by=by, added_at=now
    )
    record(act="forum.material_added", subject=fresh, by=by, now=now, data={"material": material.pk})
    return material


@transaction.atomic
def drop_material(*, material: Material, by: Person, now: datetime) -> None:
    """Take it away again. Twice is harmless."""
    fresh, pk, file = locked(material.gathering, by, now), material.pk, material.file
    if Material.objects.filter(pk=pk).delete()[0]:
        if file is not None:
            remove(file=file, by=by, now=now)
        record(act="forum.material_dropped", subject=fresh, by=by, now=now, data={"material": pk})


@transaction.atomic
def dress_stand(*, gathering: Gathering, entry: Entry, values: Mapping[str, Any], by: Person, now: datetime) -> Stand:
    """What a winner's team says on its stand; it is public at once."""
    here = has_stands(gathering) and entry.edition_id == gathering.edition_id
    if not here or not may_dress(by, gathering, entry, now):
        raise NotAllowed
    stand = Stand.objects.select_for_update().filter(gathering=gathering, entry=entry).first()
    stand = stand or Stand(gathering=gathering, entry=entry)
    changed = put(stand, values)
    stand.saved_by, stand.saved_at = by, now
    stand.save()
    record(act="forum.stand_dressed", subject=gathering, by=by, now=now, data={"entry": entry.pk, "fields": changed})
    return stand


def locked(gathering: Gathering, by: Person | None, now: datetime) -> Gathering:
    """The event, its row locked until the act ends, for those who make events."""
    if by is not None and not may_run(by, now):
        raise NotAllowed
    return Gathering.objects.select_for_update(of=("self",)).get(pk=gathering.pk)


def _touched(gathering: Gathering, now: datetime, fields: list[str]) -> None:
    gathering.revision, gathering.saved_at = gathering.revision + 1, now
    gathering.save(update_fields=[*fields, "revision", "saved_at"])
