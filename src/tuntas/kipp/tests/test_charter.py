"""Rules as plain data: differences and back, files of strangers, parts taken over, years moved."""

import json
from copy import deepcopy

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tuntas.kipp.actions.copying import copy_edition
from tuntas.kipp.actions.editions import NotAllowed, open_edition
from tuntas.kipp.actions.rulebook import NothingToRestore, change, restore
from tuntas.kipp.models import Edition, Removal, Stage
from tuntas.kipp.presets.catalogue import PRESETS
from tuntas.kipp.rules.charter.changes import Overtaken, applied, changes_from, differences, rebased
from tuntas.kipp.rules.charter.check import NotRules, read_rules
from tuntas.kipp.rules.charter.editing import free_key, tidied, with_facts, with_rows
from tuntas.kipp.rules.charter.facts import EDITION, GROUPS, SECTIONS
from tuntas.kipp.rules.charter.reading import charter_of, file_of, moved, portable
from tuntas.kipp.rules.charter.shelves import BY_KEY, SHELVES
from tuntas.kipp.rules.charter.stages import CRITERIA, STAGES
from tuntas.kipp.rules.charter.taking import taken
from tuntas.kipp.rules.charter.telling import all_told, in_both
from tuntas.kipp.rules.publishing import problems_of
from tuntas.kipp.tests.stage import OPENED

MANY = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@pytest.fixture
def charter(edition):
    return charter_of(edition)


def test_every_fact_is_a_column_and_every_column_of_rules_a_fact(edition):
    """A new column of the rules belongs into the list of facts, or here with its reason."""
    apart = {
        "stages": {"weights_version", "locked_at"},  # state, not rules
        "edition": {
            "slug", "preset", "notes", "status", "revision", "published_at", "announced_at", "created_by", "created_at",
            "is_sample",
        },
    }  # fmt: skip
    for shelf in BY_KEY.values():
        owner = Stage if shelf is CRITERIA else Edition
        model = Edition if shelf is EDITION else getattr(owner, shelf.relation).rel.related_model
        columns = {field.name for field in model._meta.concrete_fields} - {"id", "key", "edition", "stage"}
        wanted = columns - apart.get(shelf.key, set())
        known = {fact.name for fact in shelf.facts}
        assert known <= columns, shelf.key
        assert wanted == known, f"{shelf.key}: {wanted ^ known}"


@pytest.mark.parametrize("key", sorted(PRESETS))
def test_a_file_of_a_preset_comes_back_whole(key, sari, biro, now):
    made = open_edition(preset=key, name="Uji", year=2026, office=biro, by=sari, now=now)
    charter = charter_of(made)
    read = read_rules(json.dumps(file_of(made, charter)))
    assert (read.name, read.year, read.aside) == ("Uji", 2026, ())
    assert differences(portable(charter), read.charter) == []


@MANY
@given(data=st.data())
def test_differences_lead_from_one_charter_to_the_other(data, charter):
    other = deepcopy(charter)
    for shelf in SHELVES:
        rows = other[shelf.key]
        if len(rows) > 1 and data.draw(st.booleans()):
            rows.pop(data.draw(st.integers(0, len(rows) - 1)))
        if rows and data.draw(st.booleans()):
            rows[0]["title"] = data.draw(st.text(max_size=20))
        if data.draw(st.booleans()):
            row = shelf.blank() | {"key": "baru", "title": "Baru", "order": 99}
            rows.append(row | ({"criteria": [], "kind": "field"} if shelf is STAGES else {}))
    if other["stages"] and other["stages"][-1]["criteria"]:
        other["stages"][-1]["criteria"][0]["weight"] = "12.5"
    other = tidied(other)
    changes = differences(charter, other)
    assert applied(charter, changes) == applied(other, [])
    assert differences(other, applied(charter, changes)) == []
    assert changes_from(json.loads(json.dumps([one.data() for one in changes]))) == changes
    assert len(all_told(changes, charter, other)) == len(changes)


