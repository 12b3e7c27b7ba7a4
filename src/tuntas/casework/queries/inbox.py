"""What waits for a person, over all flows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse

from tuntas.casework.flow import all_flows, flow_of
from tuntas.casework.models import Case, Party
from tuntas.casework.terms import Flow
from tuntas.people.models import Person


@dataclass(frozen=True)
class Waiting:
    """One row of the inbox, in the words of staff."""

    case: Case
    flow: Any
    stage: Any
    link: str
    late: bool


@dataclass(frozen=True)
class Inbox:
    """How much waits: all of it, what is late, and by flow."""

    total: int
    late: int
    flows: tuple[tuple[str, Any, int], ...]  # key, name, number


def waiting_for(person: Person, now: datetime, flow: str = "") -> QuerySet[Case]:
    """Open cases whose turn is this person's: late first, then by due date, those without one last.

    A flow that knows `waiting` is asked; for the others the person must be a `Party` in the role the stage
    waits for. One query; place and what links need are loaded with it.
    """
    flows = [known for known in all_flows() if flow in ("", known.key)]
    turn = Q(pk__in=[])
    for known in flows:
        turn |= turn_of(known, person, now)
    found = Case.objects.filter(turn, closed_at=None).select_related("place", *_related(flows))
    return found.order_by(F("due_at").asc(nulls_last=True), "stage_since", "pk")


def waiting_rows(cases: Iterable[Case], now: datetime) -> list[Waiting]:
    """The cases as rows; no further queries where the flow names its `related`."""
    rows = []
    for case in cases:
        flow = flow_of(case)
        link = flow.link(case) if flow.link else reverse("casework:case", args=[case.reference])
        late = case.due_at is not None and case.due_at < now
        rows.append(Waiting(case, flow.name, flow.stage(case.stage).name, link, late))
    return rows


def inbox(person: Person, now: datetime) -> Inbox:
    """The numbers above the inbox, in one query."""
    found = (
        waiting_for(person, now)
        .select_related(None)
        .order_by()
        .values("flow")
        .annotate(number=Count("pk"), late=Count("pk", filter=Q(due_at__lt=now)))
    )
    by_flow = {row["flow"]: row for row in found}
    flows = tuple(
        (known.key, known.name, by_flow[known.key]["number"]) for known in all_flows() if known.key in by_flow
    )
    rows = by_flow.values()
    return Inbox(sum(row["number"] for row in rows), sum(row["late"] for row in rows), flows)


def turn_of(flow: Flow, person: Person, now: datetime) -> Q:
    """Cases of the flow whose turn is this person's."""
    if flow.waiting:
        return Q(flow=flow.key, pk__in=flow.waiting(person, now).order_by().values("pk"))
    mine = Q(pk__in=[])
    for role in {stage.waits_for for stage in flow.stages if stage.waits_for and not stage.final}:
        stages = [stage.key for stage in flow.stages if stage.waits_for == role and not stage.final]
        party = Party.objects.filter(case=OuterRef("pk"), person=person, role=role)
        mine |= Q(Exists(party), stage__in=stages)
    return Q(flow=flow.key) & mine


def _related(flows: list[Flow]) -> list[str]:
    return sorted({path for flow in flows for path in flow.related})
