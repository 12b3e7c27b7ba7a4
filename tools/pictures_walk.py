"""What the guides show: pages in the eyes of the sample people, in the order of a competition.

A chapter a role; `tools/pictures_acts.py` moves the practice edition on between them. Names of pictures are the names
of files, so a guide that shows one need not change when the screen does.
"""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from tools import pictures_acts as acts

from tuntas.documents.models import Document
from tuntas.kipp.models import Entry
from tuntas.people.models import Organisation

if TYPE_CHECKING:
    from tools.pictures import Studio

PHONE, READ, DESK = 390, 820, 1280  # CSS pixels: a telephone, one column of text, a table or the desk
PRACTICE, DONE = "/kipp/kipp-latihan/", "/kipp/kipp-jateng-2021/"
MAIN = ".page"  # without the site's head


def one(title: str, base: str = PRACTICE) -> str:
    """The reference of the proposal of that title in the edition at `base`."""
    return Entry.objects.get(title=title, edition__slug=base.strip("/").split("/")[-1]).case.reference


def walk(studio: "Studio") -> None:
    """Everything, chapter by chapter; later chapters need what earlier ones did."""
    reader(studio)
    account(studio)
    innovator(studio)
    local_admin(studio)
    secretariat(studio)
    juror(studio)
    opening(studio)
    running(studio)
    sheets(studio)
    watching(studio)
    operator(studio)
    deciding(studio)


def reader(studio: "Studio") -> None:
    """What everybody can see."""
    studio.enter(None)
    studio.shot("home", "/", width=PHONE)
    studio.shot("innovations", "/inovasi/?text=sekolah", width=PHONE)
    studio.shot("innovation", "/inovasi/gerakan-kudu-sekolah/", width=PHONE)
    studio.shot("edition", PRACTICE, width=PHONE)
    studio.shot("results", DONE + "hasil/", width=PHONE, height=1000)
    studio.shot("result", f"{DONE}hasil/{one('Rumah Kerja', DONE)}/", width=PHONE, height=1000)
    studio.shot("document-ask", "/dokumen/periksa/", width=PHONE)
    certificate = Document.objects.filter(kind="kipp.certificate").order_by("pk")[0]
    studio.shot("document-valid", f"/dokumen/periksa/{certificate.token}/", width=PHONE)


def account(studio: "Studio") -> None:
    """Signing up, joining an organisation, protecting an account."""
    home = Organisation.objects.get(name="Dinas Kesehatan Kab. Pekalongan (contoh)")
    studio.shot("signup", "/akun/signup/", width=PHONE)
    studio.enter("warga")
    studio.shot("join", f"/akun/organisasi/{home.pk}/gabung/", width=PHONE)
    studio.enter("inovator")
    studio.shot("protect", "/akun/saya/", width=PHONE, at="#security")


def innovator(studio: "Studio") -> None:
    """Writing a proposal."""
    draft = f"{PRACTICE}usulan/{one('Pojok Gizi Desa')}/"
    studio.shot("desk-innovator", "/meja/", width=PHONE)
    studio.shot("entry-new", PRACTICE + "usulan/baru/", width=READ, at=MAIN)
    studio.shot("entry-write", draft + "tulis/", width=READ, at=MAIN)
    studio.shot("entry-section", draft + "tulis/ringkasan/", width=READ, at=MAIN, height=620)
    studio.shot("entry-evidence", draft + "bukti/surat-inisiatif/", width=READ, at=MAIN)
    studio.shot("entry-missing", draft + "tinjau/", width=READ, at=MAIN, height=640)
    studio.shot("entry-waiting", f"{PRACTICE}usulan/{one('Sahabat Lansia Pesisir')}/", width=PHONE)


