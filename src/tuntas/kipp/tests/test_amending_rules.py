"""What may never be amended: the table of deeds as a matrix, and how a change is read as a deed."""

import pytest

from tuntas.kipp.rules.amending import CLOSED, UNTIL, WHY, deed_of, verdict_on
from tuntas.kipp.rules.charter.changes import Change
from tuntas.kipp.rules.charter.shelves import BY_KEY
from tuntas.kipp.terms import Deed, EditionStatus, Reach

# Deed → reaches at which it is possible in an open edition, written out again on purpose.
ALL, NONE = "0123456", ""
POSSIBLE = {
    Deed.WORDING: ALL,
    Deed.OFFER: "012",
    Deed.ELIGIBILITY: "01",
    Deed.LOOSEN: "012",
    Deed.TIGHTEN: "01",
    Deed.CHECKLIST: "012",
    Deed.SHAPE: "0",
    Deed.DROP: "0",
    Deed.MEANING: "0123",
    Deed.NUMBERS: "0123",
    Deed.WEIGHT: "01234",
    Deed.BEGINNING: "0123",
    Deed.LATER: "01234",
    Deed.EARLIER: NONE,
    Deed.FIXED: NONE,
    Deed.LIMIT: NONE,
    Deed.DEADLINE: NONE,
}


@pytest.mark.parametrize("status", EditionStatus)
@pytest.mark.parametrize("reach", Reach)
@pytest.mark.parametrize("deed", Deed)
def test_matrix(deed, reach, status):
    wanted = status == EditionStatus.OPEN and str(reach.value) in POSSIBLE[deed]
    if deed in (Deed.LIMIT, Deed.DEADLINE):
        return  # never asked: a change is always read as the narrower or the wider, the earlier or the later
    verdict = verdict_on(deed, status, reach)
    assert verdict.allowed == wanted
    assert bool(str(verdict.why)) != wanted, "a refusal says why"


def test_the_table_knows_every_deed_and_every_status():
    assert set(UNTIL) == set(Deed)
    assert set(WHY) | {Deed.LIMIT, Deed.DEADLINE} == set(Deed)
    assert set(CLOSED) | {EditionStatus.OPEN} == set(EditionStatus)
    assert all(fact.deed in UNTIL for shelf in BY_KEY.values() for fact in shelf.facts)


SECTION = {"key": "x", "title": "X", "words": 100, "required": True, "group": None}


@pytest.mark.parametrize(
    ("path", "before", "after", "deed"),
    [
        ("sections/x/words", 200, 100, Deed.TIGHTEN),
        ("sections/x/words", 100, 200, Deed.LOOSEN),
        ("sections/x/required", False, True, Deed.TIGHTEN),
        ("sections/x/required", True, False, Deed.LOOSEN),
        ("sections/x/title", "A", "B", Deed.WORDING),
        ("sections/x", None, SECTION, Deed.TIGHTEN),
        ("sections/x", None, SECTION | {"required": False}, Deed.OFFER),
        ("sections/x", SECTION, None, Deed.DROP),
        ("groups/u/quota", None, 5, Deed.TIGHTEN),
        ("groups/u/quota", 5, None, Deed.LOOSEN),
        ("groups/u/quota", 5, 10, Deed.LOOSEN),
        ("groups/u/min_age_months", 12, 24, Deed.TIGHTEN),
        ("groups/u/min_age_months", 24, 12, Deed.LOOSEN),
        ("groups/u/invited_only", False, True, Deed.TIGHTEN),
        ("groups/u/rule", "A", "B", Deed.ELIGIBILITY),
        ("requirements/x/megabytes", 2, 5, Deed.LOOSEN),
        ("requirements/x/kind", "pdf", "image", Deed.SHAPE),
        ("checks/x/repairable", False, True, Deed.CHECKLIST),
        ("stages/s/closes_at", "2021-10-31T23:59:59+07:00", "2021-11-01T23:59:59+07:00", Deed.LATER),
        ("stages/s/closes_at", "2021-10-31T23:59:59+07:00", "2021-10-30T23:59:59+07:00", Deed.EARLIER),
        ("stages/s/closes_at", "2021-10-31T23:59:59+07:00", None, Deed.EARLIER),
        ("stages/s/opens_at", "2021-10-31T23:59:59+07:00", None, Deed.BEGINNING),
        ("stages/s/weight", "60", "50", Deed.WEIGHT),
        ("stages/s/quorum", None, 3, Deed.MEANING),
        ("stages/s/kind", "desk", "field", Deed.SHAPE),
        ("stages/s/criteria/c/weight", "60", "50", Deed.WEIGHT),
        ("stages/s/criteria/c/anchors", [], [{"from": 0}], Deed.MEANING),
        ("stages/s/criteria/c", {"key": "c"}, None, Deed.MEANING),
        ("stages/s/criteria/c", None, {"key": "c"}, Deed.MEANING),
        ("stages/s", None, {"key": "s"}, Deed.OFFER),
        ("tracks/t/winners", 10, 12, Deed.NUMBERS),
        ("tracks/t/kinds", ["agency"], [], Deed.SHAPE),
        ("edition/tie_break", [], ["a"], Deed.NUMBERS),
        ("edition/year", 2021, 2022, Deed.FIXED),
        ("edition/blind", True, False, Deed.MEANING),
    ],
)
def test_a_change_is_read_as_a_deed(path, before, after, deed):
    assert deed_of(Change(path, before, after)) == deed
