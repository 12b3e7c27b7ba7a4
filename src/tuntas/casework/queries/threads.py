"""A thread of referrals end to end: from the case where it began to every case it led to."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from tuntas.casework.flow import all_flows, kind, stage_of, waits_for_module
from tuntas.casework.models import Case, Referral
from tuntas.casework.queries.inbox import turn_of
from tuntas.casework.rules import ANSWERERS
from tuntas.casework.terms import ReferralStatus
from tuntas.people.models import Person
from tuntas.people.rules import places_served


@dataclass(frozen=True)
class Knot:
    """One referral of a thread. `open_` whether the reader may read its words, `case_open` the case that handles it."""

    referral: Referral
    depth: int
    label: Any
    waits: bool  # nobody takes this kind at the place
    late: bool
    with_whom: str
    open_: bool
    case: Case | None
    stage: Any
    stage_tone: str
    case_open: bool

    @property
    def promise(self) -> datetime | None:
        """Until when the side that has it should have moved."""
        if self.case is not None and self.case.closed_at is None:
            return self.case.promised_at or self.case.due_at or self.referral.due_at
        return self.referral.due_at if self.referral.answered_at is None else None


@dataclass(frozen=True)
class Thread:
    """The root case and its referrals, parents before what they led to. `seen`: the reader has a part in it."""

    root: Case
    root_open: bool
    knots: tuple[Knot, ...]
    seen: bool

    @property
    def open_knots(self) -> int:
        """Referrals that are not told yet."""
        return sum(knot.referral.status != ReferralStatus.TOLD for knot in self.knots)


def visible_to(person: Person, now: datetime) -> Q:
    """Which cases the person may open, in bulk: by the flow's `seen`, else opened by them, party of, or their turn."""
    found = Q(pk__in=[])
    for flow in all_flows():
        if flow.seen:
            found |= Q(flow=flow.key, pk__in=flow.seen(person, now).order_by().values("pk"))
        else:
            mine = Case.objects.filter(Q(opened_by=person) | Q(parties__person=person), flow=flow.key).order_by()
            found |= Q(flow=flow.key, pk__in=mine.values("pk")) | turn_of(flow, person, now)
    return found


def serves(person: Person, now: datetime) -> list[str]:
    """Codes of the places where the person answers what others ask; what lies below counts with them."""
    return list(places_served(person, ANSWERERS, now).values_list("code", flat=True))


def thread_of(case: Case) -> Case:
    """The case where the thread of this case began."""
    above = Referral.objects.filter(handled_by_case=case).select_related("thread__place").first()
    return above.thread if above else case


def thread(root: Case, person: Person, now: datetime) -> Thread:
    """The whole thread as this person may read it. The same few queries however long it is."""
    rows = list(referrals().filter(thread=root).order_by("raised_at", "pk"))
    cases = {root.pk, *(row.handled_by_case_id for row in rows if row.handled_by_case_id)}
    visible = set(Case.objects.filter(visible_to(person, now), pk__in=cases).values_list("pk", flat=True))
    codes = serves(person, now)
    waits = {
        pair: waits_for_module(*pair)
        for pair in {(row.kind, row.place) for row in rows if row.status == ReferralStatus.SENT}
    }
    knots = tuple(
        knot(row, depth, now, waits.get((row.kind, row.place), False), visible, codes, person)
        for depth, row in _ordered(root.pk, rows)
    )
    return Thread(root, root.pk in visible, knots, bool(visible) or any(found.open_ for found in knots))


def referrals() -> QuerySet[Referral]:
    """Referrals with what a line about one needs."""
    return Referral.objects.select_related(
        "raised_by_case__place", "handled_by_case__place", "place", "raised_by", "thread"
    )


def knot(
    row: Referral, depth: int, now: datetime, waits: bool, visible: set[int], codes: list[str], person: Person
) -> Knot:
    """One referral as a line; asks the database nothing."""
    case, known = row.handled_by_case, kind(row.kind)
    answered = row.status in (ReferralStatus.DONE, ReferralStatus.DECLINED)
    holder = row.raised_by_case.place if answered else (case.place if case else row.place)
    stage = stage_of(case) if case else None
    here = any(row.place_id == code or row.place_id.startswith(f"{code}.") for code in codes)
    return Knot(
        referral=row,
        depth=depth,
        label=known.label if known else row.kind,
        waits=waits,
        late=is_late(row, now),
        with_whom="" if row.status == ReferralStatus.TOLD else holder.full_name,
        open_=row.raised_by_id == person.pk or here or row.raised_by_case_id in visible,
        case=case,
        stage=stage.public if stage else "",
        stage_tone=stage.shown_tone if stage else "none",
        case_open=case is not None and case.pk in visible,
    )


def is_late(row: Referral, now: datetime) -> bool:
    """The answer should have come by now, or the case that handles it should have moved."""
    if row.answered_at is not None:
        return False
    case = row.handled_by_case
    moments = [case.due_at, case.promised_at] if case and case.closed_at is None else [row.due_at]
    return any(moment is not None and moment < now for moment in moments)


def _ordered(root: int, rows: list[Referral]) -> Iterator[tuple[int, Referral]]:
    """Depth first: each referral, then what its handling case asked of others."""
    raised: dict[int, list[Referral]] = {}
    for row in rows:
        raised.setdefault(row.raised_by_case_id, []).append(row)
    stack = [(0, row) for row in reversed(raised.get(root, []))]
    while stack:
        depth, row = stack.pop()
        yield depth, row
        if row.handled_by_case_id:
            stack += [(depth + 1, below) for below in reversed(raised.get(row.handled_by_case_id, []))]
