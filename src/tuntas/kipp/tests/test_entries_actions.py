"""Writing, handing on and submitting an entry."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from tests.cast import hold

from tuntas.casework.actions import AlreadyMoved, NotAllowed, StillMissing
from tuntas.journal.models import Line
from tuntas.kernel.text import count_words
from tuntas.kipp.actions.entries import DoorShut, NotEligible, Stale, save_answer, start
from tuntas.kipp.actions.sending import hand_over, resubmit, return_to_writer, submit, take_back, withdraw
from tuntas.kipp.models import Answer, Entry, Section
from tuntas.kipp.models import Stage as EditionStage
from tuntas.kipp.terms import EntryStage, StageKind
from tuntas.kipp.tests.proposals import draft, finished, fresh, sent, write
from tuntas.people.terms import Role


def test_an_entry_goes_from_writer_through_local_admin_to_the_secretariat(small_edition, dindik, wati, agus, now):
    entry = finished(small_edition, dindik, wati)
    assert (entry.case.stage, entry.track.key, entry.number) == (EntryStage.DRAFT, "daerah", None)
    hand_over(entry=entry, by=wati, now=now)
    assert fresh(entry).case.stage == EntryStage.WITH_ADMIN
    submit(entry=entry, integrity=True, by=agus, now=now)
    entry = fresh(entry)
    assert (entry.case.stage, entry.number, entry.submitted_by) == (EntryStage.SUBMITTED, 1, agus)
    assert entry.receipt.kind == "kipp.receipt"
    assert entry.sketch
    assert [version.move for version in entry.versions.all()] == ["hand_over", "submit"]
    assert entry.versions.last().content["answers"]["ringkasan"].startswith("Anak")
    acts = set(Line.objects.values_list("act", flat=True))
    assert {"kipp.entry_started", "kipp.answer_saved", "kipp.entry.submit", "kipp.entry_submitted"} <= acts


def test_a_second_submit_gives_no_second_number(small_edition, dindik, wati, agus, now):
    entry = sent(small_edition, dindik, wati, agus)
    with pytest.raises(AlreadyMoved):
        submit(entry=entry, integrity=True, by=agus, now=now)
    assert fresh(entry).number == 1
    assert entry.versions.count() == 2
    assert sent(small_edition, dindik, wati, agus, "Sapu Jagad").number == 2


def test_without_the_integrity_statement_no_number_is_taken(small_edition, dindik, wati, agus, now):
    entry = hand_over(entry=finished(small_edition, dindik, wati), by=wati, now=now)
    with pytest.raises(StillMissing):
        submit(entry=entry, integrity=False, by=agus, now=now)
    assert fresh(entry).number is None


def test_only_the_local_admin_submits_and_only_the_writer_takes_back(small_edition, dindik, wati, agus, budi, now):
    entry = hand_over(entry=finished(small_edition, dindik, wati), by=wati, now=now)
    for person in (wati, budi):
        with pytest.raises(NotAllowed):
            submit(entry=entry, integrity=True, by=person, now=now)
    with pytest.raises(NotAllowed):
        take_back(entry=entry, by=agus, now=now)
    take_back(entry=entry, by=wati, now=now)
    assert fresh(entry).case.stage == EntryStage.DRAFT


def test_one_person_can_be_both(small_edition, dindik, wati, now):
    hold(wati, Role.LOCAL_ADMIN, dindik)
    entry = hand_over(entry=finished(small_edition, dindik, wati), by=wati, now=now)
    assert submit(entry=entry, integrity=True, by=wati, now=now).number == 1


def test_a_return_needs_remarks_and_the_writer_reads_them(small_edition, dindik, wati, agus, now):
    entry = hand_over(entry=finished(small_edition, dindik, wati), by=wati, now=now)
    with pytest.raises(StillMissing):
        return_to_writer(entry=entry, remarks="  ", by=agus, now=now)
    return_to_writer(entry=entry, remarks="Tambahkan angka tahun 2020.", by=agus, now=now)
    assert fresh(entry).case.stage == EntryStage.DRAFT
    assert entry.case.steps.last().message == "Tambahkan angka tahun 2020."


def test_too_long_a_text_is_kept_but_not_handed_over(small_edition, dindik, wati, now):
    entry = finished(small_edition, dindik, wati)
    long = " ".join(f"kata{i}" for i in range(10_000))
    write(entry, "ringkasan", long, wati)
    answer = Answer.objects.get(entry=entry, section__key="ringkasan")
    assert (answer.text, answer.words) == (long, 10_000)
    with pytest.raises(StillMissing) as refused:
        hand_over(entry=entry, by=wati, now=now)
    assert "10000" in str(refused.value) and "9950" in str(refused.value)
    assert fresh(entry).case.stage == EntryStage.DRAFT


def test_what_is_missing_is_named(small_edition, dindik, wati, now):
    entry = draft(small_edition, dindik, wati, started_on=None)
    with pytest.raises(StillMissing) as refused:
        hand_over(entry=entry, by=wati, now=now)
    assert "Ringkasan" in str(refused.value) and "Dampak" in str(refused.value)


def test_a_stale_tab_overwrites_nothing(small_edition, dindik, wati, agus, now):
    entry = draft(small_edition, dindik, wati)
    section = Section.objects.get(edition=small_edition, key="dampak")
    save_answer(entry=entry, section=section, text="dari tab pertama", revision=0, by=wati, now=now)
    with pytest.raises(Stale):
        save_answer(entry=entry, section=section, text="dari tab kedua", revision=0, by=wati, now=now)
    assert Answer.objects.get(section=section).text == "dari tab pertama"
    same = save_answer(entry=entry, section=section, text="dari tab pertama", revision=0, by=wati, now=now)
    assert same.revision == 1  # the same text again is no conflict


def test_two_tabs_on_different_sections_do_not_disturb_each_other(small_edition, dindik, wati, now):
    entry = draft(small_edition, dindik, wati)
    for key in ("ringkasan", "dampak"):
        section = Section.objects.get(edition=small_edition, key=key)
        save_answer(entry=entry, section=section, text=key, revision=0, by=wati, now=now)
    assert entry.answers.count() == 2


def test_a_spell_of_autosaves_is_one_journal_line(small_edition, dindik, wati, now):
    entry = draft(small_edition, dindik, wati)
    for second in range(5):
        write(entry, "dampak", f"kata {second}", wati, now + timedelta(seconds=second))
    assert Line.objects.filter(act="kipp.answer_saved").count() == 1
    write(entry, "dampak", "sore", wati, now + timedelta(hours=5))
    assert Line.objects.filter(act="kipp.answer_saved").count() == 2


def test_the_closing_second_is_inside_and_the_next_is_not(small_edition, dindik, wati, agus, now):
    entry = finished(small_edition, dindik, wati)
    closes = EditionStage.objects.get(edition=small_edition, kind=StageKind.REGISTRATION).closes_at
    last, late = closes + timedelta(milliseconds=900), closes + timedelta(seconds=1)
    write(entry, "dampak", "pada detik terakhir", wati, last)
    section = Section.objects.get(edition=small_edition, key="dampak")
    with pytest.raises(DoorShut):
        save_answer(entry=entry, section=section, text="terlambat", revision=2, by=wati, now=late)
    with pytest.raises(StillMissing):
        hand_over(entry=entry, by=wati, now=late)
    with pytest.raises(DoorShut):
        draft(small_edition, dindik, wati, "Lain", now=late)
    hand_over(entry=entry, by=wati, now=last)
    with pytest.raises(StillMissing):
        submit(entry=entry, integrity=True, by=agus, now=late)
    assert fresh(entry).number is None
    EditionStage.objects.filter(edition=small_edition, kind=StageKind.REGISTRATION).update(
        closes_at=closes + timedelta(days=2)
    )
    assert submit(entry=entry, integrity=True, by=agus, now=late).number == 1


def test_before_the_opening_nothing_begins(small_edition, dindik, wati):
    opens = EditionStage.objects.get(edition=small_edition, kind=StageKind.REGISTRATION).opens_at
    with pytest.raises(DoorShut):
        draft(small_edition, dindik, wati, now=opens - timedelta(seconds=1))


def test_the_same_title_begun_twice_is_one_draft(small_edition, dindik, wati):
    assert draft(small_edition, dindik, wati) == draft(small_edition, dindik, wati)
    assert Entry.objects.count() == 1


def test_who_may_not_begin(small_edition, dindik, budi, tono, now):
    for person in (budi, tono):
        with pytest.raises(NotEligible):
            draft(small_edition, dindik, person)


def test_an_organisation_of_no_track_and_a_group_by_invitation(small_edition, dindik, wati, talun, now):
    group = small_edition.groups.first()
    group.invited_only = True
    group.save()
    with pytest.raises(NotEligible):
        draft(small_edition, dindik, wati)
    small_edition.tracks.update(kinds=["village"])
    group.invited_only = False
    group.save()
    with pytest.raises(NotEligible):
        start(edition=small_edition, organisation=dindik, group=group, title="x", by=wati, now=now)


def test_the_quota_counts_what_was_handed_in(small_edition, dindik, wati, agus, now):
    small_edition.groups.update(quota=1)
    first = sent(small_edition, dindik, wati, agus)
    second = hand_over(entry=finished(small_edition, dindik, wati, "Sapu Jagad"), by=wati, now=now)
    with pytest.raises(StillMissing):
        submit(entry=second, integrity=True, by=agus, now=now)
    withdraw(entry=first, by=wati, now=now)
    assert submit(entry=second, integrity=True, by=agus, now=now).number == 2


def test_a_writer_who_has_left_the_organisation_can_do_nothing(small_edition, dindik, wati, now):
    entry = finished(small_edition, dindik, wati)
    wati.holdings.update(until=now)
    section = Section.objects.get(edition=small_edition, key="dampak")
    with pytest.raises(DoorShut):
        save_answer(entry=entry, section=section, text="x", revision=1, by=wati, now=now)
    with pytest.raises(NotAllowed):
        hand_over(entry=entry, by=wati, now=now)


def test_words_are_counted_as_the_limit_counts_them(small_edition, dindik, wati):
    entry = draft(small_edition, dindik, wati)
    text = "Anak-anak 1.200 orang, tahun 2019/2020 — «baik»."
    write(entry, "dampak", text, wati)
    assert Answer.objects.get(entry=entry).words == count_words(text) == 6


def test_resubmit_is_for_a_repair_only(small_edition, dindik, wati, agus, now):
    with pytest.raises(AlreadyMoved):
        resubmit(entry=sent(small_edition, dindik, wati, agus), by=wati, now=now)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_submitting_at_once_gives_numbers_without_gaps(small_edition, dindik, wati, agus, now):
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("threads of a test cannot wait for each other on a database in memory; PostgreSQL runs this")
    entries = [
        hand_over(entry=finished(small_edition, dindik, wati, f"Inovasi {n}"), by=wati, now=now) for n in range(6)
    ]
    # Every entry twice: a double click on the last evening.
    with ThreadPoolExecutor(max_workers=4) as pool:
        refused = list(pool.map(lambda entry: _submits(entry, agus, now), [*entries, *entries]))
    assert sorted(Entry.objects.values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6]
    assert refused.count(True) == 6


def _submits(entry: Entry, by, now) -> bool:
    """Whether the second click was told that it came too late."""
    try:
        submit(entry=entry, integrity=True, by=by, now=now)
    except AlreadyMoved:
        return True
    finally:
        connection.close()
    return False
