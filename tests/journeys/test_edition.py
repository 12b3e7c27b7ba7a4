"""One edition from a writer's first sentence to announced winners, by clicks alone; on both databases.

Wati writes, Agus submits, Dewi checks, Sari assigns, Ratna scores, Sari locks, makes the shortlist and the timetable,
Ratna scores the interview, Sari holds the plenary and announces; a stranger reads the result.
"""

import re

import pytest
import time_machine

from tests.browser import pass_for
from tests.cast import NOW
from tuntas.documents.models import Document
from tuntas.documents.terms import Status
from tuntas.kipp.models import Entry, Sheet
from tuntas.kipp.terms import EntryStage, Seat, StageKind
from tuntas.kipp.tests.finished import jury_of
from tuntas.kipp.tests.stage import _seated, during

pytestmark = [pytest.mark.journey, pytest.mark.both_databases, pytest.mark.django_db(transaction=True)]
HOME = "/kipp/kipp-kecil/"
TEXT = "Sebelum ada gerakan ini 3.041 anak tidak bersekolah; sesudahnya 1.212 anak kembali belajar."


class Walker:
    """A person at a browser: goes, writes, presses, and looks at every page with axe."""

    def __init__(self, page, address: str, sign_in, check) -> None:
        self.page, self.address, self.sign_in, self.check = page, address, sign_in, check

    def go(self, path: str) -> None:
        answer = self.page.goto(self.address + path)
        assert answer.status == 200, (path, answer.status)
        self.check(self.page, widths=(390,))

    def press(self, words: str) -> None:
        """Press the button or follow the link of that name, and look at where it leads."""
        main = self.page.locator("main")
        name = re.compile(words)
        target = main.get_by_role("button", name=name).or_(main.get_by_role("link", name=name)).first
        self.click(target)
        assert self.page.locator("#errors").count() == 0, self.page.locator("#errors").inner_text()
        self.check(self.page, widths=(390,))

    def choose_first(self, name: str) -> None:
        """Take the first real choice of a select or of radio buttons."""
        field = self.page.locator(f"main [name='{name}']").first
        if field.locator("option").count():
            values = [one.get_attribute("value") for one in field.locator("option").all()]
            field.select_option(next(value for value in values if value))
        elif field.get_attribute("type") == "radio":
            field.check()

    def click(self, target) -> None:
        """Click and wait for the page it leads to."""
        with self.page.expect_navigation():
            target.click()

    def fill(self, name: str, value: str) -> None:
        self.page.locator(f"main [name='{name}']").first.fill(value)


def written_and_submitted(walker: Walker, wati, agus) -> str:
    """Wati writes and hands over, Agus submits; the reference."""
    walker.sign_in(wati)
    walker.go(HOME + "usulan/baru/")
    walker.fill("title", "Gerakan KUDU Sekolah")
    walker.fill("started_on", "2018-07-01")
    walker.choose_first("group")
    walker.press("^Mulai$")
    entry = Entry.objects.get(title="Gerakan KUDU Sekolah")
    path = f"{HOME}usulan/{entry.case.reference}/"
    for section in ("ringkasan", "dampak"):
        walker.go(f"{path}tulis/{section}/")
        walker.fill("text", TEXT)
        walker.press("^Simpan$")
    walker.go(f"{path}tinjau/")
    walker.press("Kirim ke admin lokal")
    walker.sign_in(agus)
    walker.go(f"{path}tinjau/")
    walker.page.locator("[name='integrity']").check()
    walker.press("^Ajukan$")
    return entry.case.reference


def scored(walker: Walker, ratna, stage: str, reference: str, value: int) -> None:
    """Ratna gives every criterion the value and hands in."""
    walker.sign_in(ratna)
    walker.go(f"{HOME}juri/{stage}/")
    walker.go(f"{HOME}juri/{stage}/{reference}/")
    for key in ("signifikansi", "kebaruan"):
        walker.fill(f"value-{key}", str(value))
    walker.press("^Serahkan")
    assert Sheet.objects.filter(assignment__stage__key=stage, handed_in_at__isnull=False).count() == 1


