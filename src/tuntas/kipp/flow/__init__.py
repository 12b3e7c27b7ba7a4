"""The life of an entry, as data. `casework.actions.move` executes every arrow of it.

What an arrow needs stands in `needs`; whose case an entry is, and whose turn, stands here.
"""

from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tuntas.casework.models import Case
from tuntas.casework.terms import Flow, Move, Promise, Stage
from tuntas.kipp.flow.needs import (
    coaching_is_open,
    content_is_true,
    entry_of,
    every_item_checked,
    no_item_failed,
    proposal_is_complete,
    quota_is_left,
    registration_is_open,
    repair_is_in_time,
)
from tuntas.kipp.models import SeatHolder
from tuntas.kipp.models import Stage as EditionStage
from tuntas.kipp.terms import EntryStage as E
from tuntas.kipp.terms import Part, Seat, StageKind
from tuntas.people.models import Person
from tuntas.people.rules import held, roles_in
from tuntas.people.terms import Role


def roles_of(case: Case, person: Person, now: datetime) -> frozenset[str]:
    """Seats in the edition's office, and parts through the entry's organisation.

    A juror is nothing to the case: the desk is the one way to a proposal, and it hides what must be hidden.
    """
    entry = entry_of(case)
    there = SeatHolder.objects.filter(edition=entry.edition, person=person, left_at=None, seat__in=OFFICE)
    found: set[str] = set(there.values_list("seat", flat=True))
    roles = roles_in(person, entry.organisation, now)
    if Role.LOCAL_ADMIN in roles:
        found.add(Part.LOCAL_ADMIN)
    if Role.INNOVATOR in roles and entry.created_by_id == person.pk:
        found.add(Part.INNOVATOR)
    return frozenset(found)


def waiting(person: Person, now: datetime) -> QuerySet[Case]:
    """The entries whose next move is this person's: to write, to read as local admin, to check.

    A draft whose registration is over waits for nobody. Jurors have a queue of their own, in which the
    organisation may be hidden.
    """
    mine = held(person, now).exclude(organisation=None)
    admin_at = mine.filter(role=Role.LOCAL_ADMIN).values("organisation")
    writer_at = mine.filter(role=Role.INNOVATOR).values("organisation")
    office = SeatHolder.objects.filter(person=person, left_at=None, seat__in=OFFICE).values("edition")
    as_admin = Q(organisation__in=admin_at) | Q(organisation__parent__in=admin_at)
    as_writer = Q(entry__created_by=person) & (
        Q(organisation__in=writer_at) | Q(organisation__parent__in=writer_at) | as_admin
    )
    shut = EditionStage.objects.filter(
        edition=OuterRef("entry__edition"), kind=StageKind.REGISTRATION, closes_at__lt=now
    )
    return Case.objects.filter(
        (Q(stage=E.DRAFT) & as_writer & ~Exists(shut))
        | (Q(stage=E.WITH_ADMIN) & as_admin & ~Exists(shut))
        | (Q(stage=E.REPAIR) & (as_writer | as_admin))
        | (Q(stage=E.SUBMITTED) & Q(entry__edition__in=office)),
        flow="kipp.entry",
    ).order_by(Coalesce("due_at", F("stage_since")))


def link(case: Case) -> str:
    """The entry's own page."""
    return reverse("kipp:entry", args=[case.entry.edition.slug, case.reference])


WRITERS = frozenset({Part.INNOVATOR})
ADMINS = frozenset({Part.LOCAL_ADMIN})
OFFICE = frozenset({Seat.SECRETARIAT, Seat.ORGANISER})
ORGANISERS = frozenset({Seat.ORGANISER})
TEAM = WRITERS | ADMINS

