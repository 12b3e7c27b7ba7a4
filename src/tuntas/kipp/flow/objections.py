"""The life of an objection, as data: raised, received, examined, answered, closed; or withdrawn before that."""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tuntas.casework.models import Case
from tuntas.casework.terms import Flow, Move, Promise, Stage
from tuntas.kipp.models import Assignment, Check, Entry, Mentorship, Objection, SeatHolder
from tuntas.kipp.terms import ObjectionStage as S
from tuntas.kipp.terms import Part, Seat
from tuntas.people.models import Person
from tuntas.people.rules import roles_in
from tuntas.people.terms import Role

EXAMINER = "examiner"
CHECKING = ("pass", "fail", "ask_repair", "prolong")  # moves of the check
OFFICE = frozenset({Seat.ORGANISER, Seat.SECRETARIAT})
TEAM = frozenset({Part.INNOVATOR, Part.LOCAL_ADMIN})


def objection_of(case: Case) -> Objection:
    """The objection behind a case."""
    return Objection.objects.select_related(
        "entry__edition", "entry__organisation", "entry__case", "case", "examiner"
    ).get(case=case)


def roles_of(case: Case, person: Person, now: datetime) -> frozenset[str]:
    """Seats in the edition's office, parts through the entry's organisation, and who examines it."""
    objection = objection_of(case)
    found = _seats(person, objection.entry) & OFFICE | _parts(person, objection.entry, now)
    if found & OFFICE and objection.examiner_id == person.pk:
        found.add(EXAMINER)
    return frozenset(found)


def _seats(person: Person, entry: Entry) -> set[str]:
    return set(
        SeatHolder.objects.filter(edition=entry.edition_id, person=person, left_at=None).values_list("seat", flat=True)
    )


def _parts(person: Person, entry: Entry, now: datetime) -> set[str]:
    """What the person is through the entry's organisation."""
    roles = roles_in(person, entry.organisation, now)
    found = {str(Part.LOCAL_ADMIN)} if Role.LOCAL_ADMIN in roles else set()
    wrote = entry.created_by_id == person.pk or entry.case.parties.filter(person=person, role=Part.INNOVATOR).exists()
    return found | ({str(Part.INNOVATOR)} if Role.INNOVATOR in roles and wrote else set())


def why_not_examine(person: Person, entry: Entry, now: datetime) -> str:
    """Why this person may not examine an objection about the entry, as a sentence; "" when they may."""
    if not _seats(person, entry) & OFFICE:
        return _("Only people of the edition's office examine objections.")
    checked = Check.objects.filter(entry=entry, by=person).exists()
    if checked or entry.case.steps.filter(by=person, move__in=CHECKING).exists():
        return _("%(name)s checked this proposal and cannot examine the objection.") % {"name": person.name}
    if Assignment.objects.filter(entry=entry, juror__person=person).exists():
        return _("%(name)s judged this proposal and cannot examine the objection.") % {"name": person.name}
    near = _parts(person, entry, now) or Mentorship.objects.filter(entry=entry, mentor=person).exists()
    if near:
        return _("%(name)s stands too near to this proposal to examine the objection.") % {"name": person.name}
    return ""


def waiting(person: Person, now: datetime) -> QuerySet[Case]:
    """New objections wait for the whole office, then for their examiner, at the end for the organiser."""
    seats = SeatHolder.objects.filter(person=person, left_at=None)
    office = seats.filter(seat__in=OFFICE).values("edition")
    organises = seats.filter(seat=Seat.ORGANISER).values("edition")
    return Case.objects.filter(
        Q(stage=S.RAISED, objection__entry__edition__in=office)
        | Q(stage__in=(S.RECEIVED, S.EXAMINED), objection__examiner=person, objection__entry__edition__in=office)
        | Q(stage=S.ANSWERED, objection__entry__edition__in=organises),
        flow="kipp.objection",
    )


def examiner_is_independent(case: Case, now: datetime) -> str:
    """Whoever examines neither checked nor judged nor wrote nor coaches the proposal."""
    objection = objection_of(case)
    if objection.examiner is None:
        return _("Name who examines it.")
    return why_not_examine(objection.examiner, objection.entry, now)


def link(case: Case) -> str:
    """The objection's own page."""
    return reverse("kipp:objection", args=[case.objection.entry.edition.slug, case.reference])


_t = gettext_lazy
OBJECTION = Flow(
    key="kipp.objection",
    name=_t("Objection"),
    stages=(
        Stage(S.RAISED, S.RAISED.label, _t("It has arrived; the secretariat reads it"), waits_for=Seat.SECRETARIAT),
        Stage(
            S.RECEIVED,
            S.RECEIVED.label,
            _t("Somebody who neither checked nor judged the proposal examines it"),
            waits_for=EXAMINER,
        ),
        Stage(S.EXAMINED, S.EXAMINED.label, _t("It was examined; the answer is being written"), waits_for=EXAMINER),
        Stage(S.ANSWERED, S.ANSWERED.label, _t("Answered in writing"), waits_for=Seat.ORGANISER),
        Stage(S.CLOSED, S.CLOSED.label, _t("Closed"), final=True, tone="ok"),
        Stage(S.WITHDRAWN, S.WITHDRAWN.label, _t("Withdrawn by the team"), final=True),
    ),
    moves=(
        Move("receive", S.RAISED, S.RECEIVED, OFFICE, _t("Receive, and name the examiner"), (examiner_is_independent,)),
        Move(
            "pass_on",
            S.RECEIVED,
            S.RECEIVED,
            OFFICE,
            _t("Give it to another examiner"),
            (examiner_is_independent,),
            note_required=True,
        ),
        Move(
            "examine",
            S.RECEIVED,
            S.EXAMINED,
            frozenset({EXAMINER}),
            _t("Write down the finding"),
            (examiner_is_independent,),
            note_required=True,
        ),
        Move(
            "answer",
            S.EXAMINED,
            S.ANSWERED,
            frozenset({EXAMINER}),
            _t("Answer in writing"),
            (examiner_is_independent,),
            note_required=True,
        ),
        Move("close", S.ANSWERED, S.CLOSED, frozenset({EXAMINER, Seat.ORGANISER}), _t("Close")),
        Move("withdraw", (S.RAISED, S.RECEIVED), S.WITHDRAWN, TEAM, _t("Withdraw the objection")),
    ),
    roles_of=roles_of,
    promise=Promise(days=None, cost=0, visits=0),
    link=link,
    waiting=waiting,
    related=("objection__entry__edition",),
)
