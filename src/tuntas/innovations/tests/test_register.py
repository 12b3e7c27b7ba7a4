"""The first content, the public pages, the search and the filters."""

import json

import pytest
from django.test import Client

from tuntas.innovations.actions import load_register, update
from tuntas.innovations.actions.register import register_rows
from tuntas.innovations.models import Award, Innovation
from tuntas.journal.models import Line
from tuntas.people.models import Organisation
from tuntas.places.models import Place
from tuntas.places.rules import official_places


@pytest.fixture
def places(db):
    """The places the register names, with all above them."""
    named = {row["place"] for row in register_rows()} | {(row["owner"] or {}).get("place") for row in register_rows()}
    wanted = {".".join(code.split(".")[:i]) for code in named if code for i in range(1, 5)}
    for place in official_places():
        if place.code in wanted:
            Place.objects.create(
                code=place.code, level=place.level, name=place.name, kind=place.kind, parent_id=place.parent
            )


@pytest.fixture
def register(places, now):
    """The register with its first content."""
    load_register(now=now)


def test_the_first_content_is_whole(register):
    assert Innovation.objects.filter(is_public=True, is_sample=False).count() == len(register_rows()) == 72
    kudu = Innovation.objects.get(slug="gerakan-kudu-sekolah")
    assert kudu.owner.name == "Pemerintah Kabupaten Pekalongan" and kudu.place_id == "33.26"
    assert {(a.contest, a.year, a.result) for a in kudu.awards.all()} == {
        ("KIPP Jawa Tengah", "2021", "Pemenang (Top 20)"),
        ("KIPP Nasional", "2021", "Top 45"),
    }
    assert "893" in kudu.result and "893" in kudu.result_en and len(kudu.sources) == 6
    assert not Organisation.objects.filter(is_sample=True).exists()


def test_what_was_only_guessed_is_not_printed():
    text = json.dumps(register_rows(), ensure_ascii=False)
    assert "[" not in text.replace("[{", "").replace('": [', "").replace("[]", "") or "inferred" not in text
    assert "inferred" not in text and "general knowledge" not in text
    empty = {row["slug"] for row in register_rows() if not row["summary"]}
    assert {"apem-asi", "oce-oke", "balakar-to-response-time", "rumah-sakit-rasa-toyota", "singa-lahir"} <= empty
    assert {"telunjuk-sakti", "hadirku", "sitampan", "satu-ruas-tuntas", "grms", "laporgub", "sihati"} <= empty


def test_every_text_has_both_languages_and_a_source():
    for row in register_rows():
        for field in ("summary", "problem", "result"):
            assert bool(row[field]) == bool(row[f"{field}_en"]), (row["slug"], field)
        assert row["sources"], row["slug"]
        for award in row["awards"]:
            assert bool(award["result"]) == bool(award["result_en"])


def test_loading_again_changes_nothing_and_an_owner_keeps_their_words(register, now, sari):
    assert load_register(now=now) == 0
    assert Line.objects.filter(act="innovations.register_loaded").count() == 1
    Innovation.objects.filter(slug="rat-hunter").update(summary="rusak")
    assert load_register(now=now) == 1
    kudu = Innovation.objects.get(slug="gerakan-kudu-sekolah")
    update(innovation=kudu, by=sari, now=now, revision=0, changes={"summary": "Kata pemilik."})
    Award.objects.create(innovation=kudu, contest="KIPP Contoh", year="2030")
    assert load_register(now=now) == 0
    kudu.refresh_from_db()
    assert kudu.summary == "Kata pemilik."


def test_the_list_has_a_query_budget(register, client: Client, django_assert_max_num_queries):
    with django_assert_max_num_queries(12) as many:
        client.get("/inovasi/")
    Innovation.objects.exclude(slug__in=["oce-oke", "grms"]).update(is_public=False)
    with django_assert_max_num_queries(12) as few:
        client.get("/inovasi/")
    assert len(many) == len(few)


def test_an_item_page_takes_twelve_queries_at_most(register, client: Client, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        page = client.get("/inovasi/gerakan-kudu-sekolah/").content.decode()
    for text in (
        "Gerakan KUDU Sekolah",
        "1.400",
        "Pemenang (Top 20)",
        "Belum dikonfirmasi oleh pemiliknya",
        "kompak.or.id",
    ):
        assert text in page
    assert "Disusun dari pemberitaan publik" in page


def test_pages_speak_english(register, client: Client):
    client.cookies["django_language"] = "en"
    page = client.get("/inovasi/e-va-centil/").content.decode()
    assert "fell from 7.91 to 4.51 days" in page and "One of 28 chosen" in page


def test_an_item_without_a_description_says_so(register, client: Client):
    page = client.get("/inovasi/oce-oke/").content.decode()
    assert "Belum ada penjelasan isinya" in page and "Top 45" in page


def test_unknown_is_not_found(db, client: Client):
    assert client.get("/inovasi/tidak-ada/").status_code == 404
