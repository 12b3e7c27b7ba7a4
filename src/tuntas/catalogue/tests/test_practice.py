"""A place's own texts: written, compared, brought up to date part by part, given back."""

from dataclasses import replace

import pytest
from django.urls import reverse

from tuntas.catalogue.actions import CatalogueRefused, NotAllowed, TextMoved
from tuntas.catalogue.actions.practising import answer_news, restore, write_own
from tuntas.catalogue.models import PracticeOverride
from tuntas.catalogue.queries import practice
from tuntas.catalogue.rules.reading import html_of
from tuntas.catalogue.shelf.practice import PracticeUnreadable, parts_in, read_part
from tuntas.catalogue.tests.conftest import PACKAGE

pytestmark = pytest.mark.django_db
ORIGIN = "Langkah satu.\n\nLangkah dua.\n\nLangkah tiga.\n\nLangkah empat."


@pytest.fixture
def origin(trial, monkeypatch):
    """`origin(text, version)` lets the module's own text be another, as after an update of the installation."""
    part = parts_in(PACKAGE, "practice")[0]

    def origin(text, version=2):
        monkeypatch.setattr(practice, "parts_of", lambda module: (replace(part, text=text, version=version),))

    return origin


@pytest.fixture
def write(trial, talun, officer, now):
    def write(text, place=talun, by=officer, note="Begitu di desa kami", revision=0):
        given = {"module": trial.module, "place": place, "part": "sop", "by": by, "now": now}
        return write_own(text=text, note=note, revision=revision, **given)

    return write


def held(trial, place):
    return practice.held_part(trial.module, place, "sop")


def page(place, name="own_text"):
    return reverse(f"catalogue:{name}", args=[place.code, "uji", "sop"])


def test_a_place_writes_its_own_and_the_difference_can_be_read(trial, talun, officer, signed_in):
    client = signed_in(officer)
    assert "Langkah tiga." in client.get(page(talun)).content.decode()
    sent = {"text": ORIGIN.replace("tiga", "tiga di balai desa").replace("\n", "\r\n"), "note": "Kami", "revision": "0"}
    assert client.post(page(talun, "write"), sent).status_code == 302
    shown = client.get(page(talun)).content.decode()
    assert "<ins>di balai desa.</ins>" in shown or "<ins>tiga di balai desa.</ins>" in shown
    assert "versi 1 dari Desa Talun" in shown and "Lastri Desa" in shown
    assert "Versi sendiri" in client.get(reverse("catalogue:own_texts", args=[talun.code, "uji"])).content.decode()


def test_what_cannot_be_written(write, talun, tono, officer):
    for text, who, error in (("x", tono, NotAllowed), ("x", officer, CatalogueRefused)):
        with pytest.raises(error):
            write(text, by=who, note="")
    assert write(ORIGIN) is None, "the origin's own words are no version"
    write("Satu.")
    with pytest.raises(TextMoved):
        write("Dua.", revision=0)
    assert write("Dua.", revision=1).revision == 2


def test_writing_what_the_origin_says_gives_the_version_back(trial, write, talun):
    write("Satu.")
    assert write(ORIGIN, revision=1).restored and not held(trial, talun).is_own


def test_the_origin_changes_and_is_answered_part_by_part(trial, origin, write, talun, officer, signed_in):
    write(ORIGIN.replace("satu", "satu, di balai").replace("empat", "empat, oleh kami"))
    assert not held(trial, talun).has_news
    origin(ORIGIN.replace("dua", "dua, yang baru").replace("empat", "empat, oleh petugas") + "\n\nLangkah lima.")
    client = signed_in(officer)
    assert page(talun, "news") in client.get(page(talun)).content.decode()
    assert "Keduanya mengubah" in client.get(page(talun, "news")).content.decode()
    kinds = [(number, str(part.change)) for number, part in held(trial, talun).news]
    assert [kind for _, kind in kinds] == ["theirs", "conflict"]
    (new, _), (conflict, _) = kinds
    seen = {"revision": "1", "seen": held(trial, talun).mark}
    missing = client.post(page(talun, "news"), seen | {f"answer-{new}": "take"})
    assert missing.status_code == 422
    answers = {f"answer-{new}": "take", f"answer-{conflict}": "write", f"text-{conflict}": "Langkah empat, bersama."}
    assert client.post(page(talun, "news"), seen | answers).status_code == 302
    text = held(trial, talun).text
    assert "satu, di balai" in text and "dua, yang baru" in text and "empat, bersama" in text
    assert not held(trial, talun).has_news, "what was answered is not asked again"
    assert client.get(page(talun, "news")).status_code == 302
    assert "1 dari 2" in PracticeOverride.objects.get(ended_at=None).note


