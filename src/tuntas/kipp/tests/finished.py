"""A competition further along than its stage: finalists scored, the plenary closed, the winners announced.

Every step is a plain function over `small_edition` and made by the real actions; the fixtures below only call them.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from tests.cast import hold

from tuntas.casework.actions import move
from tuntas.casework.models import Case
from tuntas.kernel.clock import WIB
from tuntas.kipp.actions.announcing import announce
from tuntas.kipp.actions.checking import pass_check, save_checks
from tuntas.kipp.actions.conflicts import add_by_hand
from tuntas.kipp.actions.interview import make_schedule, seat_panel
from tuntas.kipp.actions.judging import Marks, hand_in
from tuntas.kipp.actions.plenary import close, decide, lock_scores, record_meeting
from tuntas.kipp.actions.ties import Target, declare
from tuntas.kipp.models import Assignment, Conflict, Edition, Entry, Plenary, SeatHolder, Stage, Tie
from tuntas.kipp.queries.plenary import board
from tuntas.kipp.rules.plenary import Verdict
from tuntas.kipp.rules.schedule import Plan
from tuntas.kipp.terms import Outcome, Seat, StageKind, TieKind
from tuntas.kipp.tests.proposals import fresh, sent
from tuntas.kipp.tests.stage import _seated, during, stage
from tuntas.people.models import Organisation, Person
from tuntas.people.terms import OrganisationKind, Role
from tuntas.places.models import Place

MEETING_DAY = during(StageKind.PLENARY)
ANNOUNCEMENT_DAY = during(StageKind.ANNOUNCEMENT)


def office(name: str, place: Place, kind: OrganisationKind = OrganisationKind.AGENCY) -> tuple[Organisation, Person]:
    """An organisation with one person who both writes and answers for it. Nobody can sign in by password."""
    made = Organisation.objects.create(name=name, kind=kind, place=place)
    word = name.split()[-1].lower()
    who = Person.objects.create_user(f"{word}@example.org", None, name=f"{word.capitalize()} Contoh")
    hold(who, Role.INNOVATOR, made)
    hold(who, Role.LOCAL_ADMIN, made)
    return made, who


def jury_of(edition: Edition) -> list[SeatHolder]:
    """Ratna, Hadi and Yusuf on the jury of any edition."""
    return [_seated(edition, name, Seat.JUROR) for name in ("Ratna Juror", "Hadi Juror", "Yusuf Juror")]


def make_finalist(entry: Entry, by: Person) -> Entry:
    """Through the administrative check and the shortlist."""
    checked = during(StageKind.CHECK)
    verdicts = {item.pk: (True, "") for item in entry.edition.check_items.all()}
    save_checks(entry=entry, verdicts=verdicts, by=by, now=checked)
    pass_check(entry=entry, by=by, now=checked)
    return fresh(entry)


def score(step: Stage, points: Mapping[int, int], jury: list[SeatHolder], now: datetime) -> None:
    """Every juror on the entry hands in the same points (by entry id) on every criterion."""
    keys = [criterion.key for criterion in step.criteria.all()]
    for row in Assignment.objects.filter(stage=step, juror__in=jury, removed_at=None).select_related("juror__person"):
        marks = Marks(values=dict.fromkeys(keys, Decimal(points[row.entry_id])))
        hand_in(assignment=row, marks=marks, revision=0, by=row.juror.person, now=now)


def with_finalists(edition: Edition, sari: Person, entries: list[Entry]) -> list[Entry]:
    """The entries scored at the desk (the earlier the better) and on the shortlist."""
    jury, desk = jury_of(edition), stage(edition, StageKind.DESK)
    passed = [make_finalist(entry, sari) for entry in entries]
    seat_panel(stage=desk, entries=passed, by=sari, now=during(StageKind.DESK))
    score(desk, {entry.pk: 90 - 2 * at for at, entry in enumerate(passed)}, jury, during(StageKind.DESK))
    for entry in passed:
        move(case=entry.case, move="shortlist", by=sari, now=during(StageKind.SHORTLIST))
    return [fresh(entry) for entry in passed]


def interviewed(edition: Edition, sari: Person, entries: list[Entry]) -> None:
    """A timetable for the finalists, and the interview scored in the same order as the desk."""
    step = stage(edition, StageKind.INTERVIEW)
    plan = Plan(days=(datetime(2021, 11, 30, tzinfo=WIB).date(),), starts=during(step.kind).time(), ends=_late())
    make_schedule(stage=step, plan=plan, by=sari, now=during(StageKind.SHORTLIST), room="Ruang Rapat 1")
    score(step, {entry.pk: 88 - 2 * at for at, entry in enumerate(entries)}, jury_of(edition), during(step.kind))


def more_finalists(entry: Entry, count: int) -> list[Entry]:
    """Plain copies of a finalist in bulk, without answers and scores: for pages whose cost must not grow with rows."""
    made = []
    for at in range(count):
        case = Case.objects.get(pk=entry.case_id)
        case.pk, case.reference = None, f"KIPP-BULK-{at:04d}"
        case.save()
        copy = Entry.objects.get(pk=entry.pk)
        copy.pk, copy.case, copy.number, copy.title = None, case, 1000 + at, f"{entry.title} {at}"
        copy.receipt = copy.certificate = None
        copy.save()
        made.append(copy)
    return made


def _late():
    return (during(StageKind.INTERVIEW) + timedelta(hours=5)).time()


def meeting(edition: Edition, sari: Person) -> Plenary:
    """Scores locked, decisions as the ranking says, attendance written; not closed yet."""
    plenary = lock_scores(edition=edition, by=sari, now=MEETING_DAY)
    said = {row.entry.pk: Verdict(Outcome(row.proposal)) for track in board(edition, None) for row in track.rows}
    plenary = decide(plenary=plenary, verdicts=said, revision=plenary.revision, by=sari, now=MEETING_DAY)
    return record_meeting(
        plenary=plenary,
        held_on=MEETING_DAY.date(),
        venue="Ruang Rapat Biro Organisasi, Semarang",
        attendance="Sari Organiser, Biro Organisasi\nRatna Juror, Universitas Contoh",
        revision=plenary.revision,
        by=sari,
        now=MEETING_DAY,
    )


def tied(edition: Edition, entries: list[Entry], sari: Person) -> tuple[Tie, Conflict]:
    """Ratna declares a tie to the last entry's organisation; Sari adds a conflict of another juror by hand."""
    jury, said = jury_of(edition), during(StageKind.ANNOUNCEMENT)
    target = Target(organisation=entries[-1].organisation)
    tie = declare(juror=jury[0], kind=TieKind.OTHER, target=target, by=jury[0].person, now=said)
    made = add_by_hand(juror=jury[1], entry=entries[-1], evidence="Rekan penulis (contoh).", by=sari, now=said)
    return tie, made


