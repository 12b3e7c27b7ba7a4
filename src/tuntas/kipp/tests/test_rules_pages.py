"""A draft edition's rules without scripts; rules beyond their edition: files, copies, comparison."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tuntas.kipp.actions.rulebook import change
from tuntas.kipp.models import Edition, Removal
from tuntas.kipp.rules.charter.editing import with_rows
from tuntas.kipp.rules.charter.facts import SECTIONS
from tuntas.kipp.rules.charter.reading import charter_of, file_of
from tuntas.kipp.tests.test_editions_rules import typed

pytestmark = pytest.mark.usefixtures("still")


def url(name: str, edition: Edition, *more: str) -> str:
    return reverse(f"kipp:{name}", args=[edition.slug, *more])


# ---- a draft edition: moving, restoring, sums


def test_rows_move_without_scripts(draft_edition, sari, signed_in):
    inside = signed_in(sari)
    address = url("rules_part", draft_edition, "formulir")
    first, second = list(draft_edition.sections.values_list("key", flat=True)[:2])
    page = inside.get(address)
    moved = inside.post(address, typed(page) | {"move": "bagian-1-up"})
    assert moved.status_code == 200
    assert [form["id"].value() for form in moved.context["pairs"][0][1].in_order()][:2] == [second, first]
    assert inside.post(address, typed(moved)).status_code == 302
    assert list(draft_edition.sections.values_list("key", flat=True)[:2]) == [second, first]
    for nonsense in ("bagian-99-up", "x", "bagian-0-up", "--", "bagian-0-sideways"):
        assert inside.post(address, typed(page) | {"move": nonsense}).status_code == 200


def test_the_sum_is_counted_without_scripts(draft_edition, sari, signed_in):
    inside = signed_in(sari)
    address = url("rules_part", draft_edition, "penilaian")
    page = inside.get(address)
    (name,) = [key for key in typed(page) if key.startswith("kriteria-") and key.endswith("-0-weight")][:1]
    counted = inside.post(address, typed(page) | {name: "11.5", "count": "1"})
    table = next(rows for table, rows in counted.context["pairs"] if table.prefix == name.rsplit("-", 2)[0])
    assert table.sum != "100" and "harus 100" in counted.content.decode()
    assert inside.post(address, typed(page) | {name: "x", "count": "1"}).status_code == 200


def test_restoring_by_click(draft_edition, sari, wati, signed_in, now):
    wanted = with_rows(charter_of(draft_edition), SECTIONS, [{"id": draft_edition.sections.first().key, "gone": True}])
    change(edition=draft_edition, by=sari, now=now, seen=0, part="formulir", charter=wanted)
    removal, count = Removal.objects.get(), draft_edition.sections.count()
    inside = signed_in(sari)
    assert removal.title in inside.get(url("rules", draft_edition)).content.decode()
    assert inside.post(url("rules_restore", draft_edition, removal.pk)).status_code == 302
    assert draft_edition.sections.count() == count + 1
    assert signed_in(wati).post(url("rules_restore", draft_edition, removal.pk)).status_code == 404


# ---- files, copies, comparison


def upload(text: str, name: str = "aturan.json") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode(), "application/json")


def test_a_file_from_one_edition_into_another(edition, draft_edition, sari, signed_in):
    inside = signed_in(sari)
    taken = inside.get(url("rules_file", edition))
    assert taken["Content-Type"].startswith("application/json") and "attachment" in taken["Content-Disposition"]
    look = inside.post(url("rules_import", draft_edition), {"file": upload(taken.content.decode())})
    assert look.context["differences"] and draft_edition.revision == Edition.objects.get(pk=draft_edition.pk).revision
    data = {"text": look.context["text"], "revision": look.context["revision"], "parts": ["formulir", "syarat"]}
    fewer = inside.post(url("rules_import", draft_edition), data | {"look": "1"})
    assert len(fewer.context["differences"]) < len(look.context["differences"])
    assert inside.post(url("rules_import", draft_edition), data | {"take": "1"}).status_code == 302
    assert inside.post(url("rules_import", draft_edition), data | {"take": "1"}).status_code == 200, "an old tab"
    mine, theirs = charter_of(draft_edition), charter_of(edition)
    assert mine["sections"] == theirs["sections"] and mine["tracks"] != theirs["tracks"]


@pytest.mark.parametrize("text", ["", "{}", "PK\x03\x04", "[1, 2]", '{"format": "tuntas-kipp-rules", "version": 9}'])
def test_other_files_are_refused_in_words(text, draft_edition, sari, signed_in):
    page = signed_in(sari).post(url("rules_import", draft_edition), {"file": upload(text)})
    assert page.status_code == 200 and page.context["form"].errors
    no_text = SimpleUploadedFile("x.json", b"\xff\xfe\x00")
    assert signed_in(sari).post(url("rules_import", draft_edition), {"file": no_text}).context["form"].errors


def test_markup_in_a_file_stays_text(edition, draft_edition, sari, signed_in):
    data = file_of(edition, charter_of(edition))
    data["name"] = "<script>alert(1)</script>"
    data["rules"]["sections"][0]["title"] = "<img src=x onerror=alert(1)>"
    page = signed_in(sari).post(url("rules_import", draft_edition), {"file": upload(json.dumps(data))}).content.decode()
    assert "<script>alert" not in page and "<img src=x" not in page


def test_next_year_by_click(edition, sari, signed_in):
    inside = signed_in(sari)
    page = inside.get(url("copy", edition))
    assert page.context["form"]["name"].value() == "KIPP Jawa Tengah 2022"
    data = {"name": "KIPP Jawa Tengah 2022", "year": 2022, "office": edition.office_id}
    answer = inside.post(url("copy", edition), data)
    assert inside.post(url("copy", edition), data).url == answer.url, "the second click opens nothing more"
    made = Edition.objects.get(year=2022)
    assert answer.url == url("rules", made)
    assert inside.post(url("copy", edition), data | {"year": 1900}).status_code == 200
    assert url("copy", edition) in inside.get(reverse("kipp:new")).content.decode()


def test_two_editions_side_by_side(edition, small_edition, draft_edition, client, sari, signed_in):
    page = client.get(url("compare", edition), {"dengan": small_edition.slug})
    text = page.content.decode()
    assert "KIPP Kecil" in text and "Ringkasan" in text
    assert client.get(url("compare", edition), {"dengan": draft_edition.slug}).context["other"] is None
    assert signed_in(sari).get(url("compare", edition), {"dengan": draft_edition.slug}).context["other"]
    twice = signed_in(sari).get(url("compare", edition), {"dengan": "bukan"})
    assert twice.status_code == 200 and twice.context["other"] is None
