"""The life of a copy, as data. `casework.actions.move` executes every arrow of it.

What an arrow needs stands in `needs`; who somebody is to a copy, and whose turn it is, stands here.
"""

from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tuntas.casework.models import Case
from tuntas.casework.terms import Flow, Move, Promise, Stage
from tuntas.people.models import Holding, Organisation, Person
from tuntas.people.rules import held, in_force, roles_in
from tuntas.people.terms import Role
from tuntas.places.terms import CENTRAL_JAVA
from tuntas.replication.flow.needs import (
    all_sides_signed,
    has_result,
    is_ready,
    plan_is_complete,
    runs_somewhere,
    was_paused_at,
)
from tuntas.replication.models import Consent
from tuntas.replication.terms import PAUSABLE, Part, Side
from tuntas.replication.terms import CopyStage as S

FACILITATING = frozenset({Role.OPERATOR, Role.ORGANISER, Role.SECRETARIAT})
SOON = timedelta(days=30)  # a yearly confirmation is asked for this long before it is due


def owner_answers(owner: Organisation | None, now: datetime) -> bool:
    """Whether the owner has somebody with an account who can answer; if not, the province does."""
    return owner is not None and _admins(now).filter(Q(organisation=owner) | Q(organisation=owner.parent_id)).exists()


def _admins(now: datetime) -> QuerySet[Holding]:
    return Holding.objects.filter(in_force(now), role=Role.LOCAL_ADMIN).exclude(organisation=None)


def facilitates(person: Person, now: datetime) -> bool:
    """Serves the province: looks after every copy."""
    return _facilitating(person, now).exists()


def _facilitating(person: Person, now: datetime) -> QuerySet[Holding]:
    return held(person, now).filter(role__in=FACILITATING, organisation=None, place_id=CENTRAL_JAVA)


def roles_of(case: Case, person: Person, now: datetime) -> frozenset[str]:
    """Parts through the adopter, the owner and the province. Without an owner that answers the province is it too."""
    copy = case.replication
    found: set[str] = set()
    here = roles_in(person, copy.adopter, now)
    if Role.LOCAL_ADMIN in here:
        found |= {Part.ADOPTER_ADMIN, Part.ADOPTER}
    elif Role.INNOVATOR in here or Role.REGENCY_TEAM in here:
        found.add(Part.ADOPTER)
    owner = copy.innovation.owner
    there = roles_in(person, owner, now) if owner else frozenset()
    if Role.LOCAL_ADMIN in there:
        found |= {Part.OWNER_ADMIN, Part.OWNER}
    elif Role.INNOVATOR in there:
        found.add(Part.OWNER)
    if copy.mentor_id == person.pk and person.is_active:
        found.add(Part.MENTOR)
    if facilitates(person, now):
        found.add(Part.FACILITATOR)
        if not owner_answers(owner, now):
            found.add(Part.OWNER_ADMIN)
    return frozenset(found)


def waiting(person: Person, now: datetime) -> QuerySet[Case]:
    """Copies whose next move is this person's: as adopter, as owner, or for the province."""
    admin_at = held(person, now).filter(role=Role.LOCAL_ADMIN).exclude(organisation=None).values("organisation")
    adopts = Q(organisation__in=admin_at) | Q(organisation__parent__in=admin_at)
    owns = Q(replication__innovation__owner__in=admin_at) | Q(replication__innovation__owner__parent__in=admin_at)
    yearly = Q(stage__in=[S.MEASURED, S.CONFIRMED], due_at__lt=now + SOON)
    adopter = adopts & (Q(stage__in=[S.VERIFIED, S.AGREED, S.PREPARING, S.RUNNING, S.PAUSED]) | yearly)
    signs = Q(stage=S.APPROVED) & ((adopts & ~_signed(Side.ADOPTER)) | (owns & ~_signed(Side.OWNER)))
    admins = _admins(now).filter(
        Q(organisation=OuterRef("replication__innovation__owner"))
        | Q(organisation=OuterRef("replication__innovation__owner__parent"))
    )
    alone = ~Exists(admins)
    province = Q(Exists(_facilitating(person, now))) & (
        Q(stage=S.INTEREST)
        | (Q(stage=S.REQUESTED) & alone)
        | (Q(stage=S.APPROVED) & (~_signed(Side.FACILITATOR) | (alone & ~_signed(Side.OWNER))))
    )
    turn = adopter | (owns & Q(stage=S.REQUESTED)) | signs | province
    return Case.objects.filter(turn, flow="replication.copy").order_by(Coalesce("due_at", F("stage_since")))


def _signed(side: Side) -> Q:
    return Q(Exists(Consent.objects.filter(replication__case=OuterRef("pk"), side=side)))