def test_a_change_from_something_else_is_refused(charter):
    wanted = with_facts(charter, {"theme": "Baru"})
    changes = differences(charter, wanted)
    meanwhile = with_facts(charter, {"theme": "Lain"})
    with pytest.raises(Overtaken):
        applied(meanwhile, changes)
    kept, lost = rebased(meanwhile, changes)
    assert (kept, lost) == (meanwhile, changes)


def test_differences_are_told_in_both_languages(charter):
    wanted = with_rows(charter, SECTIONS, [{"id": "ringkasan", "words": 250}])
    wanted = with_rows(wanted, SECTIONS, [{"id": "", "title": "Pelajaran", "title_en": "Lessons", "words": 100}])
    told = [in_both(one, charter, wanted) for one in differences(charter, wanted)]
    assert told[0]["words"]["id"]["where"].startswith("Bagian “Ringkasan”")
    assert "Lessons" in told[1]["words"]["en"]["after"] and "Pelajaran" in told[1]["words"]["id"]["after"]
    assert told[1]["words"]["id"]["before"] == ""


def test_a_row_takes_along_what_hangs_on_it(charter):
    with_group = [row["key"] for row in charter["sections"] if row["group"] == "replikasi"]
    assert with_group
    wanted = with_rows(charter, GROUPS, [{"id": "replikasi", "gone": True}])
    assert not {row["key"] for row in wanted["sections"]} & set(with_group)
    read = {key for stage in wanted["stages"] for row in stage["criteria"] for key in row["sections"]}
    assert read <= {row["key"] for row in wanted["sections"]}


@given(st.text(), st.sets(st.text(max_size=5)))
def test_keys_are_free_and_short(title, taken_keys):
    key = free_key(title, taken_keys)
    assert key and key not in taken_keys and len(key) <= 40


# ---- files of strangers


def spoiled(charter, edition, **more):
    return json.dumps(file_of(edition, charter) | more)


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", "1", '"x"', "{}", '{"format": "tuntas-kipp-rules"}', "[" * 5000, "\x00", "{}" * 600_000],
)
def test_what_is_not_a_rules_file(text):
    with pytest.raises(NotRules) as refused:
        read_rules(text)
    assert refused.value.sentences


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("sections", 0, "words"), -1), (("sections", 0, "words"), "200"), (("sections", 0, "words"), True),
        (("sections", 0, "title"), ""), (("sections", 0, "title"), 3), (("sections", 0, "title"), "x" * 201),
        (("sections", 0, "group"), "bukan"), (("sections", 0, "key"), "../x"), (("sections", 1, "key"), "ringkasan"),
        (("requirements", 0, "kind"), "exe"), (("tracks", 0, "kinds"), ["martian"]), (("tracks", 0, "kinds"), "agency"),
        (("stages", 0, "opens_at"), "kemarin"), (("stages", 0, "opens_at"), "2021-06-07T08:00:00"),
        (("stages", 2, "weight"), "NaN"), (("stages", 2, "weight"), "1e9"), (("stages", 2, "weight"), "60.123"),
        (("stages", 2, "criteria", 0, "anchors"), [{"from": 90, "to": 200, "id": "x"}]),
        (("stages", 2, "criteria", 0, "anchors"), [1]), (("stages", 2, "criteria", 0, "sections"), ["bukan"]),
        (("edition", "blind"), "yes"), (("edition", "tie_break"), ["bukan"]), (("sections",), {}), (("edition",), []),
        (("groups", 0), 7),
    ],
)  # fmt: skip
def test_nonsense_in_a_file_is_said(path, value, edition, charter):
    data = json.loads(spoiled(charter, edition))
    spot = data["rules"]
    for step in path[:-1]:
        spot = spot[step]
    spot[path[-1]] = value
    with pytest.raises(NotRules) as refused:
        read_rules(json.dumps(data))
    assert all(isinstance(one, str) and ": " in one for one in refused.value.sentences)


def test_what_this_version_does_not_know_is_left_aside(edition, charter):
    data = json.loads(spoiled(charter, edition))
    data["rules"]["panels"], data["rules"]["sections"][0]["colour"] = [], "red"
    read = read_rules(json.dumps(data))
    assert len(read.aside) == 2
    assert "colour" not in read.charter["sections"][0]


