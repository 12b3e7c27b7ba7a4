"""The page of an innovation and what its owner writes: looked at by axe, in both languages, narrow and wide."""

from decimal import Decimal

import pytest
import time_machine

from tests.cast import NOW
from tuntas.innovations import actions
from tuntas.innovations.terms import ChapterKey, Status

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
OWN = ("", "tulis/", "tulis/how/", "angka/", "gambar/", "kematangan/", "kematangan/16/", "keadaan/", "ubah/")


def test_the_page_and_its_writing(live_server, page, sign_in, speak, check, dindik, wati, agus, brebes):
    made = actions.add(name="KUDU Sekolah", owner=dindik, by=wati, now=NOW, summary="Anak kembali.", problem="Putus.")
    actions.publish(innovation=made, by=agus, now=NOW)
    actions.write_chapter(
        innovation=made, key=ChapterKey.HOW, text="Didata.", text_en="Listed.", by=wati, now=NOW, revision=0, show=True
    )
    facts = {
        "name": "Hari",
        "unit": "hari",
        "before": Decimal(8),
        "after": Decimal(4),
        "target": Decimal(3),
        "source": "x",
    }
    actions.add_measure(innovation=made, by=wati, now=NOW, facts=facts)
    first = actions.origin_of(made, NOW)
    actions.add_site(
        innovation=made, place=brebes, organisation=None, since=None, source="x", parent=first, by=wati, now=NOW
    )
    actions.confirm_status(innovation=made, status=Status.RUNNING, by=wati, now=NOW)
    with time_machine.travel(NOW):
        sign_in(wati)
        for language in ("id", "en"):
            speak(language)
            for part in OWN:
                answer = page.goto(f"{live_server.url}/inovasi/{made.slug}/{part}")
                assert answer is not None and answer.status == 200, part
                check(page, widths=(390, 1280) if language == "id" else (390,))
