"""The template language: every mistake is named with its line, what fields contain is never read as a template."""

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from tuntas.services.labkd.rules.kinds import kinds
from tuntas.services.labkd.rules.values import TABLES, known_fields
from tuntas.services.labkd.rules.wording import TemplateWrong, check, compose

FIELDS = {"nama", "sebab", "jenis"}


@pytest.mark.parametrize("kind", kinds().values(), ids=lambda kind: kind.key)
def test_every_wording_that_comes_along_is_right(kind):
    assert check(kind.body, known_fields(kind), TABLES) == []
    empty = dict.fromkeys(known_fields(kind), "")
    full = dict.fromkeys(known_fields(kind), "isi")
    assert compose(kind.body, empty, {"keluarga": [["Nama"]]}) and compose(kind.body, full, {"keluarga": [["Nama"]]})


def test_there_are_the_letters_a_village_must_have():
    wanted = {"poor", "domicile", "business", "birth", "death", "move", "marriage", "lost", "crowd", "cover"}
    assert wanted <= set(kinds())


@pytest.mark.parametrize(
    ("body", "line", "word"),
    [
        ("satu\n[nam]", 2, "“nama”"),
        ("[jika nama]x", 1, "selesai"),
        ("x\n\n[selesai]", 3, "jika"),
        ("[atau]", 1, "jika"),
        ("[nama|eval]", 1, "eval"),
        ("[tabel rahasia]", 1, "rahasia"),
        ("buka [nama", 1, "kurung"),
        ("[]", 1, "kosong"),
        ("[jika " + "x" * 60 + "]a[selesai]", 1, "x"),
        ("[jika nama]" * 6 + "[selesai]" * 6, 1, "syarat"),
        ("[nama.__class__]", 1, "nama.__class__"),
        ("[jika nama]a[atau]b[atau]c[selesai]", 1, "jika"),
    ],
)
def test_mistakes_are_named_with_their_line(body, line, word):
    with override("id"):
        faults = check(body, FIELDS)
    assert faults[0].line == line and word in faults[0].sentence
    with pytest.raises(TemplateWrong):
        compose(body, dict.fromkeys(FIELDS, ""))


def test_conditions_and_shape():
    body = "# Judul\nNama :: [nama|kapital]\n[jika sebab]Sebab :: [sebab]\n[atau]Tanpa :: sebab\n[selesai]\n"
    body += "- satu\n- dua\n\na\nb"
    values = {"nama": "Siti", "sebab": "", "jenis": ""}
    assert compose(body, values) == [
        {"kind": "heading", "text": "Judul"},
        {"kind": "facts", "rows": [["Nama", "SITI"], ["Tanpa", "sebab"]]},
        {"kind": "list", "items": ["satu", "dua"]},
        {"kind": "text", "text": "a b"},
    ]
    assert compose("[jika jenis = Baru]ya[atau]tidak[selesai]", values | {"jenis": "baru"})[0]["text"] == "ya"
    assert compose("[jika bukan sebab]kosong[selesai]", values)[0]["text"] == "kosong"
    assert compose("[jika nama][jika sebab]x[atau]y[selesai]z[selesai]", values)[0]["text"] == "yz"


@given(st.text(max_size=80))
def test_what_a_field_contains_is_only_text(value):
    value = "".join(letter for letter in value if not 0xE000 <= ord(letter) <= 0xE0FF)
    found = compose("Nama :: [nama]", {"nama": value, "sebab": "", "jenis": ""})
    assert found == [{"kind": "facts", "rows": [["Nama", value.strip() or "–"]]}]


@given(st.text(alphabet="[]jika nm|=atuselo\n#-:", max_size=120))
def test_no_template_breaks_the_reader(body):
    if check(body, FIELDS):
        with pytest.raises(TemplateWrong):
            compose(body, dict.fromkeys(FIELDS, "x"))
    else:
        compose(body, dict.fromkeys(FIELDS, "x"))
