"""A Selapanan group in a real browser: it meets, finds a child without a birth certificate, passes it on, and the next
meeting opens with the answer. Every page is looked at by axe, in both languages."""

import io
import re
from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from tests.cast import NOW, hold, person
from tuntas.casework.models import Referral
from tuntas.people.terms import Role
from tuntas.services.selapanan.actions import cash, findings, joint, meetings
from tuntas.services.selapanan.actions.groups import open_feed
from tuntas.services.selapanan.actions.photos import keep_photo
from tuntas.services.selapanan.models import Entry, Finding, Presence
from tuntas.services.selapanan.terms import FindingKind, FindingStage, Happening, SheetKind
from tuntas.services.selapanan.tests.circle import BASE, begun, meeting, melati, member, moment, sri  # noqa: F401

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
HERE = "/layanan/33.26.05.2005/selapanan/"
SECOND = moment(BASE + timedelta(days=35))


def met(page, press, group) -> None:
    """The roll call and the minutes, kept while they are typed."""
    for one in group.members.all():  # a thumb, or the keyboard: the first radio and the space bar
        page.locator(f"input[name='m{one.pk}'][value='present']").focus()
        page.keyboard.press("Space")
    press("Simpan presensi")
    assert Presence.objects.filter(state="present").count() == 4
    page.locator("#minutes_minutes").fill("Semua hadir; hujan.")
    page.wait_for_selector("[data-saving][data-state='saved'], .saving[data-state='saved']")
    page.reload()
    assert page.locator("#minutes_minutes").input_value() == "Semua hadir; hujan.", "kept while typing"


def test_a_finding_goes_out_and_its_answer_opens_the_next_meeting(
    melati,  # noqa: F811
    sri,  # noqa: F811
    talun,
    page,
    live_server,
    sign_in,
    check,
) -> None:
    officer = person("Yuni Perangkat")
    hold(officer, Role.VILLAGE_OFFICER, talun)
    page.set_viewport_size({"width": 390, "height": 800})
    main = page.locator("main")

    def press(words: str) -> None:
        with page.expect_navigation():
            main.get_by_role("button", name=re.compile(rf"^\s*{words}")).or_(
                main.get_by_role("link", name=re.compile(rf"^\s*{words}"))
            ).first.click()

    with time_machine.travel(moment(BASE)):
        sign_in(sri)
        page.goto(f"{live_server.url}/layanan/{talun.code}/")
        page.get_by_role("link", name="Kelompok Selapanan").first.click()
        page.get_by_role("link", name="Melati").click()
        assert "Jumat Pahing, 8 Oktober 2021" in main.inner_text()
        press("Buka halaman pertemuan")
        press("Mulai pertemuan")
        press("Panggil presensi")
        check(page, widths=(390,))
        met(page, press, melati)
        page.locator("#finding_kind").select_option("birth")
        page.locator("#finding_note").fill("Anak usia 4 tahun belum punya akta kelahiran.")
        page.locator("#finding_agreed").check()
        press("Catat dan teruskan")
        assert "Disimpan: layanan belum dinyalakan" in main.inner_text()
        press("Akhiri pertemuan")
        press("Akhiri pertemuan")
        check(page, widths=(390,))

    with time_machine.travel(moment(BASE + timedelta(days=5))):
        sign_in(officer)
        page.goto(live_server.url + reverse("casework:referral", args=[Referral.objects.get().pk]))
        main.get_by_label("Selesai").or_(main.locator("input[value='done']")).first.check()
        page.locator("#id_outcome").fill("Akta terbit dan sudah diserahkan kepada ibunya, tanpa biaya.")
        press("Kirim jawaban")

    with time_machine.travel(SECOND):
        sign_in(sri)
        page.goto(live_server.url + reverse("selapanan:meeting", args=[talun.code, melati.key, 2]))
        first = main.locator("section").first
        assert "Akta terbit dan sudah diserahkan" in first.inner_text()
        assert Finding.objects.get().case.closed_at is None, "nothing is closed before it was told"
        press("Mulai pertemuan")
        check(page, widths=(390,))
        press("Sudah disampaikan kepada kelompok")
        assert "Sudah disampaikan. Dengan ini temuan selesai." in page.content()
    found = Finding.objects.select_related("case", "referral", "told_in").get()
    assert (found.case.stage, found.referral.status, found.told_in.number) == (FindingStage.TOLD, "told", 2)


PAGES = [
    "", "baru/", "antardesa/", "antardesa/{joint}/", "{key}/", "{key}/ubah/", "{key}/anggota/",
    "{key}/anggota/{member}/",
    "{key}/anggota/{member}/tautkan/", "{key}/jadwal/", "{key}/jadwal/2/geser/", "{key}/jadwal/2/lewati/",
    "{key}/kalender/", "{key}/antardesa/baru/", "{key}/temuan/", "{key}/temuan/{finding}/", "{key}/kas/",
    "{key}/kas/catat/", "{key}/kas/catat/?pertemuan=1&foto={cash_photo}", "{key}/kas/tutup/", "{key}/kas/tabungan/",
    "{key}/kas/1/balik/", "{key}/pertemuan/1/", "{key}/pertemuan/1/presensi/", "{key}/pertemuan/1/undangan/",
    "{key}/pertemuan/1/selesai/", "{key}/pertemuan/1/buka/", "{key}/pertemuan/1/foto/{photo}/",
]  # fmt: skip


def _picture() -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (60, 80), "white").save(out, "JPEG")
    return SimpleUploadedFile("lembar.jpg", out.getvalue(), "image/jpeg")


@pytest.fixture
def addresses(melati, sri) -> list[str]:  # noqa: F811
    """Every page of the service, of things that exist."""
    meetings.shift(group=melati, number=2, to=BASE + timedelta(days=36), reason="Hajatan", by=sri, now=NOW)
    going_on, at = begun(melati, sri)
    who = {"by": sri, "now": at}
    found = findings.raise_finding(meeting=going_on, kind=FindingKind.VOICE, note="Jembatan rusak", **who)
    book = {"group": melati, "amount": 20_000, "day": BASE, "text": "Contoh", **who}
    cash.write(happening=Happening.DUES, token="a", **book)
    cash.write(happening=Happening.SAVING, token="b", member=member(melati, "Kasmi"), **book)
    assert Entry.objects.count() == 2
    open_feed(group=melati, by=sri, now=at)
    called = joint.call_joint(host=melati, title="Selapanan Raya", day=BASE, hour=melati.hour, venue="Balai", **who)
    photos = [
        keep_photo(meeting=meeting(melati), upload=_picture(), kind=kind, **who)
        for kind in (SheetKind.ROLL, SheetKind.CASH)
    ]
    values = {
        "key": melati.key, "joint": called.pk, "member": member(melati, "Kasmi").pk, "finding": found.case.reference,
        "photo": photos[0].pk, "cash_photo": photos[1].pk,
    }  # fmt: skip
    return [HERE + address.format(**values) for address in PAGES]


def test_pages_are_readable_by_everybody(addresses, sri, page, live_server, sign_in, speak, check) -> None:  # noqa: F811
    with time_machine.travel(moment(BASE)):
        sign_in(sri)
        for language in ("id", "en"):
            speak(language)
            for address in addresses:
                answer = page.goto(live_server.url + address)
                assert answer is not None and answer.status == 200, (address, answer.status)
                check(page, widths=(390, 1280) if language == "id" else (390,))
