"""Opening a village's register, and the key it is sealed with."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from tuntas.journal.actions import record
from tuntas.places.models import Place
from tuntas.residents.models import Register, SealingKey
from tuntas.residents.rules.keyring import keyring, keys_folder
from tuntas.residents.vault import Key, KeyLost, write_key


@transaction.atomic
def register_for(place: Place, now: datetime) -> Register:
    """The village's register, its row locked until the transaction ends; opened on first use."""
    found = Register.objects.select_for_update().filter(pk=place.code).first()
    if found is None:
        Register.objects.get_or_create(village=place, defaults={"key": current_key(now), "opened_at": now})
        found = Register.objects.select_for_update().get(pk=place.code)
    return found


def key_of(register: Register) -> Key:
    """The key that makes the register's blind indexes and seals what is written."""
    return keyring()[register.key_id]


def current_key(now: datetime) -> SealingKey:
    """The newest generation; the first is made when there is none. Raises `KeyLost` when it is not the one we knew."""
    newest = SealingKey.objects.filter(retired_at=None).order_by("-generation").first()
    if newest is None:
        return new_key(1, now)
    if keyring()[newest.generation].fingerprint != newest.fingerprint:
        raise KeyLost(f"Key {newest.generation} of the residents' register is not the one that sealed it.")
    return newest


def new_key(generation: int, now: datetime) -> SealingKey:
    """Make (or take from the setting) the key of that generation and note its fingerprint."""
    if not settings.RESIDENT_KEYS:
        write_key(keys_folder(), generation)
    fingerprint = keyring()[generation].fingerprint
    with transaction.atomic():
        made, is_new = SealingKey.objects.get_or_create(
            generation=generation, defaults={"fingerprint": fingerprint, "made_at": now}
        )
        if is_new:
            record(act="residents.key_made", subject=made, by=None, now=now, data={"fingerprint": fingerprint})
    return made
