"""Kinds of referral as casework asks for them: who answers, within how long, and whether anybody does at a place."""

from functools import partial

from tuntas.casework.terms import Kind
from tuntas.catalogue.queries.switches import is_on, places_on
from tuntas.catalogue.terms import Module


def kinds_of(module: Module) -> list[Kind]:
    """Every kind the module takes; where it is off, what is asked is kept and waits."""
    here, places = partial(is_on, module.key), partial(places_on, module.key)
    return [
        Kind(one.kind, one.label, frozenset(one.roles), is_on=here, days=one.days, places=places)
        for one in module.accepts
    ]
