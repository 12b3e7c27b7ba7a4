"""The pages of an entry as people walk them, and the doors that stay shut."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from tests.cast import NOW, hold

from tuntas.kipp.models import Answer, Entry, SeatHolder
from tuntas.kipp.models import Stage as EditionStage
from tuntas.kipp.terms import EditionStatus, EntryStage, Seat, StageKind
from tuntas.kipp.tests.proposals import draft, finished, fresh, sent, url, write
from tuntas.people.terms import Role

pytestmark = pytest.mark.usefixtures("still")
NO_SUCH = 404


@pytest.mark.django_db(transaction=True)
def test_the_whole_path_in_pages(client, small_edition, dindik, wati, agus):
    client.force_login(wati)
    group = small_edition.groups.get()
    typed = {"organisation": dindik.pk, "title": "KUDU Sekolah", "group": group.pk, "started_on": "2018-07-01"}
    page = client.get(reverse("kipp:entry_new", args=["kipp-kecil"]))
    assert page.status_code == 200 and dindik.name in page.content.decode()
    page = client.post(reverse("kipp:entry_new", args=["kipp-kecil"]), typed, follow=True)
    entry = Entry.objects.get()
    assert page.redirect_chain[-1][0] == url("entry_write", entry)
    for key, text in (("ringkasan", "Anak kembali ke sekolah."), ("dampak", "1.212 anak kembali.")):
        assert client.get(url("entry_section", entry, key)).status_code == 200
        answer = client.post(url("entry_section", entry, key), {"text": text, "revision": 0, "next": "1"})
        assert answer.status_code == 302
    assert answer["Location"] == url("entry_write", entry)
    assert client.get(url("entry_review", entry)).status_code == 200
    answer = client.post(url("entry_review", entry), {"act": "hand_over"})
    assert answer["Location"] == url("entry", entry)
    assert "Agus Admin" in client.get(url("entry", entry)).content.decode()
    client.force_login(agus)
    assert client.get(url("entry_review", entry)).status_code == 200
    answer = client.post(url("entry_review", entry), {"act": "submit"})
    assert answer.status_code == 422, "without the statement"
    answer = client.post(url("entry_review", entry), {"act": "submit", "integrity": "1"}, follow=True)
    assert answer.redirect_chain[-1][0] == url("entry_sent", entry)
    assert fresh(entry).case.reference in answer.content.decode()
    entry = Entry.objects.select_related("receipt__file").get()
    assert (entry.number, entry.receipt.status, entry.receipt.file.type) == (1, "issued", "application/pdf")
    again = client.post(url("entry_review", entry), {"act": "submit", "integrity": "1"})
    assert again["Location"] == url("entry", entry)
    assert Entry.objects.get().number == 1


def test_nothing_is_offered_to_somebody_without_an_organisation(signed_in, small_edition, tono):
    page = signed_in(tono).get(reverse("kipp:entry_new", args=["kipp-kecil"])).content.decode()
    assert reverse("people:organisations") in page
    assert '<form method="post" data-keep' not in page


def test_near_copies_in_the_register_are_shown_first(signed_in, small_edition, dindik, wati, now):
    from tuntas.innovations.actions import add

    known = add(name="KUDU Sekolah", owner=dindik, by=wati, now=now, summary="Anak putus sekolah kembali belajar.")
    client, where = signed_in(wati), reverse("kipp:entry_new", args=["kipp-kecil"])
    typed = {"organisation": dindik.pk, "title": "Kudu Sekolah", "group": small_edition.groups.get().pk}
    page = client.post(where, typed)
    assert page.status_code == 200 and not Entry.objects.exists()
    assert "KUDU Sekolah" in page.content.decode()
    client.post(where, typed | {"innovation": str(known.pk)})
    assert Entry.objects.get().innovation == known


PERSONAL = ["entry", "entry_write", "entry_facts", "entry_review", "entry_versions", "entry_withdraw"]


@pytest.mark.parametrize("name", PERSONAL)
def test_a_draft_is_hidden_from_everybody_else(name, client, small_edition, dindik, wati, budi, tono, ratna):
    SeatHolder.objects.create(edition=small_edition, person=ratna, seat=Seat.JUROR, added_at=NOW)
    entry = finished(small_edition, dindik, wati)
    assert client.get(url(name, entry)).status_code == 302
    for person in (budi, tono, ratna):
        client.force_login(person)
        assert client.get(url(name, entry)).status_code == NO_SUCH, person
    client.force_login(wati)
    assert client.get(url(name, entry)).status_code == 200


@pytest.mark.parametrize("name", ["entry_section", "entry_autosave", "entry_evidence"])
def test_a_rival_writes_nothing(name, client, small_edition, dindik, wati, budi, sari):
    entry = finished(small_edition, dindik, wati)
    for person in (budi, sari):
        client.force_login(person)
        answer = client.post(url(name, entry, "dampak"), {"text": "milik saya", "revision": 1})
        assert answer.status_code == NO_SUCH
    assert not Answer.objects.filter(text="milik saya").exists()


def test_the_office_sees_how_far_a_draft_is_but_not_its_text(client, small_edition, dindik, wati, sari):
    entry = finished(small_edition, dindik, wati)
    client.force_login(sari)
    page = client.get(url("entry", entry)).content.decode()
    assert entry.title in page and "1.212" not in page
    assert client.get(url("entry_versions", entry)).status_code == NO_SUCH
    assert client.get(url("entry_write", entry)).status_code == NO_SUCH


OFFICE_PAGES = ["entries", "entries_remind", "check"]


@pytest.mark.parametrize("name", OFFICE_PAGES)
def test_office_pages_are_for_the_office_of_this_edition(
    name, client, edition, small_edition, secretary, juror_seats, wati, agus, budi, tono, ratna, sari
):
    here = reverse(f"kipp:{name}", args=["kipp-kecil"])
    assert client.get(here).status_code == 302
    for person in (wati, agus, budi, tono, ratna, secretary):  # secretary and jurors sit in the other edition
        client.force_login(person)
        assert client.get(here).status_code == 403, person
    client.force_login(sari)
    assert client.get(here).status_code == 200


def test_check_pages_are_not_for_the_entrant(client, edition, small_edition, secretary, dindik, wati, agus, sari):
    entry = sent(small_edition, dindik, wati, agus)
    for person in (wati, agus, secretary):
        client.force_login(person)
        assert client.get(url("check_entry", entry)).status_code == 403
        assert client.post(url("check_entry", entry), {"act": "pass"}).status_code == 403
    client.force_login(sari)
    assert client.get(url("check_entry", entry)).status_code == 200


def test_an_edition_in_draft_hides_its_entries(client, small_edition, dindik, wati, tono):
    small_edition.status = EditionStatus.DRAFT
    small_edition.save()
    client.force_login(wati)
    for name in ("entry_new", "mine"):
        assert client.get(reverse(f"kipp:{name}", args=["kipp-kecil"])).status_code == NO_SUCH


def test_after_the_deadline_every_door_is_shut_and_the_draft_is_kept(client, small_edition, dindik, wati, agus):
    entry = finished(small_edition, dindik, wati)
    closes = EditionStage.objects.get(edition=small_edition, kind=StageKind.REGISTRATION).closes_at
    typed = {"text": "pada detik terakhir", "revision": 1}
    with time_machine.travel(closes + timedelta(milliseconds=999), tick=False):
        client.force_login(wati)  # a session lasts twelve hours
        assert client.post(url("entry_autosave", entry, "dampak"), typed).json()["revision"] == 2
    with time_machine.travel(closes + timedelta(seconds=1), tick=False):
        late = {"text": "terlambat satu detik", "revision": 2}
        page = client.post(url("entry_section", entry, "dampak"), late)
        assert page.status_code == 403 and "terlambat satu detik" in page.content.decode()
        shut = client.post(url("entry_autosave", entry, "dampak"), late)
        assert shut.status_code == 409 and shut.json()["shut"]
        for name in ("entry_write", "entry_facts"):
            assert "data-keep" not in client.get(url(name, entry)).content.decode()
        assert client.post(url("entry_review", entry), {"act": "hand_over"}).status_code == 403
        assert client.post(url("entry_facts", entry), {"title": "x"}).status_code == 403
        typed = {"organisation": dindik.pk, "title": "Baru", "group": small_edition.groups.get().pk}
        assert client.post(reverse("kipp:entry_new", args=["kipp-kecil"]), typed).status_code == 200
        assert "pada detik terakhir" in client.get(url("entry", entry)).content.decode()
    assert Entry.objects.count() == 1
    assert Answer.objects.get(section__key="dampak").text == "pada detik terakhir"
    EditionStage.objects.filter(edition=small_edition, kind=StageKind.REGISTRATION).update(
        closes_at=closes + timedelta(days=3)
    )
    with time_machine.travel(closes + timedelta(days=1), tick=False):
        client.force_login(wati)
        assert client.post(url("entry_review", entry), {"act": "hand_over"}).status_code == 302


def test_two_tabs_show_both_texts_and_overwrite_nothing(client, small_edition, dindik, wati):
    entry = draft(small_edition, dindik, wati)
    client.force_login(wati)
    where = url("entry_section", entry, "dampak")
    client.post(where, {"text": "dari tab pertama", "revision": 0})
    assert client.post(url("entry_autosave", entry, "dampak"), {"text": "tab kedua", "revision": 0}).status_code == 409
    page = client.post(where, {"text": "dari tab kedua", "revision": 0})
    shown = page.content.decode()
    assert page.status_code == 409
    assert "dari tab pertama" in shown and "dari tab kedua" in shown and "<ins>kedua</ins>" in shown
    assert Answer.objects.get().text == "dari tab pertama"
    assert client.post(where, {"text": "gabungan", "revision": 1}).status_code == 302
    assert Answer.objects.get().text == "gabungan"


def test_facts_changed_in_two_tabs(client, small_edition, dindik, wati):
    entry = draft(small_edition, dindik, wati)
    client.force_login(wati)
    typed = {"title": "Judul satu", "group": entry.group_id, "started_on": "2018-07-01", "revision": 0}
    assert client.post(url("entry_facts", entry), typed).status_code == 302
    page = client.post(url("entry_facts", entry), typed | {"title": "Judul dua"})
    assert page.status_code == 409
    assert "Judul satu" in page.content.decode() and "Judul dua" in page.content.decode()
    entry = fresh(entry)
    assert (entry.title, entry.case.title) == ("Judul satu", "Judul satu")


def test_a_session_that_ends_mid_form_loses_nothing(client, small_edition, dindik, wati):
    entry = draft(small_edition, dindik, wati)
    where = url("entry_section", entry, "dampak")
    answer = client.post(where, {"text": "Satu jam menulis.", "revision": 0})
    assert answer.status_code == 302 and "next=" in answer["Location"]
    assert client.post(url("entry_autosave", entry, "dampak"), {"text": "x"}).status_code == 401
    assert not Answer.objects.exists()
    client.force_login(wati)
    assert "Satu jam menulis." in client.get(where).content.decode()
    assert "Satu jam menulis." not in client.get(where).content.decode(), "shown once"


def test_script_in_a_text_is_only_text(client, small_edition, dindik, wati, agus, sari):
    entry = draft(small_edition, dindik, wati, "<script>alert(1)</script>")
    write(entry, "dampak", "<img src=x onerror=alert(2)>", wati)
    write(entry, "ringkasan", "</textarea><script>alert(3)</script>", wati)
    client.force_login(wati)
    for where in (url("entry", entry), url("entry_write", entry), url("entry_review", entry)):
        page = client.get(where).content.decode()
        assert "<script>alert" not in page and "<img src=x" not in page
    assert "<script>alert(3)" not in client.get(url("entry_section", entry, "ringkasan")).content.decode()
    client.force_login(sari)
    assert "<script>alert" not in client.get(reverse("kipp:entries", args=["kipp-kecil"])).content.decode()


def test_ten_thousand_words_are_saved_and_named(client, small_edition, dindik, wati):
    entry = draft(small_edition, dindik, wati)
    client.force_login(wati)
    text = " ".join(f"kata{i}" for i in range(10_000))
    page = client.post(url("entry_section", entry, "dampak"), {"text": text, "revision": 0}, follow=True)
    assert "10000" in page.content.decode().replace(".", "")
    assert Answer.objects.get().words == 10_000
    assert client.post(url("entry_review", entry), {"act": "hand_over"}).status_code == 422
    assert client.get(url("entry", entry)).status_code == 200
    huge = "a" * 200_001
    assert client.post(url("entry_section", entry, "dampak"), {"text": huge, "revision": 1}).status_code == 200
    assert Answer.objects.get().words == 10_000


def test_withdrawing_asks_first(client, small_edition, dindik, wati, agus):
    entry = sent(small_edition, dindik, wati, agus)
    client.force_login(wati)
    assert client.get(url("entry_withdraw", entry)).status_code == 200
    assert fresh(entry).case.stage == EntryStage.SUBMITTED
    client.post(url("entry_withdraw", entry), {"remarks": "Salah kelompok"})
    assert fresh(entry).case.stage == EntryStage.WITHDRAWN
    assert client.get(url("entry_withdraw", entry)).status_code == 302


def test_versions_are_compared_word_by_word(client, small_edition, dindik, wati, agus):
    from tuntas.kipp.actions.sending import hand_over, submit

    entry = hand_over(entry=finished(small_edition, dindik, wati), by=wati, now=NOW)
    write(entry, "dampak", "Sebelum ada program 3.041 anak tidak sekolah; sesudahnya 1.300 anak kembali.", agus)
    submit(entry=entry, integrity=True, by=agus, now=NOW)
    client.force_login(wati)
    page = client.get(url("entry_versions", entry), {"dari": "1", "ke": "2"}).content.decode()
    assert "<ins>1.300</ins>" in page and "<del>1.212</del>" in page
    assert client.get(url("entry_versions", entry), {"dari": "x", "ke": "99"}).status_code == 200


def test_local_admin_alone_can_begin_and_send(client, small_edition, dindik, agus):
    entry = finished(small_edition, dindik, agus)
    client.force_login(agus)
    client.post(url("entry_review", entry), {"act": "hand_over"})
    client.post(url("entry_review", entry), {"act": "submit", "integrity": "1"})
    assert fresh(entry).number == 1


def test_a_group_by_invitation(client, small_edition, dindik, wati, sari, tono):
    hold(tono, Role.ORGANISER, dindik.place)
    small_edition.groups.update(invited_only=True)
    where = reverse("kipp:invites", args=["kipp-kecil"])
    client.force_login(tono)
    assert client.get(where).status_code == 403
    client.force_login(sari)
    assert client.get(where).status_code == 200
    typed = {"invite": "1", "group": small_edition.groups.get().pk, "organisation": "Dinas Pendidikan"}
    client.post(where, typed)
    client.post(where, typed)
    entry = draft(small_edition, dindik, wati)
    assert entry.group.invited_only
    client.post(where, {"take_back": entry.group.invites.get().pk})
    assert entry.group.invites.count() == 0
