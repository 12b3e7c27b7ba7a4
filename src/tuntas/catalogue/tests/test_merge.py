"""Merging three texts: nothing is lost, nothing invented, and who changed alone wins."""

from hypothesis import given
from hypothesis import strategies as st

from tuntas.catalogue.shelf.merge import Change, compose, lines_of, merge

LINES = st.lists(st.sampled_from(["a", "b", "c", "d", ""]), max_size=8)
ALL = dict.fromkeys(range(40), True)


def text(lines):
    return "\n".join(lines)


@given(LINES, LINES, LINES)
def test_the_parts_put_together_are_the_three_texts(base, ours, theirs):
    parts = merge(base, ours, theirs)
    for name, whole in (("base", base), ("ours", ours), ("theirs", theirs)):
        assert [line for part in parts for line in getattr(part, name)] == whole


@given(LINES, LINES, LINES)
def test_declining_everything_keeps_ours(base, ours, theirs):
    assert compose(merge(base, ours, theirs), {}) == text(ours)


@given(LINES, LINES)
def test_who_changed_nothing_takes_over_everything(base, theirs):
    parts = merge(base, base, theirs)
    assert compose(parts, ALL) == text(theirs)
    assert {part.change for part in parts} <= {Change.SAME, Change.THEIRS}


@given(LINES, LINES)
def test_an_origin_that_did_not_change_offers_nothing(base, ours):
    parts = merge(base, ours, base)
    assert not [part for part in parts if part.is_open]
    assert compose(parts, ALL) == text(ours)


@given(LINES, LINES)
def test_the_same_change_on_both_sides_is_no_question(base, both):
    assert not [part for part in merge(base, both, both) if part.is_open]


@given(LINES, LINES, LINES)
def test_both_sides_see_the_same_conflicts(base, ours, theirs):
    one = [part.change for part in merge(base, ours, theirs)]
    other = [part.change for part in merge(base, theirs, ours)]
    turned = {Change.OURS: Change.THEIRS, Change.THEIRS: Change.OURS}
    assert one == [turned.get(change, change) for change in other]


@given(LINES, LINES, LINES)
def test_what_was_answered_is_not_asked_again(base, ours, theirs):
    """Whatever was taken: against the new base, the origin has nothing new."""
    for taken in ({}, ALL):
        made = lines_of(compose(merge(base, ours, theirs), taken))
        assert not [part for part in merge(theirs, made, theirs) if part.is_open]


def test_changes_far_apart_are_separate_and_a_conflict_stands_alone():
    base = lines_of("satu\ndua\ntiga\nempat\nlima\nenam")
    ours = lines_of("satu desa\ndua\ntiga\nempat\nlima warga\nenam")
    theirs = lines_of("satu\ndua\ntiga baru\nempat\nlima kabupaten\nenam\ntujuh")
    open_ = {number: part for number, part in enumerate(merge(base, ours, theirs)) if part.is_open}
    assert [part.change for part in open_.values()] == [Change.THEIRS, Change.CONFLICT, Change.THEIRS]
    conflict = next(number for number, part in open_.items() if part.change == Change.CONFLICT)
    taken = dict.fromkeys(open_, True)
    assert compose(merge(base, ours, theirs), taken | {conflict: False}) == (
        "satu desa\ndua\ntiga baru\nempat\nlima warga\nenam\ntujuh"
    )
    assert "lima bersama" in compose(merge(base, ours, theirs), taken, {conflict: "lima bersama"})


def test_an_empty_text_has_no_lines():
    assert lines_of("") == () and merge((), (), ()) == []
