"""Keeping what somebody types, sealed, until it is saved."""

import json
from datetime import datetime

from django.db import transaction

from tuntas.people.models import Person
from tuntas.places.models import Place
from tuntas.residents.actions.registers import key_of, register_for
from tuntas.residents.models import Draft
from tuntas.residents.rules.keyring import keyring
from tuntas.residents.rules.record import bound_to

LARGEST = 20_000  # letters of one form


@transaction.atomic
def keep_draft(*, place: Place, slot: str, values: dict[str, str], by: Person, now: datetime) -> None:
    """Keep the form as it stands; the last state counts. Values that are far too long are cut off."""
    key = key_of(register_for(place, now))
    text = json.dumps({name: value[:1000] for name, value in values.items()}, ensure_ascii=False)
    sealed = key.seal(text.encode(), _bound(slot, by))
    Draft.objects.update_or_create(village=place, by=by, slot=slot, defaults={"sealed": sealed, "at": now})


def draft_of(*, place: Place, slot: str, by: Person) -> tuple[dict[str, str], datetime] | None:
    """What the person typed there and did not save, and when; None for nothing."""
    kept = Draft.objects.filter(village=place, by=by, slot=slot).first()
    if kept is None:
        return None
    values: dict[str, str] = json.loads(keyring().open(kept.sealed, _bound(slot, by)))
    return values, kept.at


def drop_draft(*, place: Place, slot: str, by: Person) -> None:
    """It was saved or is not wanted."""
    Draft.objects.filter(village=place, by=by, slot=slot).delete()


def _bound(slot: str, by: Person) -> str:
    return bound_to(f"{slot}:{by.pk}", "draft")
