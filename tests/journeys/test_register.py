"""The register of residents in a real browser: every page looked at, and a resident added, found and handed a copy."""

import pytest
import time_machine
from django.urls import reverse

from tests.cast import NOW
from tuntas.files.sheets import Sheet, write_xlsx
from tuntas.residents.actions import add
from tuntas.residents.actions.alike import keep_likeness
from tuntas.residents.actions.changing import note_life
from tuntas.residents.actions.importing import bring
from tuntas.residents.actions.rights import receive
from tuntas.residents.models import Resident
from tuntas.residents.terms import Basis, LifeKind, ResidentFields, RightKind
from tuntas.residents.tests.neighbours import PEOPLE, neighbours, officer  # noqa: F401

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
ROWS = [["3326054302950001", "Tini Contoh", "P", "3 Februari 1995"], ["12", "Salah Contoh", "L", "31 Februari 1980"]]


def pages(talun, people, who):
    """One address of every kind, of things that exist."""
    again = ResidentFields(name="Sitti Aminah", sex="f", birth_date=PEOPLE["Siti"].birth_date)
    second = add(place=talun, fields=again, basis=Basis.LEGAL_DUTY, by=who, now=NOW)
    siti, rudi = people["Siti"], people["Rudi"]
    keep_likeness(one=siti, other=second, score=9.0, by=who, now=NOW, different=False)
    note_life(resident=rudi, kind=LifeKind.MOVED_OUT, day=NOW.date().replace(month=9), by=who, now=NOW)
    asking = receive(place=talun, kind=RightKind.COPY, who="Rudi", text="Minta salinan", by=who, now=NOW)
    data = write_xlsx([Sheet("Data", ["NIK", "Nama", "JK", "Tgl Lahir"], ROWS)])
    sheet, _notes = bring(place=talun, data=data, name="warga.xlsx", by=who, now=NOW)
    ones = {name: [siti.key] for name in ("edit", "numbers", "life", "trail", "copy", "grounds", "erase", "alike")}
    more = {
        "list": [], "find": [], "office": [], "new": [], "one": [rudi.key], **ones, "pairs": [], "requests": [],
        "pair": [siti.key, second.key], "family": [siti.family.key], "request": [asking.reference], "sheets": [],
        "mapping": [sheet.key], "sheet": [sheet.key],
    }  # fmt: skip
    return [reverse(f"residents:{name}", args=[talun.code, *rest]) for name, rest in more.items()]


def test_every_page_is_readable_by_everybody(neighbours, officer, talun, page, live_server, sign_in, speak, check):  # noqa: F811
    with time_machine.travel(NOW):
        addresses = pages(talun, neighbours, officer)
        sign_in(officer)
        for language in ("id", "en"):
            speak(language)
            for address in addresses:
                answer = page.goto(live_server.url + address)
                assert answer is not None and answer.status == 200, address
                check(page, widths=(390, 1280) if language == "id" else (390,))


def test_somebody_is_added_found_and_corrected(neighbours, officer, talun, page, live_server, sign_in):  # noqa: F811
    with time_machine.travel(NOW):
        sign_in(officer)
        page.goto(live_server.url + reverse("residents:new", args=[talun.code]))
        page.get_by_label("Nama", exact=True).fill("Sitti Aminah Contoh")
        page.get_by_label("Perempuan").check()
        page.locator("#id_birth_date").fill("1982-07-05")
        page.get_by_role("button", name="Simpan").click()
        page.get_by_text("Apakah orang ini sudah tercatat?").wait_for()
        assert Resident.objects.count() == 5
        page.get_by_role("button", name="Orang lain: simpan").click()
        page.get_by_text("Tercatat dalam buku warga.").wait_for()
        page.goto(live_server.url + reverse("residents:find", args=[talun.code]))
        page.locator("#id_q").fill("siti aminah")
        page.get_by_role("button", name="Cari").last.click()
        page.get_by_role("link", name="Sitti Aminah Contoh").click()
        page.get_by_role("link", name="Betulkan atau pindah alamat").click()
        page.wait_for_selector("html[data-ready]")
        page.locator("#id_phone").fill("0811")
        page.wait_for_selector(".saving[data-state=saved]")
        page.reload()
        assert page.locator("#id_phone").input_value() == "0811"
        assert page.evaluate("Object.keys(localStorage).length") == 0
        page.get_by_role("button", name="Simpan").last.click()
        page.get_by_text("Tersimpan.").first.wait_for()