@pytest.fixture
def finalists(
    small_edition: Edition,
    sari: Person,
    wati: Person,
    agus: Person,
    budi: Person,
    ratna: Person,
    dindik: Organisation,
    dukcapil: Organisation,
    jateng: Place,
) -> list[Entry]:
    """Four finalists of `small_edition`, best first: KUDU Sekolah (Wati), Junjang (Budi), Puspa, Rawat (province)."""
    hold(budi, Role.LOCAL_ADMIN, dukcapil)
    dinkes, puspa = office("Dinas Kesehatan Puspa", jateng)
    rsud, rawat = office("RSUD Rawat", jateng, OrganisationKind.HOSPITAL)
    entries = [
        sent(small_edition, dindik, wati, agus, "KUDU Sekolah"),
        sent(small_edition, dukcapil, budi, budi, "Junjang Adminduk"),
        sent(small_edition, dinkes, puspa, puspa, "Puspa Sehat"),
        sent(small_edition, rsud, rawat, rawat, "Rawat Cepat"),
    ]
    return with_finalists(small_edition, sari, entries)


@pytest.fixture
def scored_finals(small_edition: Edition, sari: Person, finalists: list[Entry]) -> list[Entry]:
    """The finalists after their interview, scored in the same order as at the desk."""
    interviewed(small_edition, sari, finalists)
    return finalists


@pytest.fixture
def open_plenary(small_edition: Edition, sari: Person, scored_finals: list[Entry]) -> Plenary:
    """A plenary with everything decided, not closed."""
    return meeting(small_edition, sari)


@pytest.fixture
def closed_plenary(open_plenary: Plenary, sari: Person) -> Plenary:
    """Closed; the number of its minutes is taken, their file is pressed only where commits happen."""
    return close(plenary=open_plenary, by=sari, now=MEETING_DAY)


@pytest.fixture
def announced_edition(small_edition: Edition, closed_plenary: Plenary, sari: Person) -> Edition:
    """`small_edition` to the end: KUDU Sekolah and Puspa Sehat have won."""
    return announce(edition=small_edition, by=sari, now=ANNOUNCEMENT_DAY)
