"""The life of an entry, as data. `casework.actions.move` executes every arrow of it.

Needs look at the entry only; deadlines of the edition's stages are needs too, so that no other door
lets an entry through late.
"""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tuntas.casework.models import Case
from tuntas.casework.terms import Flow, Move, Promise, Stage
from tuntas.kipp.models import Check, Entry, SeatHolder
from tuntas.kipp.models import Stage as EditionStage
from tuntas.kipp.terms import EntryStage as E
from tuntas.kipp.terms import Part, Seat, StageKind
from tuntas.people.models import Person
from tuntas.people.rules import roles_in
from tuntas.people.terms import Role


def _entry(case: Case) -> Entry:
    return Entry.objects.select_related("edition", "organisation", "case").get(case=case)


def registration_is_open(case: Case, now: datetime) -> Any:
    """Server time inside the registration stage; the closing second itself is still inside."""
    stage = EditionStage.objects.get(edition__entries__case=case, kind=StageKind.REGISTRATION)
    now = now.replace(microsecond=0)  # as `rules.calendar`: open until the closing second has passed
    if stage.opens_at and now < stage.opens_at:
        return _("Registration has not opened yet.")
    if stage.closes_at and now > stage.closes_at:
        return _("Registration is closed. Your draft is kept.")
    return ""


def content_is_true(case: Case, now: datetime) -> Any:
    """The integrity statement has been made."""
    return "" if _entry(case).integrity else _("State that the content is true.")


def every_item_checked(case: Case, now: datetime) -> Any:
    """Each checklist line has a verdict."""
    entry = _entry(case)
    if Check.objects.filter(entry=entry).count() < entry.edition.check_items.count():
        return _("Give a verdict on every line of the checklist.")
    return ""


def no_item_failed(case: Case, now: datetime) -> Any:
    """No checklist line failed."""
    return _("A line of the checklist has failed.") if Check.objects.filter(entry__case=case, passed=False) else ""


def roles_of(case: Case, person: Person, now: datetime) -> frozenset[str]:
    """Seats in the edition, and parts through the entry's organisation."""
    entry = _entry(case)
    found: set[str] = set(
        SeatHolder.objects.filter(edition=entry.edition, person=person, left_at=None).values_list("seat", flat=True)
    )
    held = roles_in(person, entry.organisation, now)
    if Role.LOCAL_ADMIN in held:
        found.add(Part.LOCAL_ADMIN)
    if Role.INNOVATOR in held and entry.created_by_id == person.pk:
        found.add(Part.INNOVATOR)
    return frozenset(found)


def link(case: Case) -> str:
    """The entry's own page."""
    return reverse("kipp:entry", args=[case.entry.edition.slug, case.reference])


WRITERS = frozenset({Part.INNOVATOR})
ADMINS = frozenset({Part.LOCAL_ADMIN})
OFFICE = frozenset({Seat.SECRETARIAT, Seat.ORGANISER})
ORGANISERS = frozenset({Seat.ORGANISER})

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
        Move("hand_over", E.DRAFT, E.WITH_ADMIN, WRITERS, _("Send to the local admin"), (registration_is_open,)),
        Move("take_back", E.WITH_ADMIN, E.DRAFT, WRITERS, _("Take back to write on")),
        Move("return", E.WITH_ADMIN, E.DRAFT, ADMINS, _("Return with remarks"), note_required=True),
        Move(
            "submit",
            (E.WITH_ADMIN,),
            E.SUBMITTED,
            ADMINS,
            _("Submit to the secretariat"),
            (registration_is_open, content_is_true),
        ),
        Move("ask_repair", E.SUBMITTED, E.REPAIR, OFFICE, _("Return for repair"), note_required=True),
        Move("resubmit", E.REPAIR, E.SUBMITTED, WRITERS | ADMINS, _("Send the repaired proposal")),
        Move("fail", (E.SUBMITTED, E.REPAIR), E.FAILED, OFFICE, _("Fail"), note_required=True),
        Move("pass", E.SUBMITTED, E.PASSED, OFFICE, _("Pass"), (every_item_checked, no_item_failed)),
        Move("reopen_check", (E.FAILED, E.PASSED), E.SUBMITTED, ORGANISERS, _("Check again"), note_required=True),
        Move("shortlist", E.PASSED, E.FINALIST, ORGANISERS, _("Make a finalist")),
        Move("leave_out", E.PASSED, E.NOT_FINALIST, ORGANISERS, _("Not a finalist")),
        Move("award", E.FINALIST, E.WINNER, ORGANISERS, _("Winner")),
        Move("commend", E.FINALIST, E.NOT_WINNER, ORGANISERS, _("Finalist, not a winner")),
        Move("withdraw", (E.DRAFT, E.WITH_ADMIN, E.SUBMITTED, E.REPAIR), E.WITHDRAWN, ADMINS | WRITERS, _("Withdraw")),
    ),
    roles_of=roles_of,
    promise=Promise(days=None, cost=0, visits=0),
    link=link,
)
