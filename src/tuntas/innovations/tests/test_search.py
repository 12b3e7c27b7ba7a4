"""The search: roots, near words, the same in other words, choices and their numbers, and what strangers type."""

from io import BytesIO

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from tuntas.innovations.actions import add_site, hide, update
from tuntas.innovations.actions.indexing import index, reindex
from tuntas.innovations.models import Indexed, IndexWord, Innovation
from tuntas.innovations.queries import Query, search
from tuntas.innovations.rules import words_of
from tuntas.innovations.rules.search import distance, near, read, tokens, variants_of
from tuntas.innovations.tests.test_register import places, register  # noqa: F401

SCRIPT = "<script>alert(1)</script>"


def slugs(text="", **chosen):
    return {row.slug for row in search(Query(text=text, **chosen)).hits[:50]}


def first(text, **chosen):
    return search(Query(text=text, **chosen)).hits[0].slug


@pytest.mark.parametrize(
    ("asked", "slug"),
    [
        ("kembalikan anak", "gerakan-kudu-sekolah"),
        ("KUDU", "gerakan-kudu-sekolah"),
        ("akta lahir", "si-bulan"),
        ("margono klaim", "e-va-centil"),
        ("rice fields", "rat-hunter"),
        ("bocah ora sinau", "gerakan-kudu-sekolah"),
        ("wong mlarat", "rumah-harapan-puskesos-slrt"),
        ("junjung admnduk", "junjang-adminduk"),
        ("tubercolosis", "cetar-tb"),
    ],
)
def test_people_find_it_in_their_own_words(register, asked, slug):  # noqa: F811
    assert slug in slugs(asked)


def test_a_name_comes_first_and_a_misspelt_word_is_said(register):  # noqa: F811
    assert first("Gerakan KUDU Sekolah") == first("gerakan kudu sekola") == "gerakan-kudu-sekolah"
    found = search(Query(text="perpustkaan zzzzzz"))
    assert found.corrected == (("perpustkaan", "perpustakaan"),) and found.unknown == ("zzzzzz",)
    assert search(Query(text="zzzzzz")).total == 0
    assert words_of(["Pendampingan anak-anak"]).startswith(" pendampingan damping ")


def test_choices_narrow(register):  # noqa: F811
    assert slugs(regency="33.20") == {"senyum-si-sakit", "peluk-my-darling-dengan-mesra"}
    assert "posko-aspirasi-kayupuring" in slugs(regency="33.26")  # a village below the regency
    assert slugs(contest="KIPP Kudus") == slugs(year="2024") - {"peluk-my-darling-dengan-mesra"}
    assert "grms" in slugs(year="2020")  # 2019–2021
    assert slugs(contest="KIPP Nasional", year="2019", regency="33.29") == {"gerakan-kembali-bersekolah"}
    assert slugs(contest="KIPP Jawa Tengah", year="2022") == set()  # contest and year of the same award
    assert slugs(status="running") == set() and slugs("sekolah", regency="33.29") >= {"gerakan-kembali-bersekolah"}
    assert search(Query()).total == 72 and search(Query()).counts["zcopyno"] == 72
    assert search(Query(regency="33.20")).counts["zreg3320"] == 2


def test_orders(register):  # noqa: F811
    names = [row.name.casefold() for row in search(Query(sort="name")).hits[:72]]
    assert names == sorted(names) and len(names) == 72
    found = [row.name.casefold() for row in search(Query(text="desa", sort="name")).hits[:50]]
    assert found == sorted(found)
    assert [row.pk for row in search(Query()).hits[70:90]] == [row.pk for row in search(Query()).hits[:72]][70:]


def test_acts_keep_it_true(register, now, sari, brebes):  # noqa: F811
    kudu = Innovation.objects.get(slug="gerakan-kudu-sekolah")
    update(
        innovation=kudu, by=sari, now=now, revision=0, changes={"summary": "Perahu pinjam.", "category": "education"}
    )
    assert slugs("perahu") == slugs(category="education") & {kudu.slug} == {kudu.slug}
    origin = add_site(
        innovation=kudu, place=kudu.place, organisation=kudu.owner, since=None, source="", by=None, now=now
    )
    add_site(innovation=kudu, place=brebes, organisation=None, since=None, source="", by=None, now=now, parent=origin)
    assert slugs(copied="yes") == {kudu.slug} and kudu.slug in slugs(regency="33.29")
    kudu.refresh_from_db()
    hide(innovation=kudu, by=sari, now=now)
    assert slugs("perahu") == set() and search(Query()).total == 71
    counts = dict(IndexWord.objects.filter(docs__gt=0).values_list("word", "docs"))
    assert reindex() == 71 and dict(IndexWord.objects.values_list("word", "docs")) == counts
    Innovation.objects.filter(slug="kupat-asem").delete()
    assert reindex() == 70 and search(Query()).counts["zall"] == 70 and "kupat-asem" not in slugs("kupat")