@pytest.mark.parametrize("scripts", ["with scripts", "without scripts"])
def test_from_the_first_sentence_to_the_announcement(
    scripts, request, live_server, check, small_edition, wati, agus, sari, ratna, dindik
) -> None:
    plain = scripts == "without scripts"
    page = request.getfixturevalue("plain_page" if plain else "page")
    unseen = lambda *_args, **_kwargs: None  # noqa: E731 - axe itself is a script
    walker = Walker(page, live_server.url, pass_for(page.context, live_server.url), unseen if plain else check)
    dewi = _seated(small_edition, "Dewi Sekretariat", Seat.SECRETARIAT).person
    jury_of(small_edition)
    with time_machine.travel(NOW):
        reference = written_and_submitted(walker, wati, agus)
        assert Entry.objects.get().number == 1
    with time_machine.travel(during(StageKind.CHECK)):
        walker.sign_in(dewi)
        walker.go(HOME + "periksa/")
        walker.go(f"{HOME}periksa/{reference}/")
        page.locator("input[type=radio][name^='verdict-']").first.check()
        walker.press("^Lolos$")
        assert Entry.objects.get().case.stage == EntryStage.PASSED
    with time_machine.travel(during(StageKind.DESK)):
        walker.sign_in(sari)
        walker.go(HOME + "penugasan/desk/")
        walker.fill("reference", reference)
        options = page.locator("main select[name='juror'] option").all_inner_texts()
        page.locator("main select[name='juror']").select_option(
            index=next(i for i, o in enumerate(options) if "Ratna" in o)
        )
        walker.press("^Tugaskan")
        scored(walker, ratna, "desk", reference, 84)
    with time_machine.travel(during(StageKind.SHORTLIST)):
        walker.sign_in(sari)
        walker.go(HOME + "peringkat/desk/kunci/")
        walker.press("^Kunci nilai")
        walker.go(HOME + "daftar-pendek/?jalur=daerah")
        walker.press("Simpan pilihan")
        walker.go(HOME + "daftar-pendek/umumkan/")
        walker.click(page.locator("main form button").last)
        assert Entry.objects.get().case.stage == EntryStage.FINALIST
        walker.go(HOME + "wawancara/susun/")
        walker.click(page.locator("main form button").first)
        walker.go(HOME + "wawancara/")
    with time_machine.travel(during(StageKind.INTERVIEW)):
        scored(walker, ratna, "interview", reference, 88)
    with time_machine.travel(during(StageKind.PLENARY)):
        held(walker, sari)
    with time_machine.travel(during(StageKind.ANNOUNCEMENT)):
        walker.sign_in(sari)
        walker.go(HOME + "umumkan/")
        walker.click(page.locator("main button[name='act'][value='announce']"))
        assert Entry.objects.get().case.stage == EntryStage.WINNER
        walker.sign_in(None)
        walker.go(HOME + "hasil/")
        assert "Gerakan KUDU Sekolah" in page.locator("main").inner_text()
        walker.go(f"{HOME}hasil/{reference}/")
        certificate = Document.objects.get(kind="kipp.certificate")
        assert certificate.status == Status.ISSUED
        walker.go(f"/dokumen/periksa/{certificate.token}/")
        assert certificate.label in page.locator("main").inner_text()


def held(walker: Walker, sari) -> None:
    """The plenary: locked, decided, attended, closed."""
    page = walker.page
    walker.sign_in(sari)
    walker.go(HOME + "pleno/kunci/")
    walker.click(page.locator("main form button").first)
    walker.go(HOME + "pleno/putusan/")
    page.locator("main select[name^='outcome-']").first.select_option("winner")
    walker.press("Simpan putusan")
    walker.go(HOME + "pleno/rapat/")
    walker.fill("held_on", "2021-12-14")
    walker.fill("venue", "Ruang rapat contoh")
    walker.fill("attendance", "Sari Organiser, Biro Organisasi")
    walker.click(walker.page.locator("main form button").first)
    walker.go(HOME + "pleno/tutup/")
    walker.click(page.locator("main form button").first)
    walker.go(HOME + "pleno/")
