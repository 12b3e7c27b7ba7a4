"""A finding is passed on, and ends only when a meeting of the group was told what came of it."""

from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tuntas.casework.models import Case
from tuntas.casework.terms import Flow, Move, Promise, ReferralStatus, Stage
from tuntas.people.models import Person
from tuntas.services.selapanan.flow.parts import groups_read, groups_run, parts_in
from tuntas.services.selapanan.terms import FindingStage as S
from tuntas.services.selapanan.terms import Part

BY = frozenset({Part.RUNNER})
OUTCOME_KNOWN = (ReferralStatus.DONE, ReferralStatus.DECLINED, ReferralStatus.TOLD)


def _is_answered(case: Case, now: datetime) -> str:
    referral = case.selapanan_finding.referral
    if referral is not None and referral.status in OUTCOME_KNOWN:
        return ""
    return gettext("There is no answer yet, so nothing can be told.")


def _roles_of(case: Case, person: Person, now: datetime) -> frozenset[str]:
    return parts_in(person, case.selapanan_finding.group, now) & BY


def _waiting(person: Person, now: datetime) -> QuerySet[Case]:
    """Findings nobody has passed on yet."""
    return Case.objects.filter(
        flow="selapanan.finding", stage=S.RAISED, selapanan_finding__group__in=groups_run(person, now)
    )


def _seen(person: Person, now: datetime) -> QuerySet[Case]:
    return Case.objects.filter(flow="selapanan.finding", selapanan_finding__group__in=groups_read(person, now))


def _link(case: Case) -> str:
    finding = case.selapanan_finding
    return reverse("selapanan:finding", args=[finding.group.place_id, finding.group.key, case.reference])


FINDING = Flow(
    key="selapanan.finding",
    name=_("Finding of a Selapanan group"),
    stages=(
        Stage(S.RAISED, _("Found"), _("Found"), waits_for=Part.RUNNER),
        Stage(S.SENT, _("Passed on"), _("Passed on to who can help"), tone="info"),
        Stage(S.TOLD, _("Told to the group"), _("The group knows what came of it"), final=True, tone="ok"),
        Stage(S.DROPPED, _("Withdrawn"), _("Withdrawn"), final=True),
    ),
    moves=(
        Move("send", S.RAISED, S.SENT, BY, _("Pass it on")),
        Move("settle", S.RAISED, S.TOLD, BY, _("The group solved it itself"), note_required=True, told=True),
        Move("drop", S.RAISED, S.DROPPED, BY, _("Withdraw"), note_required=True),
        Move("tell", S.SENT, S.TOLD, BY, _("Told at the meeting"), needs=(_is_answered,), told=True),
    ),
    roles_of=_roles_of,
    promise=Promise(days=None, cost=0, visits=1),
    link=_link,
    waiting=_waiting,
    related=("selapanan_finding__group",),
    seen=_seen,
)
