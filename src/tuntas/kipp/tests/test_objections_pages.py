"""Pages of objections: who reads them, and one walked through."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tuntas.kipp.models import Objection, SeatHolder
from tuntas.kipp.terms import Consequence, Seat
from tuntas.kipp.tests.objecting import SOON, copied
from tuntas.kipp.tests.stage import _seated

READERS = {
    "wati": 200, "agus": 200, "sari": 200, "dewi": 200, "budi": 404, "ratna": 404, "tono": 404, "observer": 404,
}  # fmt: skip


@pytest.mark.parametrize(("who", "status"), READERS.items())
def test_who_reads_an_objection(who, status, raised, heard, signed_in, request, still) -> None:
    still.move_to(SOON)
    seat = _seated(heard, "Opik Pengamat", Seat.OBSERVER)
    person = seat.person if who == "observer" else request.getfixturevalue(who)
    _seated(heard, "Ratna Juror", Seat.JUROR)
    client = signed_in(person)
    assert client.get(f"/kipp/{heard.slug}/sanggahan/{raised.case.reference}/").status_code == status
    listed = client.get(f"/kipp/{heard.slug}/sanggahan/").status_code
    assert listed == (200 if who in ("sari", "dewi") else 403)
    page = client.get(f"/kipp/{heard.slug}/usulan/{raised.entry.case.reference}/sanggah/").status_code
    assert page == (200 if who in ("wati", "agus") else 404)
    assert client.get(f"/kipp/{heard.slug}/masa-sanggah/").status_code == 200


def test_the_organiser_of_another_edition_knows_nothing(raised, edition, heard, signed_in, tono, still) -> None:
    still.move_to(SOON)
    SeatHolder.objects.create(edition=edition, person=tono, seat=Seat.ORGANISER, added_at=SOON)
    assert signed_in(tono).get(f"/kipp/{heard.slug}/sanggahan/{raised.case.reference}/").status_code == 404
    assert signed_in(tono).get(f"/kipp/{edition.slug}/sanggahan/{raised.case.reference}/").status_code == 404
    assert signed_in(tono).get(f"/kipp/{edition.slug}/masa-sanggah/").status_code == 404  # no objections there


def test_through_the_pages(failed, heard, wati, dewi, sari, still) -> None:
    still.move_to(SOON)
    team, office, organiser = Client(), Client(), Client()
    for client, person in ((team, wati), (office, dewi), (organiser, sari)):
        client.force_login(person)
    entry_page = team.get(f"/kipp/{heard.slug}/usulan/{failed.case.reference}/").content.decode()
    address = f"/kipp/{heard.slug}/usulan/{failed.case.reference}/sanggah/"
    assert address in entry_page
    bad = SimpleUploadedFile("virus.exe", b"MZ not a pdf")
    refused = team.post(address, {"ground": "fact", "text": "Surat ada di halaman 3.", "file_1": bad})
    assert refused.status_code == 422 and "Surat ada di halaman 3." in refused.content.decode()
    assert not Objection.objects.exists()
    assert team.post(address, {"ground": "fact", "text": "Surat ada di halaman 3."}).status_code == 302
    assert team.post(address, {"ground": "fact", "text": "Dua kali."}).status_code == 302
    made = Objection.objects.get()
    one = f"/kipp/{heard.slug}/sanggahan/{made.case.reference}/"
    seat = SeatHolder.objects.get(edition=heard, person=dewi)
    assert (
        made.case.reference in office.get("/urusan/").content.decode() or one in office.get("/urusan/").content.decode()
    )
    assert office.post(one, {"kind": "ReceiveForm", "examiner": seat.pk}).status_code == 302
    assert office.post(one, {"kind": "ReceiveForm", "examiner": seat.pk}).status_code in (302, 422)
    assert office.post(one, {"kind": "FindingForm", "finding": ""}).status_code == 422
    assert office.post(one, {"kind": "FindingForm", "finding": "Ada."}).status_code == 302
    assert office.post(one, {"kind": "AnswerForm", "upheld": "yes", "reason": "Surat ada."}).status_code == 302
    assert office.post(one, {"kind": "ConsequenceForm", "consequence": "reopened", "note": "x"}).status_code == 302
    assert organiser.post(one, {"kind": "ConsequenceForm", "consequence": "reader", "note": "x"}).status_code == 422
    assert (
        organiser.post(one, {"kind": "ConsequenceForm", "consequence": "reopened", "note": "Lagi"}).status_code == 302
    )
    made.refresh_from_db()
    assert made.consequence == Consequence.REOPENED
    page = team.get(one).content.decode()
    assert "Surat ada." in page and dewi.name not in page and "<p>Ada.</p>" not in page


def test_late_words_stay_on_the_page(failed, heard, wati, signed_in, still) -> None:
    still.move_to(SOON + timedelta(days=7))
    address = f"/kipp/{heard.slug}/usulan/{failed.case.reference}/sanggah/"
    refused = signed_in(wati).post(address, {"ground": "fact", "text": "Kalimat panjang yang disimpan."})
    assert refused.status_code == 422 and "Kalimat panjang yang disimpan." in refused.content.decode()


def test_the_list_costs_the_same_for_thirty(
    raised, heard, sari, signed_in, still, django_assert_max_num_queries
) -> None:
    still.move_to(SOON)
    client = signed_in(sari)
    for at in range(30):
        copied(raised, at, withdrawn_at=SOON)
    with django_assert_max_num_queries(12):
        assert client.get(f"/kipp/{heard.slug}/sanggahan/").status_code == 200
