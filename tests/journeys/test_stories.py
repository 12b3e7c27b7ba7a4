"""An editor publishes from a result, a reader finds and shares it; a question is answered, and a post is hidden."""

import pytest
import time_machine

from tests.cast import NOW, hold, person
from tuntas.forum.actions.drafting import compose
from tuntas.forum.models import Post, Story
from tuntas.innovations.models import Innovation
from tuntas.kipp.tests.finished import ANNOUNCEMENT_DAY
from tuntas.people.terms import Role

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
ASKED = "Berapa biaya setahun untuk satu desa?"


@pytest.fixture
def rini(jateng):
    """An editor of the province."""
    who = person("Rini Redaktur")
    hold(who, Role.EDITOR, jateng)
    return who


@pytest.fixture
def kudu(dindik, pekalongan):
    """A public innovation of Wati's office."""
    return Innovation.objects.create(
        slug="kudu", name="Gerakan KUDU", owner=dindik, place=pekalongan, is_public=True, added_at=NOW
    )


def test_from_a_result_to_a_reader(page, live_server, sign_in, speak, check, announced_edition, rini, context) -> None:
    with time_machine.travel(ANNOUNCEMENT_DAY):
        story = compose(edition=announced_edition, now=ANNOUNCEMENT_DAY)
        sign_in(rini)
        for address in ("baru/", "laporan/", f"{story.pk}/gambar/", f"{story.pk}/pratinjau/", f"{story.pk}/versi/", ""):
            page.goto(f"{live_server.url}/redaksi/{address}")
            check(page, widths=(390,))
        page.get_by_role("link", name=story.title).click()
        check(page, name="redaksi-tulis")
        page.locator("#id_lead").fill("Dua puluh layanan menang.")
        page.get_by_role("button", name="Terbitkan", exact=True).click()
        check(page)
        page.get_by_role("button", name="Terbitkan").click()
        assert Story.objects.get().live.lead == "Dua puluh layanan menang.", "what was typed is what is published"
        sign_in(None)
        page.goto(live_server.url)
        page.get_by_role("link", name=story.title).click()
        page.wait_for_selector("html[data-ready]")
        check(page, name="kabar")
        assert f"kabar-inovasi%2F{story.slug}" in page.get_by_role("link", name="WhatsApp").get_attribute("href")
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.get_by_role("button", name="Salin tautan").click()
        page.get_by_text("Tautan sudah disalin.").wait_for()
        assert page.evaluate("navigator.clipboard.readText()").endswith(f"/kabar-inovasi/{story.slug}/")
        speak("en")
        for address in ("", "arsip/", "kategori/hasil/", f"{story.slug}/"):
            page.goto(f"{live_server.url}/kabar-inovasi/{address}")
            check(page, widths=(390,))


def test_a_question_its_answer_and_a_post_that_is_hidden(
    page, live_server, sign_in, check, kudu, budi, wati, tono, rini
) -> None:
    with time_machine.travel(NOW):
        page.goto(f"{live_server.url}/inovasi/kudu/")
        page.get_by_role("link", name="Tanya timnya").click()
        assert page.get_by_role("link", name="Masuk atau daftar untuk bertanya").is_visible()
        sign_in(budi)
        page.goto(f"{live_server.url}/tanya/kudu/")
        page.get_by_label("Pertanyaan Anda").fill(ASKED)
        page.get_by_role("button", name="Tanya timnya").click()
        page.get_by_text("Pertanyaan Anda sudah terkirim").wait_for()
        check(page)
        question = Post.objects.get()
        sign_in(wati)
        page.goto(f"{live_server.url}/meja/")
        page.get_by_role("link", name=ASKED).click()
        page.get_by_label("Jawaban Anda").fill("Sekitar dua juta rupiah, dari dana desa.")
        page.get_by_role("button", name="Kirim jawaban").click()
        page.get_by_text("Sekitar dua juta rupiah").wait_for()
        check(page)
        rude = Post.objects.create(innovation=kudu, parent=question, text="Iklan: beli di sini!", by=tono, at=NOW)
        sign_in(budi)
        page.goto(f"{live_server.url}/tanya/kudu/{question.pk}/")
        page.locator(f"#tanggapan-{rude.pk}").get_by_role("link", name="Laporkan").click()
        check(page, widths=(390,))
        page.get_by_label("Alasan").fill("Iklan")
        page.get_by_role("button", name="Laporkan").click()
        sign_in(rini)
        page.goto(f"{live_server.url}/redaksi/laporan/")
        check(page)
        page.get_by_role("link", name="Sembunyikan").first.click()
        check(page, widths=(390,))
        page.get_by_label("Alasan").fill("Iklan tidak pada tempatnya.")
        page.get_by_role("button", name="Sembunyikan").click()
        check(page)
        sign_in(None)
        page.goto(f"{live_server.url}/tanya/kudu/{question.pk}/")
        assert not page.get_by_text("Iklan: beli di sini!").count()
        assert page.get_by_text("Iklan tidak pada tempatnya.").is_visible()
        check(page)
    rude.refresh_from_db()
    assert rude.text == "Iklan: beli di sini!" and rude.hidden_by == rini, "the original and the hand are kept"
