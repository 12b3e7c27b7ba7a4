"""A new key for the register: village by village, each in one transaction; stopped anywhere, it goes on."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models, transaction

from tuntas.journal.actions import record
from tuntas.residents.actions.adding import tokens_of
from tuntas.residents.actions.registers import current_key, new_key
from tuntas.residents.models import (
    Address,
    Draft,
    Family,
    Ground,
    Import,
    LifeEvent,
    Merge,
    NameToken,
    Register,
    Resident,
    RightRequest,
    SealingKey,
    Version,
)
from tuntas.residents.rules.keyring import keyring
from tuntas.residents.rules.record import bound_to, fields_of, nik_index, opened
from tuntas.residents.terms import ResidentState
from tuntas.residents.vault import Key, KeyLost, Keyring

BATCH = 500
# Everything sealed beside residents and families: the path to its village, and what it is bound to.
SEALED: list[tuple[type[models.Model], str, Callable[[Any], str], tuple[str, ...]]] = [
    (Address, "resident__village", lambda row: bound_to(row.resident.key, "address"), ("resident",)),
    (LifeEvent, "resident__village", lambda row: bound_to(row.resident.key, "life"), ("resident",)),
    (Version, "resident__village", lambda row: bound_to(row.resident.key, "version"), ("resident",)),
    (Ground, "resident__village", lambda row: bound_to(row.resident.key, "ground"), ("resident",)),
    (Merge, "kept__village", lambda row: bound_to(row.kept.key, "merge"), ("kept",)),
    (Draft, "village", lambda row: bound_to(f"{row.slot}:{row.by_id}", "draft"), ()),
    (Import, "village", lambda row: bound_to(row.key, "import"), ()),
    (RightRequest, "village", lambda row: bound_to(row.reference, "right"), ()),
]
Tell = Callable[[str, int, int], None]


def rotate(*, now: datetime, tell: Tell) -> SealingKey:
    """Seal everything anew with a new key; an unfinished rotation is finished first. `tell(village, done, total)`.

    The old keys' files stay: backups made before need them. Raises `KeyLost` when the setting lacks the next key.
    """
    newest = current_key(now)
    waiting = Register.objects.exclude(key=newest)
    if not waiting.exists():
        generation = newest.generation + 1
        if settings.RESIDENT_KEYS and generation not in keyring().generations:
            raise KeyLost(f"Add key {generation} to TUNTAS_RESIDENT_KEYS first; leave the old ones in place.")
        newest = new_key(generation, now)
        waiting = Register.objects.exclude(key=newest)
    villages = list(waiting.order_by("pk").values_list("pk", flat=True))
    for done, village in enumerate(villages):
        tell(village, done, len(villages))
        _village(village, newest, now)
    with transaction.atomic():
        old = SealingKey.objects.filter(retired_at=None, registers=None).exclude(pk=newest.pk)
        if old.update(retired_at=now):
            record(act="residents.key_rotated", subject=newest, by=None, now=now, data={"villages": len(villages)})
    return newest


@transaction.atomic
def _village(code: str, newest: SealingKey, now: datetime) -> None:
    register = Register.objects.select_for_update().get(pk=code)
    ring = keyring()
    key = ring[newest.generation]
    for some in _batches(Resident.objects.filter(village_id=code)):
        _residents(some, key, ring)
    for some in _batches(Family.objects.filter(village_id=code, sealed__isnull=False)):
        for family in some:
            number = ring.open(family.sealed, bound_to(family.key, "family"))
            family.sealed = key.seal(number, bound_to(family.key, "family"))
            family.number_index = nik_index(key, code, number.decode())
        Family.objects.bulk_update(some, ["sealed", "number_index"])
    for model, path, bound, joined in SEALED:
        rows = model._default_manager.filter(**{path: code, "sealed__isnull": False}).select_related(*joined)
        for some in _batches(rows):
            for row in some:
                row.sealed = key.seal(ring.open(row.sealed, bound(row)), bound(row))
            model._default_manager.bulk_update(some, ["sealed"])
    register.key = newest
    register.save(update_fields=["key"])
    record(act="residents.register_sealed_anew", subject=register, by=None, now=now, data={"key": newest.generation})


def _residents(some: list[Resident], key: Key, ring: Keyring) -> None:
    NameToken.objects.filter(resident__in=some).delete()
    tokens = []
    for row in some:
        if row.sealed is None:
            continue
        plain = ring.open(row.sealed, bound_to(row.key))
        fields = fields_of(row, opened(row, ring))
        row.sealed = key.seal(plain, bound_to(row.key))
        if row.state != ResidentState.MERGED:
            row.nik_index = nik_index(key, row.village_id, fields.nik)
            tokens += tokens_of(row, fields, key)
    Resident.objects.bulk_update(some, ["sealed", "nik_index"])
    NameToken.objects.bulk_create(tokens, batch_size=5000)


def _batches(rows: models.QuerySet[Any]) -> Iterable[list[Any]]:
    """The rows a few hundred at a time, by id, so that none is met twice."""
    last = 0
    while some := list(rows.filter(pk__gt=last).order_by("pk")[:BATCH]):
        yield some
        last = some[-1].pk