def local_admin(studio: "Studio") -> None:
    """Reading, returning, submitting; the people of an organisation."""
    entry = f"{PRACTICE}usulan/{one('Sahabat Lansia Pesisir')}/"
    home = Organisation.objects.get(name="Dinas Kesehatan Kab. Pekalongan (contoh)")
    studio.enter("admin")
    studio.shot("inbox", "/urusan/")
    studio.shot("admin-submit", entry + "tinjau/", width=READ, at="main form:has([name=integrity])", height=760)
    studio.shot("organisation", f"/akun/organisasi/{home.pk}/", at=MAIN, height=560)
    studio.shot("organisation-invite", f"/akun/organisasi/{home.pk}/undang/", width=READ, at=MAIN, height=640)
    acts.returned("Sahabat Lansia Pesisir", "Mohon sebutkan sumber angka pada bagian Signifikansi.")
    studio.enter("inovator")
    studio.shot("entry-returned", entry, width=PHONE)
    acts.rewritten("Sahabat Lansia Pesisir", "signifikansi", " Sumber: catatan layanan puskesmas (contoh).")
    acts.rewritten("Sahabat Lansia Pesisir", "evaluasi", " Laporan evaluasi terlampir.")
    acts.handed_over("Sahabat Lansia Pesisir")
    studio.shot("entry-versions", entry + "versi/?lama=1&baru=2", at=MAIN)
    acts.submitted("Sahabat Lansia Pesisir")
    studio.enter("admin")
    studio.shot("entry-sent", entry + "terkirim/", width=PHONE)


def secretariat(studio: "Studio") -> None:
    """The administrative check."""
    check = f"{PRACTICE}periksa/{one('Jejak Akta')}/"
    studio.enter("sekretariat")
    studio.shot("check-queue", PRACTICE + "periksa/", at=MAIN, height=520)
    studio.shot("check-entry", check, at=MAIN)
    studio.shot("check-list", check, at="#list")
    twin = f"?banding={one('Jemput Akta', DONE)}"
    studio.shot("check-beside", check + twin, at="#beside")
    studio.shot("check-repair", f"{PRACTICE}usulan/{one('Jejak Adminduk')}/", width=READ, at=MAIN, height=640)
    studio.shot("entries", PRACTICE + "usulan/", at=MAIN)


def juror(studio: "Studio") -> None:
    """The queue and the desk."""
    studio.enter("juri2")
    studio.shot("jury-ties", PRACTICE + "kepentingan/", width=PHONE, at=MAIN)
    acts.independent("juri2")
    studio.shot("jury-queue", PRACTICE + "juri/proposal/", at=MAIN)
    desk = f"{PRACTICE}juri/proposal/{acts.on_desk('juri2', handed_in=False)}/"
    studio.shot("jury-desk", desk)
    studio.shot("jury-desk-phone", desk, width=PHONE, at="#rubric")
    studio.shot("jury-keys", desk, act=_keys, height=600)
    studio.shot("jury-step-back", desk + "mundur/", width=READ, at=MAIN, height=640)
    studio.shot("jury-why", PRACTICE + "juri/proposal/mengapa/", at=MAIN, height=640)
    studio.shot("jury-handed-in", f"{PRACTICE}juri/proposal/{acts.on_desk('juri2', handed_in=True)}/", height=560)


def _keys(page: Any) -> None:
    page.locator("[data-help]").evaluate("one => { one.open = true; one.scrollIntoView() }")


def _planned(page: Any) -> None:
    """Ask for a plan of assignments; nothing changes by looking at it."""
    page.locator("main form input[type=number]").first.fill("4")
    with page.expect_navigation():
        page.locator("main form button.button-primary").first.click()


def opening(studio: "Studio") -> None:
    """An edition from its preset to the call."""
    studio.enter("penyelenggara")
    draft = acts.drafted("KIPP Jawa Tengah 2027 (contoh)")
    studio.shot("edition-presets", "/kipp/baru/", at=MAIN, height=640)
    studio.shot("edition-rules", f"/kipp/{draft}/aturan/", width=READ, at=MAIN)
    studio.shot("edition-calendar", f"/kipp/{draft}/aturan/jadwal/", width=READ, at=MAIN)
    studio.shot("edition-criteria", f"/kipp/{draft}/aturan/penilaian/", at=MAIN)
    studio.shot("edition-preview", f"/kipp/{draft}/pratinjau/", width=PHONE)
    studio.shot("edition-publish", f"/kipp/{draft}/terbitkan/", width=READ, at=MAIN, height=640)
    studio.shot("edition-people", PRACTICE + "orang/", at=MAIN, height=900)


