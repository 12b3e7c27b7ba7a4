"""A small flow to try the engine on: a request that a village takes in, an office settles, and may reopen."""

from datetime import datetime
from typing import Any

from tuntas.casework.actions import open_case
from tuntas.casework.models import Case
from tuntas.casework.terms import Flow, Move, Promise, Stage
from tuntas.people.models import Person
from tuntas.people.rules import roles_at
from tuntas.people.terms import Role

CITIZEN, CLERK, HEAD = "citizen", "clerk", "head"


def named(case: Case, now: datetime) -> Any:
    """Met when the title says more than "?"."""
    return "" if case.title != "?" else "Give it a name."


def roles_of(case: Case, person: Person, now: datetime) -> frozenset[str]:
    """Village officers are clerks, operators heads, at the case's place."""
    held = roles_at(person, case.place, now)
    found = {CLERK} if Role.VILLAGE_OFFICER in held else set()
    return frozenset(found | ({HEAD} if Role.OPERATOR in held else set()))


FLOW = Flow(
    key="test.request",
    name="Request",
    stages=(
        Stage("received", "At the counter", "We have your request", waits_for=CLERK, days=2),
        Stage("checking", "Being checked", "We have your request", waits_for=HEAD, days=5),
        Stage("settled", "Settled by head", "It is ready", final=True, tone="ok"),
        Stage("refused", "Refused by head", "It cannot be done", final=True, tone="bad"),
    ),
    moves=(
        Move("check", "received", "checking", frozenset({CLERK}), "Take in", needs=(named,)),
        Move("wait", "checking", "checking", frozenset({HEAD}), "Give more time", tells="It takes longer."),
        Move("settle", "checking", "settled", frozenset({HEAD}), "Settle", tells="Fetch it at the counter."),
        Move("refuse", ("received", "checking"), "refused", frozenset({HEAD, CLERK}), "Refuse", note_required=True),
        Move("reopen", ("settled", "refused"), "received", frozenset({HEAD}), "Open again", note_required=True),
    ),
    roles_of=roles_of,
    promise=Promise(days=14),
)


def opened(place: Any, by: Person, now: datetime, title: str = "Akta kelahiran", **more: Any) -> Case:
    """A case at the first stage."""
    return open_case(flow=FLOW, prefix="UJI", title=title, place=place, by=by, now=now, **more)
