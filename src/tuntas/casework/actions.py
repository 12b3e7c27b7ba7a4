"""Opening, moving and referring cases. Every move of every room passes through `move`."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tuntas.casework.flow import flow_of
from tuntas.casework.models import Case, Holiday, Party, Referral, Step
from tuntas.casework.rules import deadline, missing_for, roles_for
from tuntas.casework.terms import CaseMoved, Flow, ReferralAnswered, ReferralStatus
from tuntas.journal.actions import record
from tuntas.kernel.events import publish
from tuntas.kernel.identifiers import reference
from tuntas.people.models import Organisation, Person
from tuntas.places.models import Place


class MoveRefused(Exception):
    """The move cannot be made. `str(error)` is a sentence for the person who tried."""


class NotAllowed(MoveRefused):
    """The person does not have a role that may make this move."""


class AlreadyMoved(MoveRefused):
    """The case is no longer where the person saw it: somebody, or a second click, was first."""


class StillMissing(MoveRefused):
    """Something the move needs is missing; `missing` lists the sentences."""

    def __init__(self, missing: list[str]) -> None:
        super().__init__(" ".join(missing))
        self.missing = missing


def _holidays() -> frozenset:
    return frozenset(Holiday.objects.values_list("day", flat=True))


@transaction.atomic
def open_case(
    *,
    flow: Flow,
    prefix: str,
    title: str,
    place: Place,
    by: Person,
    now: datetime,
    organisation: Organisation | None = None,
    role: str = "",
    is_sample: bool = False,
) -> Case:
    """A new case at the flow's first stage, with its first step; `role` makes the opener a party."""
    first, holidays = flow.stages[0], _holidays()
    case = Case.objects.create(
        reference=reference(prefix),
        flow=flow.key,
        stage=first.key,
        title=title,
        place=place,
        organisation=organisation,
        opened_by=by,
        opened_at=now,
        stage_since=now,
        due_at=deadline(now, first.days, holidays),
        promised_at=deadline(now, flow.promise.days, holidays),
        is_sample=is_sample,
    )
    if role:
        Party.objects.create(case=case, person=by, role=role)
    Step.objects.create(case=case, number=1, move="open", to_stage=first.key, by=by, at=now)
    record(act="casework.opened", subject=case, by=by, now=now, data={"flow": flow.key})
    return case


@transaction.atomic
def move(*, case: Case, move: str, by: Person, now: datetime, note: str = "", message: str = "") -> Case:
    """Make one move of the case's flow; the only way a case changes stage.

    `note` is for staff, `message` for the person served. Raises `AlreadyMoved` when the case does not
    stand where this move starts, `NotAllowed` when no role of `by` may, `StillMissing` when a need is
    unmet, `MoveRefused` when a required note is empty. Returns the fresh case.
    """
    flow = flow_of(case)
    arrow = flow.move(move)
    fresh = Case.objects.select_for_update().get(pk=case.pk)
    if fresh.stage not in arrow.sources:
        raise AlreadyMoved(str(flow.stage(fresh.stage).name))
    if not roles_for(fresh, by, now) & arrow.by:
        raise NotAllowed(str(arrow.label))
    if arrow.note_required and not (note.strip() or message.strip()):
        raise StillMissing([str(_reason_wanted())])
    if missing := missing_for(fresh, arrow, now):
        raise StillMissing(missing)
    came_from, arrives = fresh.stage, flow.stage(arrow.to)
    fresh.stage, fresh.stage_since = arrives.key, now
    fresh.due_at = deadline(now, arrives.days, _holidays())
    fresh.closed_at = now if arrives.final else None
    fresh.save(update_fields=["stage", "stage_since", "due_at", "closed_at"])
    Step.objects.create(
        case=fresh,
        number=fresh.steps.count() + 1,
        move=move,
        from_stage=came_from,
        to_stage=arrives.key,
        by=by,
        at=now,
        note=note.strip(),
        message=message.strip(),
    )
    record(act=f"{flow.key}.{move}", subject=fresh, by=by, now=now, data={"from": came_from, "to": arrives.key})
    publish(CaseMoved(fresh.pk, flow.key, move, came_from, arrives.key, by.pk))
    case.stage, case.stage_since, case.due_at, case.closed_at = (
        fresh.stage,
        fresh.stage_since,
        fresh.due_at,
        fresh.closed_at,
    )
    return fresh


def _reason_wanted() -> object:
    return _("Write the reason, so that the person concerned can understand it.")


@transaction.atomic
def refer(*, case: Case, kind: str, place: Place, question: str, by: Person, now: datetime) -> Referral:
    """Hand work to another room or place; whoever accepts `kind` there answers it."""
    referral = Referral.objects.create(
        raised_by_case=case, kind=kind, place=place, question=question, raised_by=by, raised_at=now
    )
    record(act="casework.referred", subject=referral, by=by, now=now, data={"kind": kind, "case": case.pk})
    return referral


@transaction.atomic
def answer(
    *,
    referral: Referral,
    status: ReferralStatus,
    by: Person,
    now: datetime,
    outcome: str = "",
    case: Case | None = None,
) -> Referral:
    """Accept, decline or finish a referral; declining and finishing need an `outcome` in plain words."""
    if status in (ReferralStatus.DONE, ReferralStatus.DECLINED) and not outcome.strip():
        raise StillMissing([str(_reason_wanted())])
    fresh = Referral.objects.select_for_update().get(pk=referral.pk)
    if fresh.status in (ReferralStatus.DONE, ReferralStatus.DECLINED, ReferralStatus.TOLD):
        raise AlreadyMoved(fresh.get_status_display())
    fresh.status, fresh.outcome = status, outcome.strip()
    fresh.handled_by_case = case or fresh.handled_by_case
    fresh.answered_at = now if status != ReferralStatus.ACCEPTED else None
    fresh.save()
    record(act=f"casework.referral_{status}", subject=fresh, by=by, now=now)
    if status != ReferralStatus.ACCEPTED:
        publish(ReferralAnswered(fresh.pk))
    return fresh


@transaction.atomic
def mark_told(*, referral: Referral, by: Person, now: datetime) -> Referral:
    """Close the loop: the one who raised it has been told. Only an answered referral can be told."""
    fresh = Referral.objects.select_for_update().get(pk=referral.pk)
    if fresh.status not in (ReferralStatus.DONE, ReferralStatus.DECLINED):
        raise AlreadyMoved(fresh.get_status_display())
    fresh.status, fresh.told_at = ReferralStatus.TOLD, now
    fresh.save()
    record(act="casework.referral_told", subject=fresh, by=by, now=now)
    return fresh
