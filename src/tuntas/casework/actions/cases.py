"""Opening and moving cases. Every move of every room passes through `move`."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tuntas.casework.flow import flow_of
from tuntas.casework.models import Case, Holiday, Party, Step
from tuntas.casework.rules import deadline, missing_for, roles_for, untold
from tuntas.casework.terms import CaseMoved, CaseTold, Flow
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
    """The thing is no longer where the person saw it: somebody, or a second click, was first."""


class StillMissing(MoveRefused):
    """Something the move needs is missing; `missing` lists the sentences."""

    def __init__(self, missing: list[str]) -> None:
        super().__init__(" ".join(missing))
        self.missing = missing


def holidays() -> frozenset[date]:
    """The days on which no working day is counted."""
    return frozenset(Holiday.objects.values_list("day", flat=True))


@transaction.atomic
def open_case(
    *,
    flow: Flow,
    prefix: str,
    title: str,
    place: Place,
    by: Person | None,
    now: datetime,
    organisation: Organisation | None = None,
    role: str = "",
    is_sample: bool = False,
) -> Case:
    """A new case at the flow's first stage, with its first step; `role` makes the opener a party.

    `by` is None where somebody without an account asks.
    """
    first, off = flow.stages[0], holidays()
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
        due_at=deadline(now, first.days, off),
        promised_at=deadline(now, flow.promise.days, off),
        is_sample=is_sample,
    )
    if role and by is not None:
        Party.objects.create(case=case, person=by, role=role)
    Step.objects.create(case=case, number=1, move="open", to_stage=first.key, by=by, at=now)
    record(act="casework.opened", subject=case, by=by, now=now, data={"flow": flow.key})
    return case


@transaction.atomic
def move(
    *,
    case: Case,
    move: str,
    by: Person,
    now: datetime,
    note: str = "",
    message: str = "",
    message_en: str = "",
    seen: int | None = None,
) -> Case:
    """Make one move of the case's flow; the only way a case changes stage.

    `note` is for staff, `message` for the person served (`message_en` where it was put together in both
    languages). `seen` is the number of the last step the person
    saw: it catches a second click on a move that ends where it starts. Raises `AlreadyMoved` when the case
    does not stand where this move starts or has newer steps, `NotAllowed` when no role of `by` may,
    `StillMissing` when a need is unmet or a required reason is empty. Returns the fresh case.
    """
    flow = flow_of(case)
    arrow = flow.move(move)
    fresh = Case.objects.select_for_update().get(pk=case.pk)
    steps = fresh.steps.count()
    if fresh.stage not in arrow.sources or (seen is not None and steps > seen):
        raise AlreadyMoved(_("It has been moved on meanwhile. It now stands at: %s.") % flow.stage(fresh.stage).name)
    if not roles_for(fresh, by, now) & arrow.by:
        raise NotAllowed(_("You may not do this here: %s.") % arrow.label)
    if arrow.note_required and not (note.strip() or message.strip()):
        raise StillMissing([reason_wanted()])
    came_from, arrives = fresh.stage, flow.stage(arrow.to)
    missing = missing_for(fresh, arrow, now)
    if missing := missing + (untold(fresh) if arrives.final and not flow.ends_untold else []):
        raise StillMissing(missing)
    fresh.stage, fresh.stage_since = arrives.key, now
    fresh.due_at = deadline(now, arrives.days, holidays())
    fresh.closed_at = now if arrives.final else None
    if arrow.told:
        fresh.told_at = now
    elif flow.stage(came_from).final and not arrives.final:
        fresh.told_at = None  # what they were told is no outcome any more
    fresh.save(update_fields=["stage", "stage_since", "due_at", "closed_at", "told_at"])
    Step.objects.create(
        case=fresh,
        number=steps + 1,
        move=move,
        from_stage=came_from,
        to_stage=arrives.key,
        by=by,
        at=now,
        note=note.strip(),
        message=message.strip(),
        message_en=message_en.strip(),
    )
    record(act=f"{flow.key}.{move}", subject=fresh, by=by, now=now, data={"from": came_from, "to": arrives.key})
    publish(CaseMoved(fresh.pk, flow.key, move, came_from, arrives.key, by.pk))
    for field in ("stage", "stage_since", "due_at", "closed_at", "told_at"):
        setattr(case, field, getattr(fresh, field))
    return fresh


@transaction.atomic
def mark_case_told(*, case: Case, by: Person, now: datetime) -> Case:
    """The one the case was for knows its outcome. Only of a case that has ended; a second time changes nothing.

    Raises `NotAllowed` when `by` has no part in the case, `AlreadyMoved` when it has not ended.
    """
    fresh = Case.objects.select_for_update().get(pk=case.pk)
    if not roles_for(fresh, by, now):
        raise NotAllowed(_("Only people of this case can say so."))
    if fresh.closed_at is None:
        raise AlreadyMoved(_("It has not ended yet, so there is no outcome to tell."))
    if fresh.told_at is None:
        fresh.told_at = now
        fresh.save(update_fields=["told_at"])
        record(act="casework.told", subject=fresh, by=by, now=now)
        publish(CaseTold(fresh.pk))
    case.told_at = fresh.told_at
    return fresh


def reason_wanted() -> str:
    """The sentence for a reason left empty."""
    return _("Write the reason, so that the person concerned can understand it.")
