"""Who signs and how; numbers; codes by year."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuntas.services.labkd.rules.classification import Own, codes_of, scheme_of, subjects
from tuntas.services.labkd.rules.kinds import kinds
from tuntas.services.labkd.rules.numbers import PATTERN, complaint, looks, office_of
from tuntas.services.labkd.rules.signer import Away, Seat, signer_for
from tuntas.services.labkd.rules.values import valid_until

DAY, BEGAN = date(2021, 10, 4), date(2021, 1, 1)
HEAD = Seat(1, "head", "Kepala Desa Talun", "Warto", 11, BEGAN)
SECRETARY = Seat(2, "secretary", "Sekretaris Desa", "Hadi", 12, BEGAN)
SECTION = Seat(3, "section", "Kasi Pelayanan", "Rini", 13, BEGAN)
ALL = ("head", "secretary", "section")


def who(signers=ALL, seats=(HEAD, SECRETARY, SECTION), away=(), day=DAY, delegated=()):
    return signer_for(signers=signers, seats=seats, away=away, day=day, delegated=delegated)


def gone(seat, **more):
    return Away(seat.id, DAY, DAY, **more)


def test_the_head_signs_in_their_own_name():
    assert (who().seat, who().form, who().lines) == (HEAD, "", ("Kepala Desa Talun",))


def test_while_the_head_is_away_the_secretary_signs_on_behalf():
    found = who(away=[gone(HEAD)])
    assert (found.seat, found.form) == (SECRETARY, "a.n.")
    assert found.lines == ("a.n. Kepala Desa Talun", "Sekretaris Desa")
    assert who(away=[gone(HEAD)], day=date(2021, 10, 5)).seat == HEAD


def test_with_both_away_a_section_signs_for_the_secretary():
    found = who(away=[gone(HEAD), gone(SECRETARY)])
    assert (found.seat, found.form) == (SECTION, "u.b.")
    assert found.lines == ("a.n. Kepala Desa Talun", "Sekretaris Desa", "u.b.", "Kasi Pelayanan")
    assert who(signers=("head", "secretary"), away=[gone(HEAD), gone(SECRETARY)]) is None


def test_a_deed_names_who_acts_as_head():
    found = who(signers=("head",), away=[gone(HEAD, acting_id=2, form="Plh.")])
    assert (found.seat, found.lines) == (SECRETARY, ("Plh. Kepala Desa Talun",))


def test_what_was_handed_on_is_signed_below_as_long_as_somebody_is_there():
    assert who(delegated=["secretary"]).form == "a.n."
    assert who(delegated=["secretary"], away=[gone(SECRETARY)]).seat == HEAD
    assert who(signers=("head",), delegated=["secretary"]).seat == HEAD


def test_a_letter_only_the_head_signs_waits_and_a_post_without_an_account_signs_nothing():
    assert who(signers=("head",), away=[gone(HEAD)]) is None
    silent = Seat(1, "head", "Kepala Desa Talun", "Warto", None, BEGAN)
    assert who(seats=(silent, SECRETARY)).seat == SECRETARY
    assert who(seats=()) is None


@given(st.sets(st.sampled_from([1, 2, 3])), st.sets(st.sampled_from(ALL)))
def test_whoever_signs_is_present_and_may(absent, signers):
    found = who(signers=tuple(sorted(signers)), away=[Away(one, DAY, DAY) for one in absent])
    if found:
        assert found.seat.id not in absent and found.seat.rank in signers


def test_numbers_as_a_village_prints_them():
    assert office_of("Talun") == "DS.TLN"
    assert looks(PATTERN, code="470", office="DS.TLN", day=DAY) == "470/017/DS.TLN/X/2021"
    assert complaint("{code}/{year}") and complaint("{nonsense}{number}") and not complaint("{number}/{month:02d}")


def test_old_codes_until_2022_new_ones_from_2023():
    assert (scheme_of(2021), scheme_of(2022), scheme_of(2023)) == ("old", "old", "new")
    assert codes_of(2021)["birth"] == "474.1" and codes_of(2023)["birth"] == "400.12.3.1"
    assert set(codes_of(2021)) == set(codes_of(2030)) == set(subjects())
    assert {kind.subject for kind in kinds().values()} <= set(subjects())


def test_a_places_own_code_holds_within_its_scheme_and_the_nearer_place_goes_first():
    own = [Own("domicile", "145", 2020, 5), Own("domicile", "474", 2019, 13)]
    assert codes_of(2021, own)["domicile"] == "474"
    assert codes_of(2021, own[:1])["domicile"] == "145"
    assert codes_of(2018, own)["domicile"] == "470" and codes_of(2023, own)["domicile"] == "400.12.2.1"


@pytest.mark.parametrize(
    ("months", "day", "last"), [("lost", date(2021, 1, 31), date(2021, 2, 28)), ("business", DAY, date(2022, 10, 4))]
)
def test_how_long_a_letter_holds(months, day, last):
    assert valid_until(kinds()[months], day) == last
