"""Which juror is too near to which entry: every kind with its evidence, and the false hits that stay dismissed."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from tests.cast import NOW, hold

from tuntas.casework.models import Party
from tuntas.kipp.models import Conflict, Edition, Entry, Tie
from tuntas.kipp.queries.conflicts import barred, barred_among
from tuntas.kipp.rules.barring import bars, hidden_from
from tuntas.kipp.rules.conflicts import Colleague, Held, Judge, Office, Work, find, key_of, regency_of, words_of
from tuntas.kipp.terms import ConflictKind, ConflictState, Part, TieKind
from tuntas.kipp.tests.finished import jury_of
from tuntas.kipp.tests.judging_stage import DESK_DAY, passed
from tuntas.people.models import Holding, Organisation
from tuntas.people.terms import OrganisationKind, Role

pytestmark = pytest.mark.django_db
K = ConflictKind


@pytest.fixture
def jury(small_edition, ratna):
    return jury_of(small_edition)


@pytest.fixture
def pekalongan_entry(small_edition, dindik, wati):
    return passed(small_edition, dindik, wati, "KUDU Sekolah")


@pytest.fixture
def brebes_entry(small_edition, dukcapil, budi):
    return passed(small_edition, dukcapil, budi, "Junjang Adminduk")


def kinds(juror, entry, now=DESK_DAY) -> list[ConflictKind]:
    return [bar.kind for bar in bars(juror, entry, now)]


def test_nobody_is_near_without_a_reason(jury, pekalongan_entry, brebes_entry, small_edition):
    assert barred(small_edition, DESK_DAY) == frozenset()
    assert all(bars(juror, pekalongan_entry, DESK_DAY) == () for juror in jury)


def test_the_own_organisation_its_units_and_the_one_above(jury, pekalongan_entry, dindik, pekalongan, small_edition):
    regency = Organisation.objects.create(name="Pemkab Induk", kind=OrganisationKind.REGENCY, place=pekalongan)
    dindik.parent = regency
    dindik.save()
    sister = Organisation.objects.create(
        name="Saudara", kind=OrganisationKind.REGENCY, place=pekalongan.parent, parent=regency
    )
    hold(jury[0].person, Role.INNOVATOR, dindik)
    hold(jury[1].person, Role.INNOVATOR, regency)
    hold(jury[2].person, Role.INNOVATOR, sister)
    relations = [[bar.evidence[0].get("relation") for bar in bars(one, pekalongan_entry, DESK_DAY)] for one in jury]
    assert relations == [["same", "regency"], ["unit", "regency"], []]
    regency_entry = Entry.objects.get(pk=pekalongan_entry.pk)
    regency_entry.organisation = regency
    regency_entry.save()
    assert bars(jury[2], regency_entry, DESK_DAY)[0].evidence[0]["relation"] == "above"


def test_the_own_regency_whatever_the_office(jury, pekalongan_entry, brebes_entry, talun):
    hold(jury[0].person, Role.VOLUNTEER, talun)
    assert kinds(jury[0], pekalongan_entry) == [K.REGENCY]
    assert kinds(jury[0], brebes_entry) == []


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("dinas  dukcapil kab. brebes", True),
        ("Dinas Dukcapil Kabupaten Brebes, Bidang Pelayanan", True),
        ("Pemkab Brebes", True),
        ("Universitas Brebes", False),
        ("Dukcapil", False),
        ("Kabupaten", False),
    ],
)
def test_the_institution_as_written(jury, brebes_entry, written, found):
    jury[1].affiliation = written
    jury[1].save()
    assert kinds(jury[1], brebes_entry) == ([K.AFFILIATION] if found else [])


def test_a_former_employer_counts_for_the_editions_years(jury, brebes_entry, dukcapil, small_edition):
    role = hold(jury[0].person, Role.INNOVATOR, dukcapil)
    for years, found in ((2.9, [K.EMPLOYMENT]), (3.1, [])):
        role.since = DESK_DAY - timedelta(days=3000)
        role.until = DESK_DAY - timedelta(days=365.25 * years)
        role.save()
        assert kinds(jury[0], brebes_entry) == found
    Edition.objects.filter(pk=small_edition.pk).update(conflict_years=5)
    jury[0].edition.refresh_from_db()
    assert kinds(jury[0], brebes_entry) == [K.EMPLOYMENT]
    assert bars(jury[0], brebes_entry, DESK_DAY)[0].evidence[0]["ended"] == role.until.date().isoformat()


def test_lines_of_command_both_ways(jury, small_edition, jateng, biro, wati):
    agency = Organisation.objects.create(name="Dinas Contoh", kind=OrganisationKind.AGENCY, place=jateng)
    clinic = Organisation.objects.create(name="UPT Contoh", kind=OrganisationKind.AGENCY, place=jateng, parent=agency)
    hold(wati, Role.INNOVATOR, clinic)
    entry = passed(small_edition, clinic, wati, "Klinik")
    top = Organisation.objects.create(name="Sekretariat", kind=OrganisationKind.AGENCY, place=jateng)
    agency.parent = top
    agency.save()
    hold(jury[0].person, Role.LEADER, top)  # two levels above the entry's organisation
    assert kinds(jury[0], entry) == [K.SUPERVISOR]
    hold(jury[1].person, Role.LEADER, jateng)  # leads the province, so its own organisations
    assert kinds(jury[1], entry) == [K.SUPERVISOR]
    other = Organisation.objects.create(name="Badan Lain", kind=OrganisationKind.AGENCY, place=jateng)
    hold(jury[2].person, Role.VOLUNTEER, other)
    hold(wati, Role.LEADER, other)  # the writer is the juror's superior somewhere else
    assert kinds(jury[2], entry) == [K.SUPERVISOR]


def test_the_province_does_not_lead_its_regencies(jury, brebes_entry, jateng):
    hold(jury[0].person, Role.LEADER, jateng)
    assert kinds(jury[0], brebes_entry) == []


def test_working_with_a_writer_elsewhere(jury, brebes_entry, budi, jateng):
    campus = Organisation.objects.create(name="Universitas Contoh", kind=OrganisationKind.OTHER, place=jateng)
    hold(jury[0].person, Role.VOLUNTEER, campus)
    assert kinds(jury[0], brebes_entry) == []
    hold(budi, Role.VOLUNTEER, campus)
    assert kinds(jury[0], brebes_entry) == [K.COWORKER]
    Party.objects.create(case=brebes_entry.case, person=jury[1].person, role=Part.INNOVATOR)
    assert kinds(jury[1], brebes_entry) == [K.COWORKER]  # wrote it once, works there no more


def test_declared_ties_reach_what_they_name(jury, pekalongan_entry, brebes_entry, dindik, brebes):
    Tie.objects.create(juror=jury[0], kind=TieKind.FINANCIAL, organisation=dindik, declared_at=NOW)
    Tie.objects.create(juror=jury[1], kind=TieKind.PERSONAL, regency=brebes, declared_at=NOW)
    tie = Tie.objects.create(juror=jury[2], kind=TieKind.OTHER, entry=brebes_entry, declared_at=NOW)
    assert [[kinds(one, entry) for entry in (pekalongan_entry, brebes_entry)] for one in jury] == [
        [[K.TIE], []],
        [[], [K.TIE]],
        [[], [K.TIE]],
    ]
    tie.withdrawn_at = NOW
    tie.save()
    assert kinds(jury[2], brebes_entry) == []
    Tie.objects.filter(juror=jury[0]).update(until=DESK_DAY.date() - timedelta(days=1200))
    assert kinds(jury[0], pekalongan_entry) == []


def decided(juror, entry, kind, state, evidence=()):
    return Conflict.objects.create(
        juror=juror, entry=entry, kind=kind, state=state, reason="Alasan", evidence=list(evidence),
        found_at=NOW, refreshed_at=NOW,
    )  # fmt: skip


def test_a_dismissal_holds_until_new_evidence(jury, brebes_entry, dukcapil, brebes):
    role = hold(jury[0].person, Role.INNOVATOR, dukcapil)
    for bar in bars(jury[0], brebes_entry, DESK_DAY):
        decided(jury[0], brebes_entry, bar.kind, ConflictState.DISMISSED, bar.evidence)
    assert kinds(jury[0], brebes_entry) == []
    Holding.objects.filter(pk=role.pk).update(until=DESK_DAY - timedelta(days=1))
    assert kinds(jury[0], brebes_entry) == []  # the same role, ended since: nothing new
    hold(jury[0].person, Role.VOLUNTEER, brebes)
    assert kinds(jury[0], brebes_entry) == [K.REGENCY]


def test_what_was_confirmed_or_recused_stays(jury, brebes_entry, small_edition):
    decided(jury[0], brebes_entry, K.HAND, ConflictState.CONFIRMED)
    decided(jury[1], brebes_entry, K.RECUSAL, ConflictState.RECUSED)
    decided(jury[2], brebes_entry, K.REGENCY, ConflictState.FOUND)  # a row alone proves nothing: the facts do
    pairs = {(brebes_entry.pk, jury[0].pk), (brebes_entry.pk, jury[1].pk)}
    assert barred(small_edition, DESK_DAY) == pairs
    assert barred_among(small_edition, jury[1:], [brebes_entry], DESK_DAY) == {(brebes_entry.pk, jury[1].pk)}
    assert hidden_from(jury[0], DESK_DAY) == {brebes_entry.pk} and hidden_from(jury[2], DESK_DAY) == frozenset()


def test_the_same_number_of_queries_at_any_size(jury, small_edition, dukcapil, budi, brebes, dindik, wati):
    def count() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            barred(small_edition, DESK_DAY)
        return len(seen)

    hold(jury[0].person, Role.VOLUNTEER, brebes)
    jury[1].affiliation = "Kabupaten Brebes"
    jury[1].save()
    passed(small_edition, dukcapil, budi, "Satu")
    few = count()
    for at in range(12):
        passed(small_edition, dukcapil, budi, f"Banyak {at}")
        passed(small_edition, dindik, wati, f"Lain {at}")
    assert count() == few <= 5
    assert len(barred(small_edition, DESK_DAY)) == 26


def test_names_and_regencies_are_read_as_people_write_them():
    assert regency_of("33") == "" and regency_of("33.26.05.2005") == "33.26"
    assert words_of("Pemkab. Brebes") == ("pemerintah", "kabupaten", "brebes")
    assert key_of(K.EMPLOYMENT, {"holding": 1, "organisation": 2, "relation": "same", "ended": "2021-01-01"}) == key_of(
        K.ORGANISATION, {"organisation": 2, "relation": "same", "holding": 1}
    )


ids = st.integers(1, 4)


@given(st.lists(st.tuples(ids, st.none() | ids, st.sampled_from(["33", "33.26", "33.29", "33.29.01"])), max_size=4),
       st.lists(st.tuples(ids, st.booleans()), max_size=4))  # fmt: skip
def test_a_pair_is_found_exactly_when_one_of_its_facts_says_so(offices, roles):
    """The indexed search says what comparing every office with every role says."""
    known = {at: Office(at, f"Kantor {at}", above, None, place) for at, above, place in offices}
    works = [Work(100 + at, at, frozenset({9})) for at in known]
    judge = Judge(1, 50)
    for number, (organisation, ended) in enumerate(roles):
        judge.roles.append(Held(number, Role.INNOVATOR, organisation, None, "33", "2021-01-01" if ended else ""))
    found = find([judge], works, known.values(), [Colleague(77, 9, Role.INNOVATOR, 3)])
    for at, office in known.items():
        near = any(role.organisation in (office.id, office.above) for role in judge.roles)
        beside = at != 3 and any(role.organisation == 3 and not role.ended for role in judge.roles)
        assert ((100 + at, 1) in found) == (near or beside)
