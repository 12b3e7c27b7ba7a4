"""Owners tell their innovation: sections, figures, pictures, papers, maturity."""

from io import BytesIO

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from tests.cast import NOW

from tuntas.files.models import File
from tuntas.innovations import actions
from tuntas.innovations.models import Chapter, Innovation, MaturityAnswer, Measure, Picture
from tuntas.innovations.rules.maturity import Claim, catalogue, score

OWNER_PAGES = (
    "tulis/", "tulis/how/", "pratinjau/", "angka/", "gambar/", "dokumen/", "kematangan/", "kematangan/16/", "keadaan/",
)  # fmt: skip


@pytest.fixture(autouse=True)
def at_nine():
    """The clock stands at NOW."""
    with time_machine.travel(NOW):
        yield


@pytest.fixture
def kudu(dindik, wati, agus, now) -> Innovation:
    """A public innovation of Dinas Pendidikan."""
    made = actions.add(name="KUDU Sekolah", owner=dindik, by=wati, now=now, summary="Anak kembali.")
    return actions.publish(innovation=made, by=agus, now=now)


def photo(form: str = "JPEG") -> SimpleUploadedFile:
    exif = Image.Exif()
    exif[0x010E] = "rumah saya"
    out = BytesIO()
    Image.new("RGB", (400, 300), "teal").save(out, form, **({"exif": exif} if form == "JPEG" else {}))
    return SimpleUploadedFile("foto.jpg", out.getvalue())


@pytest.mark.parametrize("page", OWNER_PAGES)
def test_pages_are_the_owners_and_the_operators(kudu, page, client, signed_in, wati, agus, sari, budi, tono):
    address = f"/inovasi/{kudu.slug}/{page}"
    assert client.get(address).status_code == 302
    for person, answer in ((wati, 200), (agus, 200), (sari, 200)):
        assert signed_in(person).get(address).status_code == answer
    for person in (budi, tono):
        assert signed_in(person).get(address).status_code in (403, 404)


def test_a_chapter_is_kept_shown_and_guarded(kudu, wati, signed_in):
    browser, address = signed_in(wati), f"/inovasi/{kudu.slug}/tulis/how/"
    saved = browser.post(address + "simpan/", {"text": "Satu", "text_en": "", "revision": 0}).json()
    assert saved["revision"] == 1 and not Chapter.objects.get().text
    stale = browser.post(address, {"text": "Dua", "text_en": "", "revision": 0, "show": "1"})
    assert stale.status_code == 409 and "Dua" in stale.content.decode() and "Satu" in stale.content.decode()
    assert browser.post(address + "simpan/", {"text": "Tiga", "revision": 0}).status_code == 409
    assert browser.post(address, {"text": "Satu", "text_en": "", "revision": 1, "show": "1"}).status_code == 302
    assert Chapter.objects.get().text == "Satu" and not Chapter.objects.get().has_draft
    long = browser.post(address, {"text": "kata " * 401, "text_en": "", "revision": 2, "show": "1"})
    assert long.status_code == 200 and "401" in long.content.decode()
    assert browser.post(address, {"text": "x" * 20_001, "revision": 2}).status_code == 200
    browser.post(address, {"text": "Draf", "text_en": "", "revision": 2})
    browser.post(address + "buang/")
    assert Chapter.objects.get().text == "Satu" and not Chapter.objects.get().has_draft
    assert browser.get(f"/inovasi/{kudu.slug}/tulis/entah/").status_code == 404
    browser.logout()
    assert browser.post(address + "simpan/", {"text": "x"}).status_code == 401


