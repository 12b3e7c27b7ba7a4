"""Modules on and off in tests, whoever may: the way of the house itself."""

from datetime import datetime

from django.db import transaction
from tests.cast import NOW

from tuntas.catalogue.actions.switching import put
from tuntas.catalogue.models import Switch
from tuntas.catalogue.rules.effect import needed_keys
from tuntas.catalogue.shelf.catalogue import CATALOGUE
from tuntas.catalogue.terms import SwitchState
from tuntas.places.models import Place


def turn_on(key: str, place: Place, now: datetime = NOW) -> None:
    """The module runs at the place, with everything it requires."""
    for needed in sorted(needed_keys(CATALOGUE[key])):
        _say(needed, place, SwitchState.ON, now)


def turn_off(key: str, place: Place, now: datetime = NOW) -> None:
    """The module does not run at the place (a village, or a regency for all below it)."""
    _say(key, place, SwitchState.HIDDEN, now)


@transaction.atomic
def _say(key: str, place: Place, state: SwitchState, now: datetime) -> None:
    if not Switch.objects.filter(module=key, place=place, ended_at=None, state=state).exists():
        put(module=CATALOGUE[key], place=place, state=state, by=None, now=now, reason="test")