def link(case: Case) -> str:
    """The copy's own page."""
    return reverse("replication:page", args=[case.reference])


ADMINS = frozenset({Part.ADOPTER_ADMIN})
OWNERS = frozenset({Part.OWNER_ADMIN})
PROVINCE = frozenset({Part.FACILITATOR})
BEFORE_RUNNING = (S.INTEREST, S.VERIFIED, S.REQUESTED, S.APPROVED, S.AGREED, S.PREPARING)
YEAR = 240  # working days: about eleven and a half months

COPY = Flow(
    key="replication.copy",
    name=_("Copying an innovation"),
    stages=(
        Stage(S.INTEREST, S.INTEREST.label, _("The province looks at the interest"), Part.FACILITATOR, 5),
        Stage(S.VERIFIED, S.VERIFIED.label, _("The adopter may now ask the owner"), Part.ADOPTER_ADMIN, 20),
        Stage(S.REQUESTED, S.REQUESTED.label, _("The owner is deciding"), Part.OWNER_ADMIN, 10),
        Stage(S.APPROVED, S.APPROVED.label, _("Both sides and the province sign"), Part.ADOPTER_ADMIN, 15),
        Stage(S.AGREED, S.AGREED.label, _("The adopter plans what will differ"), Part.ADOPTER_ADMIN, 30),
        Stage(S.PREPARING, S.PREPARING.label, _("Rules, people and forms are made ready"), Part.ADOPTER_ADMIN, 90),
        Stage(S.RUNNING, S.RUNNING.label, _("The service runs at the new place"), Part.ADOPTER_ADMIN, 120, tone="ok"),
        Stage(S.MEASURED, S.MEASURED.label, _("It runs; results are known"), Part.ADOPTER_ADMIN, YEAR, tone="ok"),
        Stage(S.CONFIRMED, S.CONFIRMED.label, _("It still runs"), Part.ADOPTER_ADMIN, YEAR, tone="ok"),
        Stage(S.PAUSED, S.PAUSED.label, _("It rests for a while"), Part.ADOPTER_ADMIN, 60),
        Stage(S.REFUSED, S.REFUSED.label, _("It was refused"), final=True, tone="bad"),
        Stage(S.WITHDRAWN, S.WITHDRAWN.label, _("The adopter took it back"), final=True),
        Stage(S.STOPPED, S.STOPPED.label, _("It ran and has stopped"), final=True, tone="bad"),
    ),
    moves=(
        Move("verify", S.INTEREST, S.VERIFIED, PROVINCE, _("Verify the interest")),
        Move("turn_down", S.INTEREST, S.REFUSED, PROVINCE, _("Not a valid interest"), note_required=True),
        Move("request", S.VERIFIED, S.REQUESTED, ADMINS, _("Ask the owner")),
        Move("approve", S.REQUESTED, S.APPROVED, OWNERS, _("Approve the copy")),
        Move("refuse", S.REQUESTED, S.REFUSED, OWNERS, _("Refuse the copy"), note_required=True),
        Move("agree", S.APPROVED, S.AGREED, ADMINS | OWNERS | PROVINCE, _("Seal the agreement"), (all_sides_signed,)),
        Move("prepare", S.AGREED, S.PREPARING, ADMINS, _("Finish the plan"), (plan_is_complete,)),
        Move("run", S.PREPARING, S.RUNNING, ADMINS, _("It runs now"), (is_ready, runs_somewhere)),
        Move("measure", S.RUNNING, S.MEASURED, ADMINS, _("Report the results"), (has_result,)),
        Move("confirm", (S.MEASURED, S.CONFIRMED), S.CONFIRMED, ADMINS | OWNERS, _("Confirm that it runs")),
        Move(
            "stop",
            (S.RUNNING, S.MEASURED, S.CONFIRMED),
            S.STOPPED,
            ADMINS | PROVINCE,
            _("Report that it stopped"),
            note_required=True,
        ),
        Move("withdraw", BEFORE_RUNNING, S.WITHDRAWN, ADMINS, _("Take the copy back"), note_required=True),
        Move("pause", PAUSABLE, S.PAUSED, ADMINS | PROVINCE, _("Pause for a while"), note_required=True),
        *(
            Move(f"resume_{stage}", S.PAUSED, stage, ADMINS | PROVINCE, _("Take it up again"), (was_paused_at(stage),))
            for stage in PAUSABLE
        ),
        Move("give_up", S.PAUSED, S.STOPPED, ADMINS | PROVINCE, _("End it for good"), note_required=True),
    ),
    roles_of=roles_of,
    promise=Promise(days=None, cost=0, visits=0),
    link=link,
    waiting=waiting,
    related=("replication",),
)
