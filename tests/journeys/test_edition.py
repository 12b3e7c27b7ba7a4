"""One edition from a writer's first sentence to announced winners, by clicks; in both languages, on both databases.

Wati writes, Agus submits, Dewi checks, Sari assigns, Ratna scores, Sari locks, makes the shortlist and the timetable,
Ratna scores the interview, Sari holds the plenary and announces; a stranger reads the result. Field visits and
spreadsheets have journeys of their own.
"""

import pytest
import time_machine

from tests.cast import NOW
from tests.journeys.walker import Walker
from tuntas.documents.models import Document
from tuntas.documents.terms import Status
from tuntas.kipp.models import Entry, Sheet
from tuntas.kipp.terms import EntryStage, Seat, StageKind
from tuntas.kipp.tests.finished import jury_of
from tuntas.kipp.tests.stage import _seated, during

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
BOTH = pytest.mark.both_databases
HOME = "/kipp/kipp-kecil/"
TEXT = "Sebelum ada gerakan ini 3.041 anak tidak bersekolah; sesudahnya 1.212 anak kembali belajar."


def written_and_submitted(walker: Walker, wati, agus) -> str:
    """Wati writes and hands over, Agus submits; the reference."""
    walker.sign_in(wati)
    walker.go(HOME + "usulan/baru/")
    walker.fill("title", "Gerakan KUDU Sekolah")
    walker.fill("started_on", "2018-07-01")
    walker.choose_first("group")
    walker.press("Begin")
    entry = Entry.objects.get(title="Gerakan KUDU Sekolah")
    path = f"{HOME}usulan/{entry.case.reference}/"
    for section in ("ringkasan", "dampak"):
        walker.go(f"{path}tulis/{section}/")
        walker.fill("text", TEXT)
        walker.press("Save and next")
    walker.go(f"{path}tinjau/")
    walker.press("Send to the local admin")
    walker.sign_in(agus)
    walker.go(f"{path}tinjau/")
    walker.field("integrity").check()
    walker.press("Submit")
    return entry.case.reference


def scored(walker: Walker, ratna, stage: str, reference: str, value: int) -> None:
    """Ratna gives every criterion the value and hands in."""
    walker.sign_in(ratna)
    walker.go(f"{HOME}juri/{stage}/")
    walker.go(f"{HOME}juri/{stage}/{reference}/")
    for key in ("signifikansi", "kebaruan"):
        walker.fill(f"value-{key}", str(value))
    walker.press("Hand in")
    assert Sheet.objects.filter(assignment__stage__key=stage, handed_in_at__isnull=False).count() == 1


@pytest.mark.parametrize(
    "walker",
    [pytest.param("with scripts", marks=BOTH), pytest.param("without scripts", marks=BOTH), "in English"],
    indirect=True,
)
def test_from_the_first_sentence_to_the_announcement(walker, small_edition, wati, agus, sari, ratna, dindik) -> None:
    dewi = _seated(small_edition, "Dewi Sekretariat", Seat.SECRETARIAT).person
    jury_of(small_edition)
    with time_machine.travel(NOW):
        reference = written_and_submitted(walker, wati, agus)
        assert Entry.objects.get().number == 1
    with time_machine.travel(during(StageKind.CHECK)):
        walker.sign_in(dewi)
        walker.go(HOME + "periksa/")
        walker.go(f"{HOME}periksa/{reference}/")
        walker.page.locator("input[type=radio][name^='verdict-']").first.check()
        walker.press("Pass")
        assert Entry.objects.get().case.stage == EntryStage.PASSED
    with time_machine.travel(during(StageKind.DESK)):
        walker.sign_in(sari)
        walker.go(HOME + "penugasan/desk/")
        walker.fill("reference", reference)
        walker.choose("juror", "Ratna")
        walker.press("Assign", within="main section[aria-labelledby='one']")
        scored(walker, ratna, "desk", reference, 84)
    with time_machine.travel(during(StageKind.SHORTLIST)):
        shortlisted(walker, sari)
        assert Entry.objects.get().case.stage == EntryStage.FINALIST
    with time_machine.travel(during(StageKind.INTERVIEW)):
        scored(walker, ratna, "interview", reference, 88)
    with time_machine.travel(during(StageKind.PLENARY)):
        held(walker, sari)
    with time_machine.travel(during(StageKind.ANNOUNCEMENT)):
        announced(walker, sari, reference)


def shortlisted(walker: Walker, sari) -> None:
    """Scores locked, the finalists chosen and told, their timetable made."""
    walker.sign_in(sari)
    walker.go(HOME + "peringkat/desk/kunci/")
    walker.press("Lock the scores")
    walker.go(HOME + "daftar-pendek/?jalur=daerah")
    walker.press("Keep this choice")
    walker.go(HOME + "daftar-pendek/umumkan/")
    walker.press("Publish and tell everybody")
    walker.go(HOME + "wawancara/susun/")
    walker.press("Make the timetable")
    walker.go(HOME + "wawancara/")


def held(walker: Walker, sari) -> None:
    """The plenary: locked, decided, attended, closed."""
    walker.sign_in(sari)
    walker.go(HOME + "pleno/kunci/")
    walker.press("Lock the scores")
    walker.go(HOME + "pleno/putusan/")
    walker.page.locator("main select[name^='outcome-']").first.select_option("winner")
    walker.press("Save the decisions")
    walker.go(HOME + "pleno/rapat/")
    walker.fill("held_on", "2021-12-14")
    walker.fill("venue", "Ruang rapat contoh")
    walker.fill("attendance", "Sari Organiser, Biro Organisasi")
    walker.press("Save the meeting")
    walker.go(HOME + "pleno/tutup/")
    walker.press("Close and seal the minutes")
    walker.go(HOME + "pleno/")


def announced(walker: Walker, sari, reference: str) -> None:
    """Announced once; a stranger reads the winner and checks the certificate."""
    walker.sign_in(sari)
    walker.go(HOME + "umumkan/")
    walker.press("Announce the winners now")
    assert Entry.objects.get().case.stage == EntryStage.WINNER
    walker.sign_in(None)
    walker.go(HOME + "hasil/")
    walker.reads("Gerakan KUDU Sekolah")
    walker.go(f"{HOME}hasil/{reference}/")
    certificate = Document.objects.get(kind="kipp.certificate")
    assert certificate.status == Status.ISSUED
    walker.go(f"/dokumen/periksa/{certificate.token}/")
    walker.reads(certificate.label)
