"""Every kind of page of the competition, as the person who uses it sees it: in both languages, on a phone and wide.

The world: a small competition up to its announced winners, and the edition of the 2021 preset while registration runs.
"""

import pytest
import time_machine

from tests.cast import NOW
from tuntas.kipp.models import Score
from tuntas.kipp.terms import StageKind
from tuntas.kipp.tests.amending import drafted, enacted, longer
from tuntas.kipp.tests.finished import tied
from tuntas.kipp.tests.hearing import coached, objected
from tuntas.kipp.tests.proposals import draft
from tuntas.kipp.tests.stage import during
from tuntas.people.models import Person

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

PAGES = {
    "nobody": [
        "/", "/bantuan/", "/bantuan/juri/",
        "/acara/", "/acara/arsip/", "/program/", "/penghargaan/",
        "/mutu/", "/mutu/33.26/", "/data/", "/inovasi/?text=sekloah", "/inovasi/?view=map",
        "/cari/?q=kudu", "/kipp/", "{open}", "{open}pratinjau/", "{done}hasil/", "{done}hasil/{ref}/",
        "/dokumen/periksa/", "{open}perubahan/", "{open}bandingkan/?dengan={other}",
    ],
    "tono": ["/meja/", "/urusan/", "/urusan/macet/", "/kabar/"],
    "wati": [
        "/meja/", "{open}usulan-saya/", "{open}usulan/baru/", "{open}usulan/{draft}/", "{open}usulan/{draft}/tulis/",
        "{open}usulan/{draft}/tulis/ringkasan/", "{open}usulan/{draft}/data/", "{open}usulan/{draft}/bukti/{proof}/",
        "{open}usulan/{draft}/tinjau/", "{done}usulan/{ref}/",
        "{done}usulan/{ref}/umpan-balik/", "{done}usulan/{ref}/sanggah/", "{done}sanggahan/{objection}/",
        "{done}pembinaan/{ref}/", "{done}pembinaan/{ref}/revisi/", "{done}pembinaan/{ref}/revisi/ringkasan/",
    ],
    "lina": ["/meja/", "{done}pembinaan/{ref}/"],
    "agus": ["/urusan/", "{done}usulan/{ref}/"],
    "dewi": ["{open}usulan/", "{open}periksa/"],
    "sari": [
        "/acara/baru/", "/program/baru/", "/penghargaan/baru/",
        "/kipp/baru/", "{open}papan/", "{open}aturan/", "{open}orang/", "{open}impor/entries/", "{open}impor/scores/",
        "{open}peringkat/proposal/segel/",
        "{open}usulan/", "{done}papan/", "{done}peringkat/desk/", "{done}peringkat/akhir/",
        "{done}peringkat/desk/{ref}/", "{done}analisis/desk/", "{done}konflik/", "{done}konflik/tambah/",
        "{done}konflik/{conflict}/",
        "{done}daftar-pendek/", "{done}wawancara/", "{done}lapangan/",
        "{done}pleno/", "{done}umumkan/", "{done}arsip/", "/jejak/", "{open}perubahan/", "{open}perubahan/rancangan/",
        "{open}perubahan/rancangan/penilaian/", "{open}perubahan/rancangan/sahkan/",
        "{open}perubahan/rancangan/sisihkan/", "{open}salin/", "{open}bandingkan/?dengan={other}&semua=1",
        "{done}umpan-balik/", "{done}umpan-balik/catatan/", "{done}umpan-balik/catatan/skor/{remark}/",
        "{done}sanggahan/", "{done}sanggahan/{objection}/", "{done}masa-sanggah/",
        "{done}pembinaan/", "{done}pembinaan/{ref}/",
        "{new}aturan/", "{new}aturan/jadwal/", "{new}aturan/formulir/", "{new}aturan/penilaian/",
        "{new}aturan/kriteria/proposal/kebaruan/", "{new}aturan/masuk/", "{new}pratinjau/juri/",
    ],
    "ratna": ["/meja/", "{done}juri/desk/", "{done}juri/desk/{ref}/", "{done}juri/interview/",
        "{done}kepentingan/", "{done}kepentingan/{tie}/cabut/", "{done}juri/desk/{ref}/mundur/",
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_pages_are_readable_by_everybody(
    name,
    page,
    live_server,
    sign_in,
    speak,
    check,
    announced_edition,
    finalists,
    edition,
    secretary,
    dindik,
    wati,
    tono,
    draft_edition,
    sari,
) -> None:
    with time_machine.travel(NOW):
        enacted(edition, sari, NOW, longer(edition, 210))
        drafted(edition, sari, NOW, longer(edition, 220))
        objection = objected(announced_edition, finalists[0], wati, sari)
        coached(announced_edition, finalists[0], wati, sari)
        Score.objects.filter(sheet__assignment__entry=finalists[0]).update(remark="Dampaknya nyata.")
        mine = draft(edition, dindik, wati, "Pojok Gizi")
    values = {
        "open": f"/kipp/{edition.slug}/",
        "done": f"/kipp/{announced_edition.slug}/",
        "new": f"/kipp/{draft_edition.slug}/",
        "other": announced_edition.slug,
        "ref": finalists[0].case.reference,
        "objection": objection.case.reference,
        "remark": Score.objects.exclude(remark="").first().pk,
        "draft": mine.case.reference,
        "proof": edition.requirements.first().key,
    }
    bound, conflict = tied(announced_edition, finalists, sari)
    values |= {"tie": bound.pk, "conflict": conflict.pk}
    who = Person.objects.filter(email=f"{name}@example.org").first()
    with time_machine.travel(NOW if name != "ratna" else during(StageKind.ANNOUNCEMENT)):
        if who:
            sign_in(who)
        for language in ("id", "en"):
            speak(language)
            for address in PAGES[name]:
                answer = page.goto(live_server.url + address.format(**values))
                assert answer is not None and answer.status == 200, (address.format(**values), answer.status)
                check(page, widths=(390, 1280) if language == "id" else (390,))
