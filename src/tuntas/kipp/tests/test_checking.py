"""The administrative check: verdicts, decisions, hints, twins, and what people are told."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from tests.cast import NOW

from tuntas.casework.actions import NotAllowed, StillMissing
from tuntas.kipp.actions import telling
from tuntas.kipp.actions.checking import (
    CheckRefused,
    ask_repair,
    fail_check,
    pass_check,
    prolong_repair,
    reopen,
    save_checks,
)
from tuntas.kipp.actions.entries import DoorShut
from tuntas.kipp.actions.sending import hand_over, resubmit, return_to_writer
from tuntas.kipp.flow import ENTRY
from tuntas.kipp.models import CheckItem, Edition
from tuntas.kipp.queries.duplicates import side_by_side, texts_of, twins_of
from tuntas.kipp.queries.entries import proposal
from tuntas.kipp.queries.hints import hints_of
from tuntas.kipp.rules.entries import age_in_months, months_back
from tuntas.kipp.rules.hints import nonsense_in
from tuntas.kipp.rules.sketches import overlap, sketch_of
from tuntas.kipp.terms import EntryChecked, EntryHandedOver, EntryReturned, EntryStage, EntrySubmitted
from tuntas.kipp.tests.proposals import draft, finished, fresh, sent, url, write
from tuntas.notices.models import Notice

pytestmark = pytest.mark.usefixtures("still")


@pytest.fixture
def items(small_edition: Edition) -> dict[str, CheckItem]:
    """Two lines: completeness can be repaired, age cannot."""
    CheckItem.objects.create(
        edition=small_edition,
        key="usia",
        title="Usia",
        title_en="Age",
        reason="Inovasi terlalu muda.",
        reason_en="Too young.",
        order=2,
    )
    return {item.key: item for item in small_edition.check_items.all()}


def mark(entry, by, **verdicts) -> None:
    items = {item.key: item.pk for item in entry.edition.check_items.all()}
    save_checks(entry=entry, verdicts={items[k]: v for k, v in verdicts.items()}, by=by, now=NOW)


def test_pass_needs_a_verdict_on_every_line(small_edition, items, dindik, wati, agus, sari, now):
    entry = sent(small_edition, dindik, wati, agus)
    mark(entry, sari, lengkap=(True, ""))
    with pytest.raises(StillMissing):
        pass_check(entry=entry, by=sari, now=now)
    mark(entry, sari, usia=(True, "sejak 2018"))
    pass_check(entry=entry, by=sari, now=now)
    assert fresh(entry).case.stage == EntryStage.PASSED


def test_a_failed_line_cannot_pass(small_edition, items, dindik, wati, agus, sari, now):
    entry = sent(small_edition, dindik, wati, agus)
    mark(entry, sari, lengkap=(True, ""), usia=(False, ""))
    with pytest.raises(StillMissing):
        pass_check(entry=entry, by=sari, now=now)


def test_repair_and_back(small_edition, items, dindik, wati, agus, sari, now):
    entry = sent(small_edition, dindik, wati, agus)
    with pytest.raises(CheckRefused):
        ask_repair(entry=entry, words="", by=sari, now=now)
    mark(entry, sari, lengkap=(False, "Angka tahun 2020 kosong."), usia=(True, ""))
    ask_repair(entry=entry, words="Kami tunggu.", by=sari, now=now)
    entry = fresh(entry)
    assert entry.case.stage == EntryStage.REPAIR
    assert entry.case.due_at.date() == date(2021, 10, 7), "three working days after Monday"
    message = entry.case.steps.last().message
    assert "Belum lengkap." in message and "Angka tahun 2020" in message and "Kami tunggu." in message
    write(entry, "dampak", "Tahun 2020: 900 anak kembali.", wati, now + timedelta(hours=1))
    resubmit(entry=entry, by=agus, now=now + timedelta(hours=2))
    entry = fresh(entry)
    assert (entry.case.stage, entry.number) == (EntryStage.SUBMITTED, 1)
    assert [check.item.key for check in entry.checks.all()] == ["usia"], "what failed wants a new verdict"
    assert [version.move for version in entry.versions.all()] == ["hand_over", "submit", "resubmit"]


def test_a_repair_that_comes_too_late_waits_for_the_secretariat(small_edition, items, dindik, wati, agus, sari, now):
    entry = sent(small_edition, dindik, wati, agus)
    mark(entry, sari, lengkap=(False, ""))
    ask_repair(entry=entry, words="", by=sari, now=now)
    due = fresh(entry).case.due_at
    late = due + timedelta(seconds=1)
    with pytest.raises(DoorShut):
        write(entry, "dampak", "terlambat", wati, late)
    with pytest.raises(StillMissing):
        resubmit(entry=entry, by=wati, now=late)
    prolong_repair(entry=entry, words="Jaringan di sana padam.", by=sari, now=late)
    write(entry, "dampak", "masih sempat", wati, late)
    resubmit(entry=entry, by=wati, now=late + timedelta(hours=1))


def test_what_cannot_be_repaired_is_not_returned(small_edition, items, dindik, wati, agus, sari, now):
    entry = sent(small_edition, dindik, wati, agus)
    mark(entry, sari, usia=(False, ""))
    with pytest.raises(CheckRefused) as refused:
        ask_repair(entry=entry, words="", by=sari, now=now)
    assert "Usia" in str(refused.value)


def test_fail_tells_the_reasons_and_only_the_organiser_reopens(
    small_edition, items, dindik, wati, agus, sari, secretary, client, now
):
    from tuntas.kipp.models import SeatHolder
    from tuntas.kipp.terms import Seat

    SeatHolder.objects.create(edition=small_edition, person=secretary, seat=Seat.SECRETARIAT, added_at=now)
    entry = sent(small_edition, dindik, wati, agus)
    with pytest.raises(CheckRefused):
        fail_check(entry=entry, words="", by=secretary, now=now)
    mark(entry, secretary, usia=(False, "Baru 8 bulan."))
    fail_check(entry=entry, words="Silakan ikut tahun depan.", by=secretary, now=now)
    client.force_login(wati)
    page = client.get(reverse("kipp:entry", args=["kipp-kecil", entry.case.reference])).content.decode()
    for words in ("Inovasi terlalu muda.", "Baru 8 bulan.", "Silakan ikut tahun depan."):
        assert words in page
    with pytest.raises(NotAllowed):
        reopen(entry=entry, reason="Keliru", by=secretary, now=now)
    with pytest.raises(StillMissing):
        reopen(entry=entry, reason=" ", by=sari, now=now)
    reopen(entry=entry, reason="Tanggal salah baca", by=sari, now=now)
    assert fresh(entry).case.stage == EntryStage.SUBMITTED
    page = client.get(reverse("kipp:entry", args=["kipp-kecil", entry.case.reference])).content.decode()
    assert "Tanggal salah baca" not in page, "a note for staff stays with staff"


def test_nobody_else_checks(small_edition, edition, items, dindik, wati, agus, secretary, now):
    entry = sent(small_edition, dindik, wati, agus)
    for person in (wati, agus, secretary):
        with pytest.raises(NotAllowed):
            mark(entry, person, lengkap=(True, ""))


def test_the_desk_in_pages(client, small_edition, items, dindik, wati, agus, sari):
    first = sent(small_edition, dindik, wati, agus)
    second = sent(small_edition, dindik, wati, agus, "Sapu Jagad")
    client.force_login(sari)
    queue = client.get(reverse("kipp:check", args=["kipp-kecil"])).content.decode()
    assert queue.index(first.title) < queue.index(second.title)
    desk = reverse("kipp:check_entry", args=["kipp-kecil", first.case.reference])
    whole, age = items["lengkap"].pk, items["usia"].pk
    client.post(desk, {"act": "save", f"verdict-{whole}": "pass", f"remark-{age}": "cek lagi"})
    assert first.checks.count() == 1
    page = client.post(desk, {"act": "pass", f"verdict-{whole}": "pass"})
    assert page.status_code == 422 and 'id="errors"' in page.content.decode()
    page = client.post(desk, {"act": "fail", f"verdict-{age}": "fail", "words": "Maaf"})
    assert page.status_code == 200 and "Inovasi terlalu muda." in page.content.decode()
    assert fresh(first).case.stage == EntryStage.SUBMITTED, "asked first"
    page = client.post(desk, {"act": "fail", "words": "Maaf", "sure": "1"})
    assert page["Location"].endswith(f"{second.case.reference}/")
    assert fresh(first).case.stage == EntryStage.FAILED
    assert client.post(desk, {"act": "pass"}).status_code == 422
    assert client.post(desk, {"act": "nonsense"}).status_code == 400


def test_twins_in_this_edition_and_their_texts(client, small_edition, dindik, dukcapil, wati, agus, sari, budi, now):
    from tests.cast import hold

    from tuntas.people.terms import Role

    hold(budi, Role.LOCAL_ADMIN, dukcapil)
    one = sent(small_edition, dindik, wati, agus)
    other = sent(small_edition, dukcapil, budi, budi, "Kudu Sekolah Brebes")
    strange = draft(small_edition, dukcapil, budi, "KUDU Sekolah")
    found = twins_of(one)
    assert [twin.entry_id for twin in found if twin.entry_id] == [other.pk]
    assert found[0].text == 100 and found[0].same_edition
    assert strange.pk not in [twin.entry_id for twin in found], "a draft is nobody's business"
    rows = side_by_side(texts_of(one, other))
    assert all(piece.kind == "same" for row in rows[1:] for piece in row.left)
    client.force_login(sari)
    desk = reverse("kipp:check_entry", args=["kipp-kecil", one.case.reference])
    assert "<mark>" in client.get(desk, {"banding": other.case.reference}).content.decode()
    assert "<mark>" not in client.get(desk, {"banding": strange.case.reference}).content.decode()


def test_hints_name_age_gaps_and_filler(small_edition, dindik, wati, agus, now):
    entry = draft(small_edition, dindik, wati, started_on=date(2021, 3, 1))
    write(entry, "dampak", "lorem ipsum " * 40, wati)
    told = [hint.sentence for hint in hints_of(fresh(entry), proposal(fresh(entry)), [])]
    assert any("7" in sentence and "12" in sentence for sentence in told), "seven months old, twelve asked"
    assert any("Ringkasan" in sentence for sentence in told)
    assert any("Dampak" in sentence for sentence in told)


@pytest.mark.parametrize("text", ["asdfgh " * 40, "qwrtplk sdfghj zxcvbnm xcvbnm", "aaaaaaaaaaaaaaaa", "ha" * 40])
def test_filler_is_seen(text):
    assert nonsense_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Program ini mendata anak putus sekolah di setiap desa, mengunjungi rumahnya, lalu mengajak kembali belajar "
        "lewat sekolah, kejar paket, pesantren atau kursus, sesuai keinginan anak dan keadaan keluarganya.",
        "SPBE, SDGs, BPJS dan NIK dipakai bersama.",
        "1.041 anak (2019), 900 anak (2020)",
    ],
)
def test_writing_is_not_called_filler(text):
    assert not nonsense_in(text)


@given(st.dates(date(2000, 1, 1), date(2030, 12, 31)), st.integers(0, 60))
def test_months_back_and_age_agree(day, months):
    start = months_back(day, months)
    assert age_in_months(start, day) >= months
    assert age_in_months(start + timedelta(days=1), day) < months or months == 0


@given(st.lists(st.text("abcdef", min_size=1, max_size=4), max_size=60))
def test_a_text_overlaps_itself_wholly(words):
    sketch = sketch_of(" ".join(words))
    assert overlap(sketch, sketch) == (1.0 if sketch else 0.0)
    assert overlap(sketch, []) == 0.0


def test_people_are_told_in_both_languages(small_edition, items, dindik, wati, agus, sari, now):
    entry = hand_over(entry=finished(small_edition, dindik, wati), by=wati, now=now)
    telling.tell_handed_over(EntryHandedOver(entry.pk))
    assert {notice.person for notice in Notice.objects.all()} == {agus}
    return_to_writer(entry=entry, remarks="Perjelas angka.", by=agus, now=now)
    Notice.objects.all().delete()
    telling.tell_returned(EntryReturned(entry.pk, by_local_admin=True))
    told = Notice.objects.get()
    assert told.person == wati and "Perjelas angka." in told.body and told.title_en.startswith("Your local admin")
    entry = sent(small_edition, dindik, wati, agus, "Sapu Jagad")
    Notice.objects.all().delete()
    telling.tell_submitted(EntrySubmitted(entry.pk))
    assert {notice.person for notice in Notice.objects.all()} == {wati, agus}
    assert all("1" in n.body and n.title != n.title_en for n in Notice.objects.all())
    mark(entry, sari, usia=(False, ""))
    fail_check(entry=entry, words="", by=sari, now=now)
    Notice.objects.all().delete()
    telling.tell_checked(EntryChecked(entry.pk, passed=False))
    told = Notice.objects.get(person=wati)
    assert "Inovasi terlalu muda." in told.body and "Too young." in told.body_en


def test_the_reasons_are_read_in_the_readers_language(small_edition, items, dindik, wati, agus, sari, now, signed_in):
    entry = sent(small_edition, dindik, wati, agus)
    mark(entry, sari, usia=(False, "Baru 3 bulan."))
    fail_check(entry=entry, words="Terima kasih.", by=sari, now=now)
    inside, address = signed_in(wati), url("entry", entry)
    page = inside.get(address).content.decode()
    assert "Inovasi terlalu muda. Baru 3 bulan." in page and "Terima kasih." in page
    inside.cookies["django_language"] = "en"
    page = inside.get(address).content.decode()
    assert "Too young. Baru 3 bulan." in page and "Inovasi terlalu muda." not in page and "Terima kasih." in page


def test_whose_turn_it_is(small_edition, dindik, wati, agus, sari, budi, ratna, now):
    def turns(person, at=now) -> int:
        return ENTRY.waiting(person, at).count()

    entry = finished(small_edition, dindik, wati)
    people = (wati, agus, sari, budi, ratna)
    assert [turns(person) for person in people] == [1, 0, 0, 0, 0]
    hand_over(entry=entry, by=wati, now=now)
    assert [turns(person) for person in people] == [0, 1, 0, 0, 0]
    assert turns(agus, now + timedelta(days=60)) == 0, "after the deadline nothing waits"
    sent(small_edition, dindik, wati, agus, "Sapu Jagad")
    assert turns(sari) == 1
