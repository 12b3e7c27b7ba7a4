"""The tree of places, its search, its pages and its form fields."""

import time

import pytest
from django import forms
from django.test import Client

from tuntas.places import queries
from tuntas.places.actions import load_regions
from tuntas.places.forms import PlaceField, RegencyField
from tuntas.places.models import Place
from tuntas.places.rules import official_places, proper_name, read_search
from tuntas.places.terms import Level


@pytest.fixture(scope="module")
def everywhere(django_db_setup, django_db_blocker):
    """All of Central Java, loaded once for this file."""
    from tests.cast import NOW

    with django_db_blocker.unblock():
        load_regions(now=NOW)
        yield
        Place.objects.filter(level=Level.VILLAGE).delete()
        Place.objects.filter(level=Level.DISTRICT).delete()
        Place.objects.filter(level=Level.REGENCY).delete()
        Place.objects.all().delete()


@pytest.fixture
def loaded(everywhere, db):
    """The loaded tree, each test in its own transaction."""


def test_the_official_list_is_whole():
    found = official_places()
    by_level = {level: [place for place in found if place.level == level] for level in Level}
    assert [len(by_level[level]) for level in Level] == [1, 35, 576, 8563]
    assert sum(place.kind == "kota" for place in by_level[Level.REGENCY]) == 6
    assert {place.kind for place in by_level[Level.VILLAGE]} == {"desa", "kelurahan"}
    assert all(len(place.postcode) == 5 for place in by_level[Level.VILLAGE])
    assert all((place.kind == "kelurahan") == (place.code[9] == "1") for place in by_level[Level.VILLAGE])
    assert all(place.name[0].isupper() for place in found)


def test_known_places_are_where_they_belong(loaded):
    talun = Place.objects.get(code="33.26.05.2005")
    assert (talun.full_name, talun.parent.full_name) == ("Desa Talun", "Kecamatan Talun")
    assert Place.objects.get(code="33.74").full_name == "Kota Semarang"
    assert Place.objects.get(code="33.22").full_name == "Kabupaten Semarang"
    pekalongan = Place.objects.filter(level=Level.VILLAGE, code__startswith="33.26.")
    assert (pekalongan.filter(kind="desa").count(), pekalongan.filter(kind="kelurahan").count()) == (272, 13)


def test_loading_again_changes_nothing_and_is_fast(loaded, now):
    started = time.perf_counter()
    assert load_regions(now=now) == 0
    assert time.perf_counter() - started < 1


def test_loading_repairs_a_changed_row_and_a_lost_one(loaded, now):
    Place.objects.filter(code="33.26.05").update(name="Salah")
    Place.objects.get(code="33.26.05.2005").delete()
    told = []
    assert load_regions(now=now, progress=lambda done, total: told.append((done, total))) == 2
    assert told[-1] == (2, 2)
    assert Place.objects.get(code="33.26.05").name == "Talun"


@pytest.mark.parametrize(
    ("name", "kind", "proper"),
    [
        ("lamuk", "desa", "Lamuk"),
        ("Awu-awu", "desa", "Awu-awu"),
        ("Temanggung II", "kelurahan", "Temanggung II"),
        ("Kota Tegal", "kota", "Tegal"),
        ("Kabupaten Tegal", "kabupaten", "Tegal"),
        ("Kotakan", "desa", "Kotakan"),
    ],
)
def test_names_are_written_properly(name, kind, proper):
    assert proper_name(name, kind) == proper


def test_what_is_typed_is_understood():
    assert read_search("33.26.05").code == "33.26.05"
    assert read_search("kec. Talun").kinds == {"kecamatan"}
    assert read_search("desa  Talun, kab. Pekalongan").within == "Pekalongan"
    assert read_search("kota").name == "kota"  # a kind alone is a name
    assert read_search("  ").name == ""


def test_search_finds_best_first(loaded):
    found = queries.search("pekalongan")
    assert [place.full_name for place in found[:2]] == ["Kabupaten Pekalongan", "Kota Pekalongan"]
    assert queries.search("desa talun, pekalongan")[0].code == "33.26.05.2005"
    assert {place.kind for place in queries.search("kec. talun")} == {"kecamatan"}
    assert queries.search("33.26.05")[0].code == "33.26.05"
    assert queries.search("") == [] and queries.search("zzzzzz") == []


def test_search_forgives_a_slip(loaded):
    assert "33.29" in [place.code for place in queries.search("Brebess")]
    assert "33.02" in [place.code for place in queries.search("banyumass", levels=[Level.REGENCY])]


@pytest.mark.parametrize("typed", ["%", "_", "';--", "\x00", "a" * 5000])
def test_search_bears_odd_input(loaded, client: Client, typed):
    assert client.get("/wilayah/", {"q": typed}).status_code == 200


def test_home_lists_all_regencies_with_counts(loaded, client: Client, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        page = client.get("/wilayah/").content.decode()
    assert "Kabupaten Pekalongan" in page and "Kota Tegal" in page
    assert ">272<" in page


def test_a_place_page_shows_lineage_and_children(loaded, client: Client, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        page = client.get("/wilayah/33.26/").content.decode()
    assert "Kecamatan Talun" in page and "Jawa Tengah" in page
    village = client.get("/wilayah/33.26.05.2005/").content.decode()
    assert "Kecamatan Talun" in village and Place.objects.get(code="33.26.05.2005").postcode in village


def test_unknown_and_malformed_codes_are_not_found(db, client: Client):
    assert client.get("/wilayah/99.99/").status_code == 404
    assert client.get("/wilayah/abc/").status_code == 404


class Ask(forms.Form):
    regency = RegencyField(required=False)
    village = PlaceField(levels=[Level.VILLAGE], required=False)


def test_the_regency_field_is_a_grouped_select(loaded):
    html = str(Ask()["regency"])
    assert html.count("<option") == 36 and '<optgroup label="Kabupaten">' in html and '<optgroup label="Kota">' in html
    form = Ask({"regency": "33.26"})
    assert form.is_valid() and form.cleaned_data["regency"].name == "Pekalongan"


def test_the_place_field_takes_codes_and_names(loaded):
    form = Ask({"village": "33.26.05.2005"})
    assert form.is_valid() and form.cleaned_data["village"].code == "33.26.05.2005"
    form = Ask({"village": "desa talun, pekalongan"})
    assert form.is_valid() and form.cleaned_data["village"].code == "33.26.05.2005"
    assert Ask({"village": ""}).is_valid()
    many = Ask({"village": "Sidomulyo"})
    assert not many.is_valid() and "33." in many.errors["village"][0]
    assert not Ask({"village": "zzzzzz"}).is_valid()