def test_what_is_private_is_never_found(register, now):  # noqa: F811
    one = Innovation.objects.create(slug="rahasia", name="Rahasia Sekali", summary="perahu", added_at=now)
    index([one.pk])
    assert slugs("rahasia perahu") == set() and not Indexed.objects.filter(pk=one.pk).exists()


@pytest.mark.parametrize(
    "asked",
    [
        "\x00", SCRIPT, '" OR 1=1 --', "'); DROP TABLE innovations_indexed; --", "name:sekolah AND NOT (a OR b)",
        "NEAR(a b, 2)", "sekolah*", "^sekolah", "{name} : x", "a | b & !c <-> d", ":*", "\\", "%", "_", "🙂", "é́",
        "ﬁ²Ⅳ", "ا ل ع", "sekolah " * 4000, "a" * 30_000, "x" * 39 + "y " * 600, "-", '"', "zall", "zst", "\ud800",
    ],
)  # fmt: skip
def test_odd_questions_get_a_clear_answer(register, client: Client, asked):  # noqa: F811
    answer = client.get("/inovasi/", {"text": asked.encode("utf-8", "replace").decode()}, follow=True)
    page = answer.content.decode()
    assert answer.status_code == 200 and SCRIPT not in page
    assert "cocok" in page or "inovasi" in page and '<li class="card"' in page
    assert ("Pertanyaan Anda panjang" in page) == (len(asked.strip()) > 600)
    assert len(page) < 120_000


@pytest.mark.parametrize(
    "asked",
    ["regency=99.99", "year=abc", "contest=x", "status=x", "sort=x", "page=999", "category=%00", "view=x&page=-1"],
)
def test_odd_addresses_show_something(register, client: Client, asked):  # noqa: F811
    assert client.get(f"/inovasi/?{asked}").status_code == 200


@given(st.text(max_size=80))
def test_words_of_any_question_hold_letters_and_digits_only(text):
    assert all(word.isalnum() and word == word.casefold() for word in tokens(text) if word.isascii())
    assert all('"' not in word and "'" not in word and " " not in word for word in tokens(text))
    assert len(read(text).words) <= 16


def test_near_words():
    assert distance("sekloah", "sekolah") == 1 and distance("abc", "xyz") == 3 and distance("a", "abcdef") == 3
    assert set(near("perpustkaan", [("perpustakaan", 3), ("perpisahan", 9)])) == {"perpustakaan"}
    assert near("ab", [("abc", 1)]) == {} and set(near("pekalo", [("pekalongan", 4)])) == {"pekalongan"}
    assert variants_of("mlarat")["miskin"] == 0.8


def test_an_empty_register_and_an_empty_search_say_what_to_do(db, client: Client):
    assert "Daftar masih kosong" in client.get("/inovasi/").content.decode()
    assert "Tidak ada yang cocok" in client.get("/inovasi/?text=zzz").content.decode()


def test_the_page_says_what_was_read_and_where_it_is(register, client: Client, django_assert_max_num_queries):  # noqa: F811
    with django_assert_max_num_queries(12):
        page = client.get("/inovasi/?text=perpustkaan+skolah+bocha+msikin").content.decode()
    assert "perpustakaan" in page and '<li class="card"' in page
    with django_assert_max_num_queries(12):
        page = client.get("/inovasi/?view=map&text=sekolah").content.decode()
    assert "Kabupaten Pekalongan" in page and "regency=33.26" in page and 'class="tiles"' in page
    client.cookies["django_language"] = "en"
    assert "Show on a map" in client.get("/inovasi/?text=school").content.decode()


def test_what_is_seen_can_be_taken_away(register, client: Client, django_assert_max_num_queries):  # noqa: F811
    with django_assert_max_num_queries(12):
        answer = client.get("/inovasi/unduh.xlsx?regency=33.20")
    book = load_workbook(BytesIO(answer.content))
    assert [row[0].value for row in book.active.iter_rows(min_row=2)] == [
        "Peluk My Darling dengan Mesra",
        "Senyum Si Sakit",
    ]
    table = client.get("/inovasi/unduh.csv").content.decode("utf-8-sig")
    assert table.count("/inovasi/") == 72
    assert client.get("/inovasi/unduh.pdf/").status_code == 404
