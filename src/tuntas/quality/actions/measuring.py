"""From steps to measures to monthly sums."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from tuntas.casework.actions import holidays
from tuntas.casework.flow import all_flows, flow_of
from tuntas.casework.models import Case, Step
from tuntas.casework.terms import CaseMoved, CaseTold
from tuntas.quality.actions.folding import fold, from_zero
from tuntas.quality.flow import service_of
from tuntas.quality.models import Measure
from tuntas.quality.rules.hours import Calendar
from tuntas.quality.rules.measuring import Span, read

BATCH = 1000
TRAIL = ("ended_on", "minutes", "kept", "returns", "reopened", "done", "told")


@transaction.atomic
def note(
    *,
    case: Case,
    now: datetime,
    visits: int = 0,
    documents: int = 0,
    returns: int = 0,
    cost: int = 0,
    group: Collection[str] = frozenset(),
    service: str = "",
    first_time: bool | None = None,
) -> Measure:
    """Say what the case asked of the person it is for; numbers add to what was said before.

    `visits` (times they had to come), `documents` (papers asked of them), `returns` (times sent back that the trail
    does not show), `cost` in rupiah, `group` values of `residents.terms.Group`, `service` where it is not that of the
    case's flow, `first_time` where the trail cannot tell. Raises `ValueError` for a negative number or a word that is
    no group.
    """
    if min(visits, documents, returns, cost) < 0:
        raise ValueError("what a case asked of somebody is never negative")
    groups = frozenset(str(value) for value in group)
    if unknown := [value for value in groups if not value.isidentifier()]:
        raise ValueError(f"no groups: {unknown}")
    key = service or service_of(case.flow) or case.flow
    measure = Measure.objects.select_for_update().get_or_create(case=case, defaults={"service": key})[0]
    measure.noted, measure.stale = True, True
    measure.visits += visits
    measure.documents += documents
    measure.extra_returns += returns
    measure.cost += cost
    measure.groups = ",".join(sorted(measure.group_set | groups))
    measure.service = service or measure.service
    if first_time is not None:
        measure.said_first_time = first_time
    measure.save()
    if measure.ended_on is not None:
        fold([case.pk])
    return measure


def remeasure(event: CaseMoved | CaseTold) -> None:
    """Handler, wired by the lobby: a case that ended, or ever did, is measured and the sums follow at once.

    What fails here is made good by `refresh`: the measure stays stale.
    """
    case = Case.objects.filter(pk=event.case_id).first()
    if case is None:
        return
    known = Measure.objects.filter(pk=case.pk).first()
    if known is None and not service_of(case.flow):
        return
    if case.closed_at is None and (known is None or known.ended_on is None):
        return  # on its way for the first time: nothing to count yet
    if known is not None:
        Measure.objects.filter(pk=case.pk).update(stale=True)
    _measure([case], Calendar(holidays()))
    fold([case.pk])


def refresh(*, rebuild: bool = False) -> int:
    """Bring the sums up to date; how many cases were looked at.

    Looks at cases whose measure is stale or missing; `rebuild` reads every trail again and makes the sums from zero.
    Both give the same figures. What services noted is never touched.
    """
    calendar, looked_at = Calendar(holidays()), 0
    measured = [flow.key for flow in all_flows() if service_of(flow.key)]
    if rebuild:
        wanted = Case.objects.filter(flow__in=measured) | Case.objects.filter(measure__isnull=False)
    else:
        wanted = Case.objects.filter(Q(measure__stale=True) | Q(_ever_ended(), flow__in=measured, measure=None))
    ids = list(wanted.distinct().order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), BATCH):
        some = ids[start : start + BATCH]
        _measure(Case.objects.filter(pk__in=some).order_by("pk"), calendar)
        if not rebuild:
            fold(some)
        looked_at += len(some)
    if rebuild:
        from_zero()
    return looked_at


def _ever_ended() -> Q:
    """Cases that have ended, or did once."""
    ends = Q(pk__in=[])
    for flow in all_flows():
        final = [stage.key for stage in flow.stages if stage.final]
        ends |= Q(case__flow=flow.key, to_stage__in=final)
    return Q(closed_at__isnull=False) | Q(Exists(Step.objects.filter(ends, case=OuterRef("pk"))))


@transaction.atomic
def _measure(cases: Iterable[Case], calendar: Calendar) -> None:
    """Read the trails of these cases into their measures; a case without one that never ended gets none."""
    by_pk = {case.pk: case for case in cases}
    known = Measure.objects.select_for_update().in_bulk(by_pk)
    trails: dict[int, list[Step]] = {}
    steps = Step.objects.filter(case__in=by_pk).order_by("case_id", "number")
    for step in steps.only("case_id", "move", "from_stage", "to_stage", "at"):
        trails.setdefault(step.case_id, []).append(step)
    new, changed = [], []
    for pk, case in by_pk.items():
        span = Span(case.opened_at, case.promised_at, case.told_at)
        found = read(flow_of(case), trails.get(pk, []), span, calendar)
        measure = known.get(pk)
        if measure is None:
            if found.ended_on is None:
                continue
            measure = Measure(case=case, service=service_of(case.flow) or case.flow)
            new.append(measure)
        else:
            changed.append(measure)
        measure.stale = True
        for field in TRAIL:
            setattr(measure, field, getattr(found, field))
    Measure.objects.bulk_create(new, ignore_conflicts=True)
    Measure.objects.bulk_update(changed, [*TRAIL, "stale"], batch_size=200)
