"""Handing work to another room or place, and bringing the outcome back."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from tuntas.casework.actions.cases import AlreadyMoved, MoveRefused, NotAllowed, StillMissing, holidays, reason_wanted
from tuntas.casework.flow import kind as kind_of
from tuntas.casework.models import Case, Referral
from tuntas.casework.rules import deadline, may_answer, may_tell, roles_for
from tuntas.casework.terms import DAYS_TO_ANSWER, CaseTold, ReferralAnswered, ReferralStatus
from tuntas.journal.actions import record
from tuntas.kernel.events import publish
from tuntas.notices.actions import tell
from tuntas.notices.terms import worded
from tuntas.people.models import Person
from tuntas.places.models import Place

CLOSED = (ReferralStatus.DONE, ReferralStatus.DECLINED, ReferralStatus.TOLD)


class GoesInACircle(MoveRefused):
    """The case that would handle it belongs to the same thread already."""


@transaction.atomic
def refer(*, case: Case, kind: str, place: Place, question: str, by: Person, now: datetime) -> Referral:
    """Hand work to another room or place; whoever accepts `kind` there answers it, by the working days it gives.

    What is asked where nobody takes the kind is kept and waits. Raises `NotAllowed` when `by` has no part in the
    case, `StillMissing` when nothing is asked.
    """
    if not roles_for(case, by, now):
        raise NotAllowed(_("Only people of this case can refer it."))
    if not question.strip():
        raise StillMissing([_("Write what you ask of the other side.")])
    known = kind_of(kind)
    days = known.days if known else DAYS_TO_ANSWER
    referral = Referral.objects.create(
        raised_by_case=case,
        thread_id=thread_of(case),
        kind=kind,
        place=place,
        question=question.strip(),
        raised_by=by,
        raised_at=now,
        due_at=deadline(now, days, holidays()) or now,
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
    """Accept, decline or finish a referral; declining and finishing need an `outcome` in plain words.

    `case` is the one that handles it; people of that case may answer too. Raises `NotAllowed`, `StillMissing`
    without an outcome, `GoesInACircle` when that case stands in the same thread, `AlreadyMoved` when it has been
    answered before (accepting twice changes nothing).
    """
    if status not in (ReferralStatus.ACCEPTED, ReferralStatus.DECLINED, ReferralStatus.DONE):
        raise ValueError(f"not an answer: {status}")
    fresh = Referral.objects.select_for_update().get(pk=referral.pk)
    if not (may_answer(by, fresh, now) or (case and roles_for(case, by, now))):
        raise NotAllowed(_("Only people who serve this place can answer it."))
    if status in CLOSED and not outcome.strip():
        raise StillMissing([reason_wanted()])
    if fresh.status in CLOSED:
        raise AlreadyMoved(_("It has been answered before: %s.") % fresh.get_status_display())
    if fresh.status == status and (case is None or fresh.handled_by_case_id == case.pk):
        return fresh
    fresh.status, fresh.outcome = status, outcome.strip()
    if case is not None and fresh.handled_by_case_id != case.pk:
        _hang(case, fresh)
    fresh.handled_by_case = case or fresh.handled_by_case
    fresh.answered_at = now if status in CLOSED else None
    fresh.save()
    record(act=f"casework.referral_{status}", subject=fresh, by=by, now=now)
    if status in CLOSED:
        publish(ReferralAnswered(fresh.pk))
    return fresh


@transaction.atomic
def mark_told(*, referral: Referral, by: Person, now: datetime) -> Referral:
    """Close the loop: the one it was done for has been told. Only an answered referral can be told.

    Raises `NotAllowed` unless `by` raised it or has a part in the case, `AlreadyMoved` before an answer or a
    second time.
    """
    fresh = Referral.objects.select_for_update().get(pk=referral.pk)
    if not may_tell(by, fresh, now):
        raise NotAllowed(_("Only people of the case that asked can close it."))
    if fresh.status not in (ReferralStatus.DONE, ReferralStatus.DECLINED):
        raise AlreadyMoved(_("It cannot be closed: it is at %s.") % fresh.get_status_display())
    fresh.status, fresh.told_at = ReferralStatus.TOLD, now
    fresh.save()
    if fresh.handled_by_case_id and Case.objects.filter(pk=fresh.handled_by_case_id).update(told_at=now):
        publish(CaseTold(fresh.handled_by_case_id))
    record(act="casework.referral_told", subject=fresh, by=by, now=now)
    return fresh


def thread_of(case: Case) -> int:
    """The case where the thread began that this case stands in; itself where it handles nobody's referral."""
    raised_as = Referral.objects.filter(handled_by_case=case).values_list("thread_id", flat=True).first()
    return raised_as or case.pk


def _hang(case: Case, referral: Referral) -> None:
    """The case, with everything it asked of others before, becomes a branch of the referral's thread."""
    if thread_of(case) == referral.thread_id:
        raise GoesInACircle(_("That case belongs to the same thread already; it cannot handle what it asks itself."))
    Referral.objects.filter(thread=case).update(thread_id=referral.thread_id)


def tell_raiser(event: ReferralAnswered) -> None:
    """Handler: whoever raised the referral gets a notice with the outcome. Wired by the lobby."""
    referral = Referral.objects.select_related("raised_by", "raised_by_case").get(pk=event.referral_id)

    def say() -> tuple[str, str]:
        title = _("Answered: %s") if referral.status == ReferralStatus.DONE else _("Declined: %s")
        return title % referral.raised_by_case.title, referral.outcome

    tell(
        person=referral.raised_by,
        kind="casework.referral_answered",
        link=reverse("casework:referral", args=[referral.pk]),
        now=referral.answered_at or referral.raised_at,
        **worded(say),
    )
