"""Switching a module at a place. Off hides; nothing is ever deleted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tuntas.catalogue.actions.errors import NotAllowed, NotOffered, ReasonMissing
from tuntas.catalogue.models import Switch
from tuntas.catalogue.queries.explained import why
from tuntas.catalogue.queries.places import At, effects_at
from tuntas.catalogue.queries.readiness import not_ready
from tuntas.catalogue.queries.switches import effect
from tuntas.catalogue.rules.effect import Effect
from tuntas.catalogue.rules.permission import may_manage, stands_above
from tuntas.catalogue.shelf.catalogue import CATALOGUE
from tuntas.catalogue.terms import Module, ModuleSwitched, SwitchState
from tuntas.journal.actions import record
from tuntas.kernel.events import publish
from tuntas.kernel.text import clean
from tuntas.people.models import Person
from tuntas.places.models import Place
from tuntas.places.terms import Level


@transaction.atomic
def switch(*, module: str, place: Place, state: SwitchState, by: Person, now: datetime, reason: str = "") -> Switch:
    """Say what the place makes of a module. Saying the same again changes nothing.

    A reason is asked of whoever acts for a place below their own, and for switching on before everything is ready.
    """
    if not may_manage(by, place, now):
        raise NotAllowed(_("You do not decide for this place which services run there."))
    chosen, reason = CATALOGUE[module], clean(reason)
    Place.objects.select_for_update().get(pk=place.pk)  # two at once: the second sees what the first did
    found = effect(module, place)
    if found.own == state:
        return Switch.objects.get(module=module, place=place, ended_at=None)
    _refuse(found, state)
    if not reason and stands_above(by, place, now):
        raise ReasonMissing(_("You act for a place below your own. Write the reason, so that its people can read it."))
    if not reason and state == SwitchState.ON and not_ready(chosen, place):
        raise ReasonMissing(_("Not everything is ready yet. Write why the service starts all the same."))
    return put(module=chosen, place=place, state=state, by=by, now=now, reason=reason)


def _refuse(found: Effect, state: SwitchState) -> None:
    if state == SwitchState.ON and not found.may_be_on:
        raise NotOffered(why(found))
    if state == SwitchState.OFFERED and not found.may_be_offered:
        raise NotOffered(why(found))


@transaction.atomic
def put(
    *, module: Module, place: Place, state: SwitchState, by: Person | None, now: datetime, reason: str = ""
) -> Switch:
    """Change the switch without asking who may. For `switch` and for the house itself."""
    made = _turn(module, place, state, by, now, reason)
    data = {"module": module.key, "to": str(state), "switch": made.pk}
    record(act="catalogue.switched", subject=place, by=by, now=now, data=data)
    return made


def _turn(module: Module, place: Place, state: SwitchState, by: Person | None, now: datetime, reason: str) -> Switch:
    before = Switch.objects.filter(module=module.key, place=place, ended_at=None).first()
    if before is not None:
        Switch.objects.filter(pk=before.pk).update(ended_at=now)
    made = Switch.objects.create(module=module.key, place=place, state=state, by=by, since=now, reason=reason)
    if state == SwitchState.ON and module.on_enabled:
        module.on_enabled(place=place, by=by, now=now)
    if before is not None and before.state == SwitchState.ON and module.on_disabled:
        module.on_disabled(place=place, by=by, now=now)
    publish(ModuleSwitched(module.key, place.code, str(state), by.pk if by else None))
    return made


@dataclass(frozen=True)
class Many:
    """What came of switching many places at once."""

    done: list[Place]
    same: list[Place]  # it was so already
    refused: list[At]


@transaction.atomic
def switch_villages(
    *,
    module: str,
    regency: Place,
    villages: Sequence[Place],
    state: SwitchState,
    reason: str,
    by: Person,
    now: datetime,
) -> Many:
    """Switch many villages of one regency at once: one line in the journal, each village with its own history.

    Villages where it is not possible are left as they are and come back with the reason why.
    """
    if regency.level != Level.REGENCY or not may_manage(by, regency, now):
        raise NotAllowed(_("You do not decide for this place which services run there."))
    reason = clean(reason)
    if not reason:
        raise ReasonMissing(_("You act for a place below your own. Write the reason, so that its people can read it."))
    chosen = CATALOGUE[module]
    mine = [place for place in villages if place.level == Level.VILLAGE and place.code.startswith(f"{regency.code}.")]
    Place.objects.select_for_update().get(pk=regency.pk)
    many = Many([], [], [])
    for at in effects_at(chosen, mine):
        if at.effect.own == state:
            many.same.append(at.place)
        elif state == SwitchState.ON and not at.effect.may_be_on:
            many.refused.append(at)
        else:
            _turn(chosen, at.place, state, by, now, reason)
            many.done.append(at.place)
    if many.done:
        data = {"module": module, "to": str(state), "places": [place.code for place in many.done]}
        record(act="catalogue.switched_many", subject=regency, by=by, now=now, data=data)
    return many


@transaction.atomic
def offer(*, module: Module, place: Place, now: datetime, reason: str = "") -> Switch | None:
    """The house offers a module at a place, because of something that happened; None where the place has spoken."""
    Place.objects.select_for_update().get(pk=place.pk)
    if Switch.objects.filter(module=module.key, place=place, ended_at=None).exists():
        return None
    return put(module=module, place=place, state=SwitchState.OFFERED, by=None, now=now, reason=reason)
