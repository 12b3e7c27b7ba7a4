"""A page that is told whole, what a win offers to it, papers to take away, an owner that is gone."""

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.cast import NOW

from tuntas.files.sheets import Sheet, write_xlsx
from tuntas.files.tests.test_store import pdf
from tuntas.innovations import actions
from tuntas.innovations.actions.sample import tell_whole
from tuntas.innovations.models import Innovation, Paper
from tuntas.innovations.queries import page_of, shown
from tuntas.innovations.rules.completeness import missing
from tuntas.innovations.terms import ChapterKey, PaperKind

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at_nine():
    """The clock stands at NOW."""
    with time_machine.travel(NOW):
        yield


@pytest.fixture
def kudu(dindik, wati, agus, now) -> Innovation:
    """A public innovation of Dinas Pendidikan with its facts."""
    made = actions.add(name="KUDU Sekolah", owner=dindik, by=wati, now=now, summary="Anak kembali.", problem="Putus.")
    return actions.publish(innovation=made, by=agus, now=now)


def test_the_sample_page_lacks_nothing(kudu, agus, now, client) -> None:
    Innovation.objects.filter(pk=kudu.pk).update(summary_en="Children back.", started_on=now.date(), is_sample=True)
    kudu.refresh_from_db()
    tell_whole(innovation=kudu, by=agus, now=now)
    found = page_of(shown(kudu.slug), now)
    assert missing(found.parts) == [] and not found.untold
    client.cookies["django_language"] = "en"
    page = client.get(f"/inovasi/{kudu.slug}/").content.decode()
    for part in ("What went wrong", "Legal basis", "What it needs to succeed", "Weighing form (sample)", "Evidence"):
        assert part in page, part
    assert "Growing" in page and "last confirmed by the owner" in page


@pytest.mark.parametrize(
    ("name", "content"),
    [("sop.pdf", pdf), ("formulir.xlsx", lambda: write_xlsx([Sheet("Formulir", ["Nama"], [["Contoh"]])]))],
)
def test_a_paper_is_offered_read_and_dropped(name, content, kudu, wati, signed_in, client) -> None:
    data, address = content(), f"/inovasi/{kudu.slug}/dokumen/"
    typed = {"kind": PaperKind.PROCEDURE, "title": "SOP penjangkauan", "number": "12/2021"}
    answer = signed_in(wati).post(address, {**typed, "file": SimpleUploadedFile(name, data)})
    assert answer.status_code == 302, answer.content.decode()
    paper = Paper.objects.get()
    assert (paper.title, paper.file.name) == ("SOP penjangkauan", name)
    client.logout()
    page = client.get(f"/inovasi/{kudu.slug}/").content.decode()
    assert "SOP penjangkauan" in page and "12/2021" in page
    served = client.get(f"/berkas/{paper.file_id}/?unduh=1")
    assert served.status_code == 200 and b"".join(served.streaming_content) == data
    signed_in(wati).post(address, {"drop": paper.pk})
    client.logout()
    assert client.get(f"/berkas/{paper.file_id}/").status_code in (302, 404) and not Paper.objects.exists()


def test_an_owner_that_is_gone_leaves_the_page_standing(kudu, dindik, agus, sari, client, signed_in, now) -> None:
    """The institution was closed: the register remembers its name, the province looks after the page."""
    tell_whole(innovation=kudu, by=agus, now=now)
    Innovation.objects.filter(pk=kudu.pk).update(owner=None, owner_name="Dinas yang dibubarkan")
    page = client.get(f"/inovasi/{kudu.slug}/")
    assert page.status_code == 200 and "Dinas yang dibubarkan" in page.content.decode()
    for address in ("/inovasi/", f"/tanya/{kudu.slug}/", f"/replikasi/pohon/{kudu.slug}/", "/api/v1/innovations"):
        assert client.get(address).status_code == 200, address
    assert actions.ask_owners(now=now) == 0
    assert signed_in(agus).get(f"/inovasi/{kudu.slug}/tulis/").status_code in (403, 404), "no longer theirs"
    assert signed_in(sari).get(f"/inovasi/{kudu.slug}/tulis/").status_code == 200
    with pytest.raises(Exception, match="protected"):
        kudu.refresh_from_db()
        Innovation.objects.filter(pk=kudu.pk).update(owner=dindik)
        dindik.delete()


def test_a_win_offers_its_answers_as_drafts(kudu, wati, agus, now, client, signed_in) -> None:
    """The handler of the announcement is tested with a whole edition in `kipp`; this is what the owner sees of it."""
    texts = {ChapterKey.COST: "Dua juta setahun.", ChapterKey.HOW: "Didata, lalu diajak."}
    actions.offer_drafts(innovation=kudu, texts=texts, source="kipp.entry:1", now=now)
    assert "Dua juta" not in client.get(f"/inovasi/{kudu.slug}/").content.decode()
    browser = signed_in(wati)
    assert "Dua juta setahun." in browser.get(f"/inovasi/{kudu.slug}/pratinjau/").content.decode()
    browser.post(
        f"/inovasi/{kudu.slug}/tulis/cost/", {"text": "Dua juta setahun.", "text_en": "", "revision": 1, "show": "1"}
    )
    client.logout()
    assert "Dua juta setahun." in client.get(f"/inovasi/{kudu.slug}/").content.decode()