ENTRY = Flow(
    key="kipp.entry",
    name=_("Competition entry"),
    stages=(
        Stage(E.DRAFT, E.DRAFT.label, _("You are writing it"), waits_for=Part.INNOVATOR),
        Stage(E.WITH_ADMIN, E.WITH_ADMIN.label, _("Your local admin is reading it"), waits_for=Part.LOCAL_ADMIN),
        Stage(E.SUBMITTED, E.SUBMITTED.label, _("Received; being checked"), waits_for=Seat.SECRETARIAT, days=7),
        Stage(E.REPAIR, E.REPAIR.label, _("Please repair what is named"), waits_for=Part.INNOVATOR, days=3),
        Stage(E.FAILED, E.FAILED.label, _("Did not pass the administrative check"), final=True),
        Stage(E.PASSED, E.PASSED.label, _("Being scored by the jury"), waits_for=Seat.JUROR),
        Stage(E.FINALIST, E.FINALIST.label, _("Finalist"), waits_for=Seat.JUROR),
        Stage(E.NOT_FINALIST, E.NOT_FINALIST.label, _("Not among the finalists"), final=True),
        Stage(E.WINNER, E.WINNER.label, _("Winner"), final=True),
        Stage(E.NOT_WINNER, E.NOT_WINNER.label, _("Finalist"), final=True),
        Stage(E.WITHDRAWN, E.WITHDRAWN.label, _("Withdrawn"), final=True),
    ),
    moves=(
        Move(
            "hand_over",
            E.DRAFT,
            E.WITH_ADMIN,
            TEAM,
            _("Send to the local admin"),
            (registration_is_open, proposal_is_complete),
        ),
        Move("take_back", E.WITH_ADMIN, E.DRAFT, WRITERS, _("Take back to write on")),
        Move("return", E.WITH_ADMIN, E.DRAFT, ADMINS, _("Return with remarks"), note_required=True),
        Move(
            "submit",
            E.WITH_ADMIN,
            E.SUBMITTED,
            ADMINS,
            _("Submit to the secretariat"),
            (registration_is_open, proposal_is_complete, quota_is_left, content_is_true),
        ),
        Move("ask_repair", E.SUBMITTED, E.REPAIR, OFFICE, _("Return for repair"), note_required=True),
        Move("prolong", E.REPAIR, E.REPAIR, OFFICE, _("Give more time for the repair"), note_required=True),
        Move(
            "resubmit",
            E.REPAIR,
            E.SUBMITTED,
            TEAM,
            _("Send the repaired proposal"),
            (repair_is_in_time, proposal_is_complete),
        ),
        Move("fail", (E.SUBMITTED, E.REPAIR), E.FAILED, OFFICE, _("Fail"), note_required=True),
        Move("pass", E.SUBMITTED, E.PASSED, OFFICE, _("Pass"), (every_item_checked, no_item_failed)),
        Move("reopen_check", (E.FAILED, E.PASSED), E.SUBMITTED, ORGANISERS, _("Check again"), note_required=True),
        Move("shortlist", E.PASSED, E.FINALIST, ORGANISERS, _("Make a finalist")),
        Move("leave_out", E.PASSED, E.NOT_FINALIST, ORGANISERS, _("Not a finalist")),
        Move("revise", E.FINALIST, E.FINALIST, TEAM, _("Hand over the revised proposal"), (coaching_is_open,)),
        Move(
            "reconsider",
            E.NOT_FINALIST,
            E.PASSED,
            ORGANISERS,
            _("Judge again after an objection"),
            note_required=True,
        ),
        Move("award", E.FINALIST, E.WINNER, ORGANISERS, _("Winner")),
        Move("commend", E.FINALIST, E.NOT_WINNER, ORGANISERS, _("Finalist, not a winner")),
        # A competition begun on paper or elsewhere comes in from its spreadsheet, as received or as already checked.
        Move("take_in", E.DRAFT, E.SUBMITTED, ORGANISERS, _("Take in from a spreadsheet")),
        Move("take_in_checked", E.DRAFT, E.PASSED, ORGANISERS, _("Take in as already checked"), note_required=True),
        Move("withdraw", (E.DRAFT, E.WITH_ADMIN, E.SUBMITTED, E.REPAIR), E.WITHDRAWN, TEAM, _("Withdraw")),
    ),
    roles_of=roles_of,
    promise=Promise(days=None, cost=0, visits=0),
    link=link,
    waiting=waiting,
    related=("entry__edition",),
)