def running(studio: "Studio") -> None:
    """While registration and scoring run."""
    studio.shot("board", PRACTICE + "papan/", at=MAIN)
    studio.shot("board-jury", PRACTICE + "papan/", at="#judging", height=560)
    studio.shot("extend", PRACTICE + "perpanjang/pendaftaran/", width=READ, at=MAIN, height=560)
    studio.shot("nudge", PRACTICE + "usulan/ingatkan/?stage=draft", width=READ, at=MAIN, height=520)
    studio.shot("assign", PRACTICE + "penugasan/proposal/", at=MAIN)
    studio.shot("assign-preview", PRACTICE + "penugasan/proposal/", at=MAIN, act=_planned, height=640)
    studio.shot("late-jurors", PRACTICE + "penugasan/proposal/terlambat/", at=MAIN, height=640)
    acts.tied("juri1", "Jejak Akta")
    studio.shot("conflicts", PRACTICE + "konflik/", at=MAIN, height=860)
    studio.shot("amendments", PRACTICE + "perubahan/", width=READ, at=MAIN, height=560)
    studio.shot("ranking-closed", PRACTICE + "peringkat/proposal/", at=MAIN, height=640)


def sheets(studio: "Studio") -> None:
    """Spreadsheets in: columns, then every problem before anything changes."""
    made = acts.uploaded()
    studio.shot("import", PRACTICE + "impor/entries/", width=READ, at=MAIN, height=640)
    studio.shot("import-columns", f"{PRACTICE}impor/entries/{made}/", width=READ, at=MAIN)
    studio.shot("import-try", f"{PRACTICE}impor/entries/{made}/coba/", at=MAIN, height=640)


def watching(studio: "Studio") -> None:
    """The observer."""
    studio.enter("pengamat")
    studio.shot("observer-desk", "/meja/", width=PHONE, height=640)
    studio.shot("observer-board", PRACTICE + "papan/", at=MAIN)


def operator(studio: "Studio") -> None:
    """Who runs the installation."""
    studio.enter("operator")
    studio.shot("organisations", "/akun/organisasi/?text=pekalongan", at=MAIN, height=640)
    studio.shot("organisation-new", "/akun/organisasi/baru/", width=READ, at=MAIN, height=640)
    studio.shot("place-roles", "/akun/undangan/", at=MAIN)
    studio.shot("journal", "/jejak/", at=MAIN, height=640)


def deciding(studio: "Studio") -> None:
    """From locked scores to announced winners."""
    acts.travel(studio, "proposal", timedelta(days=2))
    acts.all_scored()
    acts.travel(studio, "top-40", timedelta(hours=30))
    studio.enter("penyelenggara")
    studio.shot("lock", PRACTICE + "peringkat/proposal/kunci/", width=READ, at=MAIN, height=420)
    acts.locked("proposal")
    studio.shot("ranking", DONE + "peringkat/proposal/", at=MAIN)
    studio.shot("derivation", f"{DONE}peringkat/proposal/{one('Rumah Kerja', DONE)}/", at=MAIN)
    studio.shot("analysis", DONE + "analisis/proposal/", at=MAIN, height=900)
    studio.shot("shortlist", PRACTICE + "daftar-pendek/?jalur=kabupaten-kota", at=MAIN, height=700)
    acts.shortlisted()
    studio.shot("slots-make", PRACTICE + "wawancara/susun/", width=READ, at=MAIN)
    acts.scheduled()
    studio.shot("slots", PRACTICE + "wawancara/", at=MAIN)
    acts.travel(studio, "wawancara", timedelta(hours=33))
    studio.enter("juri1")
    studio.shot("jury-interview", PRACTICE + "juri/wawancara/", at=MAIN)
    acts.interviewed()
    acts.travel(studio, "lapangan", timedelta(hours=33))
    place = acts.visit_planned("Jejak Ikan")
    studio.enter("penyelenggara")
    studio.shot("visits", PRACTICE + "lapangan/", at=MAIN, height=640)
    studio.enter("juri1")
    studio.shot("visit", place, width=PHONE, at=MAIN)
    studio.shot("visit-claims", place, width=PHONE, at="#findings", height=1000)
    acts.travel(studio, "pleno", timedelta(hours=33))
    studio.enter("penyelenggara")
    acts.met()
    studio.shot("plenary", PRACTICE + "pleno/", width=READ, at=MAIN, height=700)
    studio.shot("plenary-decisions", PRACTICE + "pleno/putusan/", at=MAIN)
    acts.closed()
    acts.travel(studio, "pengumuman", timedelta(hours=10))
    studio.enter("penyelenggara")
    studio.shot("announce", PRACTICE + "umumkan/", width=READ, at=MAIN, height=640)