def test_declined_is_kept_and_taken_whole_gives_the_version_back(trial, origin, write, talun, officer, now):
    given = {"module": trial.module, "place": talun, "part": "sop", "by": officer, "now": now, "written": {}}
    write(ORIGIN.replace("satu", "1"))
    origin(ORIGIN.replace("satu", "pertama"))
    before = held(trial, talun)
    answer_news(taken={before.news[0][0]: False}, seen=before.mark, revision=1, **given)
    after = held(trial, talun)
    assert after.text == before.text and not after.has_news and after.is_own
    origin(ORIGIN.replace("satu", "kesatu"), 3)
    now_new = held(trial, talun)
    answer_news(taken={now_new.news[0][0]: True}, seen=now_new.mark, revision=2, **given)
    assert not held(trial, talun).is_own and held(trial, talun).text.startswith("Langkah kesatu")


def test_an_origin_that_changed_while_somebody_answered(trial, origin, write, talun, officer, now):
    given = {"module": trial.module, "place": talun, "part": "sop", "by": officer, "now": now, "written": {}}
    write(ORIGIN.replace("satu", "1"))
    origin(ORIGIN.replace("dua", "2"))
    found = held(trial, talun)
    with pytest.raises(CatalogueRefused, match="1"):
        answer_news(taken={}, seen=found.mark, revision=1, **given)
    origin(ORIGIN.replace("dua", "kedua"), 3)
    with pytest.raises(TextMoved):
        answer_news(taken={found.news[0][0]: True}, seen=found.mark, revision=1, **given)


def test_a_village_stands_on_its_regencys_version(trial, write, talun, pekalongan, team, signed_in, officer):
    write(ORIGIN.replace("dua", "dua se-kabupaten"), place=pekalongan, by=team)
    found = held(trial, talun)
    assert "se-kabupaten" in found.text and found.origin_place == "33.26" and not found.is_own
    assert "sesuai versi Kabupaten Pekalongan" in signed_in(officer).get(page(talun)).content.decode()
    write(found.text.replace("satu", "1"))
    write(ORIGIN.replace("dua", "dua bersama"), place=pekalongan, by=team, revision=1)
    assert held(trial, talun).has_news and len(held(trial, talun).news) == 1


def test_going_back_keeps_the_history(trial, write, talun, officer, now, signed_in):
    write("Satu.")
    with pytest.raises(TextMoved):
        restore(module=trial.module, place=talun, part="sop", revision=0, by=officer, now=now)
    client = signed_in(officer)
    assert client.get(page(talun, "back")).status_code == 405
    for revision in ("", "x", "9" * 30):
        client.post(page(talun, "back"), {"revision": revision})
        assert held(trial, talun).is_own
    client.post(page(talun, "back"), {"revision": "1"})
    assert held(trial, talun).text == ORIGIN and practice.history(trial.module, talun, "sop").count() == 2


@pytest.mark.parametrize(
    ("source", "wrong"),
    [
        ("Langkah satu.", "begin with a head"),
        ("---\nkind: sop\n---\nx", "the head lacks title, title_en, version"),
        ("---\nkind: law\ntitle: a\ntitle_en: b\nversion: 1\n---\nx", "kinds are regulation"),
        ("---\nkind: sop\ntitle: a\ntitle_en: b\nversion: satu\n---\nx", "version is a whole number"),
        ("---\nkind: sop\ntitle a\n---\nx", "has no colon"),
    ],
)
def test_a_file_that_is_not_written_as_it_should_be(source, wrong):
    with pytest.raises(PracticeUnreadable, match=wrong):
        read_part("sop", source)


def test_texts_are_shown_without_the_html_of_their_writers():
    shown = html_of("# Judul\n\n<script>alert(1)</script>\n\n[x](javascript:alert(1)) ![](/a.png)\n\n|a|\n|-|\n|b|")
    assert "<h2>Judul</h2>" in shown and "<script" not in shown
    assert 'href="javascript' not in shown and "<img" not in shown and 'class="scroll"' in shown