@settings(max_examples=150, deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["key", "title", "edition", "stages", "sections", "criteria"]), inner)
        ),
        max_leaves=12,
    )
)
def test_no_file_breaks_the_reader(rules):
    text = json.dumps({"format": "tuntas-kipp-rules", "version": 1, "year": 2021, "rules": rules})
    try:
        read_rules(text)
    except NotRules as refused:
        assert refused.sentences


# ---- years, parts, copies


def test_the_calendar_moves_by_years_and_29_february_becomes_28(charter):
    leap = deepcopy(charter)
    leap["stages"][0]["opens_at"] = "2024-02-29T08:00:00+07:00"
    assert moved(leap, 1)["stages"][0]["opens_at"] == "2025-02-28T08:00:00+07:00"
    assert moved(moved(charter, 3), -3) == charter


def test_parts_of_a_file_are_taken_over_alone(sari, biro, now, charter, edition):
    other = open_edition(preset="nasional-2023", name="Uji", year=2021, office=biro, by=sari, now=now)
    present, file = charter_of(other), portable(charter)
    wanted = taken(present, file, ["formulir"])
    assert wanted["sections"] == tidied(deepcopy({**present, "sections": file["sections"]}))["sections"]
    assert wanted["tracks"] == present["tracks"]
    assert [row["key"] for row in wanted["stages"]] == [row["key"] for row in present["stages"]]
    everything = taken(present, file, ["identitas", "jadwal", "jumlah", "formulir", "penilaian", "syarat"])
    assert differences(everything, file) == []
    weights = taken(present, file, ["penilaian"])
    assert [row["opens_at"] for row in weights["stages"]] == [row["opens_at"] for row in present["stages"]]


def test_next_year_from_this_one(edition, sari, biro, wati, now):
    made = copy_edition(source=edition, name="KIPP Jawa Tengah 2022", year=2022, office=biro, by=sari, now=now)
    assert (made.status, made.year, made.published_at) == ("draft", 2022, None)
    before, after = charter_of(edition), charter_of(made)
    assert differences(portable(moved(before, 1)), portable(after)) == []
    assert not made.entries.exists() and made.seats.count() == 1
    assert problems_of(made) == []
    with pytest.raises(NotAllowed):
        copy_edition(source=edition, name="X", year=2022, office=biro, by=wati, now=now)


# ---- what was taken out


def test_what_was_taken_out_comes_back(draft_edition, sari, now):
    before = charter_of(draft_edition)
    wanted = with_rows(before, GROUPS, [{"id": before["groups"][0]["key"], "gone": True}])
    stage = next(row["key"] for row in before["stages"] if row["criteria"])
    wanted = with_rows(wanted, STAGES, [{"id": stage, "gone": True}])
    change(edition=draft_edition, by=sari, now=now, seen=0, part="jumlah", charter=wanted)
    gone = list(Removal.objects.order_by("pk"))
    assert {one.shelf for one in gone} >= {"groups", "stages"}
    sections = [one for one in gone if one.shelf == "sections"]
    for one in sections:
        if one.content["group"]:
            with pytest.raises(NothingToRestore):
                restore(removal=one, by=sari, now=now)
    for one in sorted(gone, key=lambda one: one.shelf != "groups"):
        restore(removal=one, by=sari, now=now)
        restore(removal=one, by=sari, now=now)  # the second click changes nothing
    assert applied(charter_of(draft_edition), []) == applied(before, [])


def test_a_row_comes_back_beside_one_of_the_same_key(draft_edition, sari, now):
    before = charter_of(draft_edition)
    row = before["categories"][0]
    wanted = with_rows(before, BY_KEY["categories"], [{"id": row["key"], "gone": True}])
    change(edition=draft_edition, by=sari, now=now, seen=0, part="jumlah", charter=wanted)
    again = with_rows(wanted, BY_KEY["categories"], [{"id": "", "title": row["key"], "title_en": "", "order": 1}])
    change(edition=draft_edition, by=sari, now=now, seen=1, part="jumlah", charter=again)
    restore(removal=Removal.objects.get(), by=sari, now=OPENED)
    assert {f"{row['key']}", f"{row['key']}-2"} <= {one["key"] for one in charter_of(draft_edition)["categories"]}
