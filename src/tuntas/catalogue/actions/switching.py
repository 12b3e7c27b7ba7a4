"""Switching a module at a place. Off hides; nothing is ever deleted."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tuntas.catalogue.actions.errors import NotAllowed, NotOffered, ReasonMissing
from tuntas.catalogue.models import Switch
from tuntas.catalogue.queries.explained import why
from tuntas.catalogue.queries.readiness import not_ready
from tuntas.catalogue.queries.switches import effect
from tuntas.catalogue.rules.permission import may_manage, stands_above
from tuntas.catalogue.shelf.catalogue import CATALOGUE
from tuntas.catalogue.terms import Module, ModuleSwitched, SwitchState
from tuntas.journal.actions import record
from tuntas.kernel.events import publish
from tuntas.kernel.text import clean
from tuntas.people.models import Person
from tuntas.places.models import Place


@transaction.atomic
def switch(*, module: str, place: Place, state: SwitchState, by: Person, now: datetime, reason: str = "") -> Switch:
    """Say what the place makes of a module. Saying the same again changes nothing.

    A reason is asked of whoever acts for a place below their own, and for switching on before everything is ready.
    """
    if not may_manage(by, place, now):
        raise NotAllowed(_("You do not decide for this place which services run there."))
    chosen, reason = CATALOGUE[module], clean(reason)
    found = effect(module, place)
    if found.own == state:
        return Switch.objects.get(module=module, place=place, ended_at=None)
    if state == SwitchState.ON and not found.may_be_on:
        raise NotOffered(why(found))
    if not reason and stands_above(by, place, now):
        raise ReasonMissing(_("You act for a place below your own. Write the reason, so that its people can read it."))
    if not reason and state == SwitchState.ON and not_ready(chosen, place):
        raise ReasonMissing(_("Not everything is ready yet. Write why the service starts all the same."))
    return put(module=chosen, place=place, state=state, by=by, now=now, reason=reason)


def put(
    *, module: Module, place: Place, state: SwitchState, by: Person | None, now: datetime, reason: str = ""
) -> Switch:
    """Change the switch without asking who may; inside a transaction. For `switch` and for the house itself."""
    Place.objects.select_for_update().get(pk=place.pk)  # two at once: the second ends the first
    before = Switch.objects.filter(module=module.key, place=place, ended_at=None).first()
    if before is not None:
        Switch.objects.filter(pk=before.pk).update(ended_at=now)
    made = Switch.objects.create(module=module.key, place=place, state=state, by=by, since=now, reason=reason)
    data = {"module": module.key, "from": before.state if before else "", "to": str(state)}
    record(act="catalogue.switched", subject=place, by=by, now=now, data=data)
    if state == SwitchState.ON and module.on_enabled:
        module.on_enabled(place=place, by=by, now=now)
    if before is not None and before.state == SwitchState.ON and module.on_disabled:
        module.on_disabled(place=place, by=by, now=now)
    publish(ModuleSwitched(module.key, place.code, str(state), by.pk if by else None))
    return made