def test_figures_are_entered_corrected_and_dropped(kudu, wati, signed_in):
    browser, address = signed_in(wati), f"/inovasi/{kudu.slug}/angka/"
    typed = {"name": "Anak kembali", "unit": "anak", "before": "", "after": "893", "better": "more", "evidence": 2,
             "source": "laporan"}  # fmt: skip
    assert browser.post(address, typed).status_code == 302
    held = Measure.objects.get()
    assert browser.post(address, typed).status_code == 200 and Measure.objects.count() == 1  # a second click
    assert browser.post(address, {**typed, "name": "x", "after": "banyak"}).status_code == 200
    one = f"{address}{held.pk}/"
    assert browser.post(one, {**typed, "after": "900", "revision": 0}).status_code == 302
    assert browser.post(one, {**typed, "after": "901", "revision": 0}).status_code == 200
    browser.post(one, {"drop": "1"})
    assert not Measure.objects.exists()


def test_pictures_need_words_and_lose_what_is_hidden(kudu, wati, signed_in, client):
    browser, address = signed_in(wati), f"/inovasi/{kudu.slug}/gambar/"
    words = {"alt": "Guru dan anak", "caption": "Talun, 2021", "credit": "Dinas"}
    assert browser.post(address, {"file": photo(), **words, "alt": ""}).status_code == 200
    for bad in (b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"<html><script>1</script></html>", b"", b"GIF89a"):
        refused = browser.post(address, {"file": SimpleUploadedFile("a.jpg", bad), **words})
        assert refused.status_code == 200 and not Picture.objects.exists()
    assert browser.post(address, {"file": photo(), **words}).status_code == 302
    picture = Picture.objects.get()
    client.logout()
    page = client.get(f"/inovasi/{kudu.slug}/").content.decode()
    assert 'alt="Guru dan anak"' in page and "image/avif" in page
    small = client.get(f"/berkas/{picture.file_id}/320.avif")
    assert small.status_code == 200 and b"rumah saya" not in small.content
    signed_in(wati).post(f"{address}{picture.pk}/", {"drop": "1"})
    assert File.objects.get(pk=picture.file_id).removed_at and not Picture.objects.exists()


def test_papers_are_real_pdfs(kudu, wati, signed_in):
    browser, address = signed_in(wati), f"/inovasi/{kudu.slug}/dokumen/"
    bad = SimpleUploadedFile("a.pdf", b"<svg/>")
    refused = browser.post(address, {"file": bad, "kind": "form", "title": "Formulir"})
    assert refused.status_code == 200 and not kudu.papers.exists()
    assert browser.post(address, {"drop": "abc"}).status_code == 302


def test_maturity_counts_claims_and_what_is_shown(kudu, wati, signed_in):
    browser, address = signed_in(wati), f"/inovasi/{kudu.slug}/kematangan/"
    assert (
        browser.post(f"{address}16/", {"parameter": 2, "note": "", "revision": 0, "file": photo("PNG")}).status_code
        == 302
    )
    assert browser.post(f"{address}35/", {"parameter": 1, "note": "video", "revision": 0}).status_code == 302
    assert browser.post(f"{address}35/", {"parameter": 3, "note": "basi", "revision": 0}).status_code == 200  # stale
    assert browser.post(f"{address}17/", {"parameter": 9, "revision": 0}).status_code == 200
    assert browser.get(f"{address}99/").status_code == 404
    assert MaturityAnswer.objects.count() == 2
    page = browser.get(address).content.decode()
    assert ">10<" in page and ">6<" in page  # 3×2 + 4×1 claimed, 3×2 shown
    file = MaturityAnswer.objects.get(number=16).file
    browser.logout()
    assert browser.get(f"/berkas/{file.pk}/").status_code == 302  # evidence is not public


def test_the_catalogue_and_its_score():
    known = catalogue()
    assert (len(known.indicators), known.most) == (20, 111)
    best = score({one.number: Claim(3, True) for one in known.indicators}, known)
    assert best.claimed == best.shown == 111 and not best.raises
    first = score({}, known).raises[0]
    assert first.indicator.number == 35 and first.gain == 4
    assert score({16: Claim(3, False)}, known).raises[0].needs_evidence_only
