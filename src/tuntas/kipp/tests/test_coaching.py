"""Coaching: mentors who never judge, tasks, a thread with notes, and a revision beside the original."""

from datetime import timedelta

import pytest
from django.test import Client

from tuntas.kernel.clock import wib_date
from tuntas.kipp.actions.coaching import (
    CoachingRefused,
    StaleRevision,
    Tied,
    appoint,
    end_mentorship,
    finish_task,
    hand_over_revision,
    remind,
    save_revision,
    set_task,
    write,
)
from tuntas.kipp.models import CoachMessage, Edition, Mentorship, Revision, SeatHolder, Stage
from tuntas.kipp.queries.assigning import jurors_of
from tuntas.kipp.queries.coaching import changed, original_of, revised_texts
from tuntas.kipp.queries.conflicts import barred, bars
from tuntas.kipp.rules.conflicts import Judge, Office, Work, find
from tuntas.kipp.terms import ConflictKind, ConflictState, EntryStage, Seat, StageKind
from tuntas.kipp.tests.finished import interviewed, jury_of, more_finalists
from tuntas.kipp.tests.proposals import fresh
from tuntas.kipp.tests.stage import _seated, moment, someone, stage
from tuntas.notices.models import Notice

NOW = moment("2021-11-27 10:00:00")


@pytest.fixture
def coached(small_edition, finalists) -> Edition:
    """Coaching from 26 to 28 November."""
    Stage.objects.create(
        edition=small_edition,
        key="pembinaan",
        title="Pembinaan",
        kind=StageKind.COACHING,
        order=20,
        opens_at=moment("2021-11-26 08:00:00"),
        closes_at=moment("2021-11-28 23:59:59"),
    )
    return small_edition


@pytest.fixture
def entry(coached, finalists):
    """KUDU Sekolah (Wati writes, Agus is local admin)."""
    return fresh(finalists[0])


@pytest.fixture
def lina(coached):
    return someone("Lina Pembina")


@pytest.fixture
def mentorship(entry, lina, sari) -> Mentorship:
    return appoint(entry=entry, mentor=lina, by=sari, now=NOW)


def test_a_mentor_is_found_in_conflict_by_the_pure_rule() -> None:
    work = Work(7, 1, frozenset({3}), frozenset({5}))
    office = Office(1, "Dinas", None, None, "33")
    found = find([Judge(seat=9, person=5), Judge(seat=8, person=6)], [work], [office])
    assert found == {(7, 9): {ConflictKind.MENTOR: [{"mentor": 5}]}}


def test_a_mentor_never_judges_even_when_dismissed_or_ended(entry, mentorship, lina, sari, coached) -> None:
    seat = _seated(coached, "Lina Pembina", Seat.JUROR)
    seat.edition = coached
    assert [bar.kind for bar in bars(seat, entry, NOW)] == [ConflictKind.MENTOR]
    seat.conflicts.create(
        entry=entry,
        kind=ConflictKind.MENTOR,
        evidence=[{"mentor": lina.pk}],
        state=ConflictState.DISMISSED,
        reason="Salah",
        found_at=NOW,
        refreshed_at=NOW,
    )
    end_mentorship(mentorship=mentorship, reason="Pindah tugas", by=sari, now=NOW)
    assert bars(seat, entry, NOW) and (entry.pk, seat.pk) in barred(coached, NOW)
    assert jurors_of(stage(coached, StageKind.INTERVIEW)).filter(pk=seat.pk).exists()


def test_who_cannot_coach(entry, coached, sari, wati, ratna, budi, lina) -> None:
    for person in (wati, jury_of(coached)[0].person):
        with pytest.raises(CoachingRefused):
            appoint(entry=entry, mentor=person, despite="Tetap", by=sari, now=NOW)
    with pytest.raises(CoachingRefused):
        appoint(entry=entry, mentor=lina, by=wati, now=NOW)
    assert not Mentorship.objects.exists()


def test_ties_need_a_reason(entry, sari, agus, dindik, coached) -> None:
    from tests.cast import hold

    from tuntas.people.terms import Role

    near = someone("Nana Dekat")
    hold(near, Role.LEADER, dindik)
    with pytest.raises(Tied):
        appoint(entry=entry, mentor=near, by=sari, now=NOW)
    made = appoint(entry=entry, mentor=near, despite="Satu-satunya ahli", by=sari, now=NOW)
    assert made.despite == "Satu-satunya ahli"
    assert appoint(entry=entry, mentor=near, despite="x", by=sari, now=NOW) == made


def test_only_finalists_in_time(entry, mentorship, lina, sari, wati) -> None:
    late = moment("2021-11-29 00:00:01")
    words = {"title": "Data", "text": "", "criterion": "", "due_on": wib_date(late)}
    with pytest.raises(CoachingRefused):
        set_task(entry=entry, **words, by=lina, now=late)
    section = entry.edition.sections.get(key="ringkasan")
    with pytest.raises(CoachingRefused):
        save_revision(entry=entry, section=section, text="Baru", revision=0, by=wati, now=late)
    entry.case.stage = EntryStage.NOT_FINALIST
    entry.case.save()
    with pytest.raises(CoachingRefused):
        set_task(entry=fresh(entry), **words, by=lina, now=NOW)


def test_tasks_are_set_done_and_reminded_once_a_day(entry, mentorship, lina, sari, wati, budi, coached) -> None:
    task = set_task(
        entry=entry, title="Lengkapi data", text="", criterion="kebaruan", due_on=wib_date(NOW), by=lina, now=NOW
    )
    with pytest.raises(CoachingRefused):
        set_task(
            entry=entry, title="x", text="", criterion="", due_on=wib_date(NOW) - timedelta(days=1), by=lina, now=NOW
        )
    with pytest.raises(CoachingRefused):
        set_task(entry=entry, title="x", text="", criterion="", due_on=wib_date(NOW), by=wati, now=NOW)
    assert remind(edition=coached, by=sari, now=NOW) == 1
    assert remind(edition=coached, by=sari, now=NOW) == 0
    assert Notice.objects.filter(person=wati, kind="kipp.coach_reminder").count() == 1
    with pytest.raises(CoachingRefused):
        finish_task(task=task, done=True, by=budi, now=NOW)
    assert finish_task(task=task, done=True, by=wati, now=NOW).done_by == wati
    assert remind(edition=coached, by=sari, now=NOW + timedelta(days=1)) == 0


def test_notes_stay_with_mentors_and_the_office(entry, mentorship, lina, wati, sari) -> None:
    write(entry=entry, text="Rahasia pembina.", note=True, by=lina, now=NOW)
    write(entry=entry, text="Halo tim.", by=lina, now=NOW)
    write(entry=entry, text="Halo tim.", by=lina, now=NOW)
    assert CoachMessage.objects.count() == 2
    with pytest.raises(CoachingRefused):
        write(entry=entry, text="x", note=True, by=wati, now=NOW)
    assert Notice.objects.filter(person=wati, kind="kipp.coach_message").count() == 1
    address = f"/kipp/{entry.edition.slug}/pembinaan/{entry.case.reference}/"
    for person, sees in ((lina, True), (sari, True), (wati, False)):
        client = Client()
        client.force_login(person)
        page = client.get(address).content.decode()
        assert ("Rahasia pembina." in page) == sees and "Halo tim." in page


def test_a_revision_stands_beside_the_original(entry, mentorship, wati, agus, lina, budi) -> None:
    section = entry.edition.sections.get(key="ringkasan")
    before = original_of(entry)["answers"]["ringkasan"]
    draft = save_revision(
        entry=entry, section=section, text="Ringkasan yang lebih tajam.", revision=0, by=wati, now=NOW
    )
    with pytest.raises(StaleRevision):
        save_revision(entry=entry, section=section, text="Lain", revision=0, by=agus, now=NOW)
    with pytest.raises(CoachingRefused):
        save_revision(entry=entry, section=section, text="Lain", revision=1, by=lina, now=NOW)
    version = hand_over_revision(entry=entry, by=wati, now=NOW)
    assert hand_over_revision(entry=entry, by=wati, now=NOW) == version
    assert version.move == "revise" and version.content["answers"]["ringkasan"] == "Ringkasan yang lebih tajam."
    assert entry.answers.get(section=section).text == before
    assert original_of(entry)["answers"]["ringkasan"] == before
    assert fresh(entry).case.stage == EntryStage.FINALIST
    changes = changed(entry, revised_texts(entry, draft))
    assert len(changes) == 1 and {piece.kind for piece in changes[0].pieces} >= {"added", "removed"}
    long = save_revision(entry=entry, section=section, text="kata " * 60, revision=1, by=wati, now=NOW)
    with pytest.raises(CoachingRefused):
        hand_over_revision(entry=entry, by=wati, now=NOW)
    save_revision(entry=entry, section=section, text=before, revision=long.revision, by=wati, now=NOW)
    assert Revision.objects.get(entry=entry).answers == {}


READERS = {
    "wati": 200, "agus": 200, "lina": 200, "sari": 200, "dewi": 200,
    "budi": 404, "juror": 404, "observer": 404, "tono": 404,
}  # fmt: skip


@pytest.mark.parametrize(("who", "status"), READERS.items())
def test_who_sees_the_coaching(who, status, entry, mentorship, lina, coached, still, request) -> None:
    still.move_to(NOW)
    seats = {"dewi": Seat.SECRETARIAT, "observer": Seat.OBSERVER}
    if who in seats:
        person = _seated(coached, f"{who.capitalize()} Uji", seats[who]).person
    elif who == "juror":
        person = jury_of(coached)[0].person
    else:
        person = lina if who == "lina" else request.getfixturevalue(who)
    client = Client()
    client.force_login(person)
    base = f"/kipp/{coached.slug}/pembinaan/"
    assert client.get(f"{base}{entry.case.reference}/").status_code == status
    assert client.get(f"{base}{entry.case.reference}/revisi/").status_code == status
    own = client.get(f"{base}{entry.case.reference}/revisi/ringkasan/").status_code
    assert own == (200 if who in ("wati", "agus") else 404)
    assert client.get(base).status_code == (200 if who in ("sari", "dewi") else 403)


def test_another_editions_organiser_and_visitors_know_nothing(entry, mentorship, edition, tono, still) -> None:
    still.move_to(NOW)
    SeatHolder.objects.create(edition=edition, person=tono, seat=Seat.ORGANISER, added_at=NOW)
    client = Client()
    address = f"/kipp/{entry.edition.slug}/pembinaan/{entry.case.reference}/"
    assert client.get(address).status_code == 302
    client.force_login(tono)
    assert client.get(address).status_code == 404


def test_interview_jurors_see_it_only_where_the_rules_say_so(
    entry, mentorship, finalists, coached, wati, sari, still
) -> None:
    section = entry.edition.sections.get(key="ringkasan")
    save_revision(entry=entry, section=section, text="Ringkasan yang lebih tajam.", revision=0, by=wati, now=NOW)
    hand_over_revision(entry=entry, by=wati, now=NOW)
    interviewed(coached, sari, [fresh(one) for one in finalists])
    still.move_to(moment("2021-11-30 12:00:00"))
    client = Client()
    client.force_login(jury_of(coached)[0].person)
    desk = f"/kipp/{coached.slug}/juri/interview/{entry.case.reference}/"
    assert client.get(f"{desk}revisi/").status_code == 404
    assert "lebih tajam" not in client.get(desk).content.decode()
    Edition.objects.filter(pk=coached.pk).update(shows_revised=True)
    assert f"{desk}revisi/" in client.get(desk).content.decode()
    assert "tajam" in client.get(f"{desk}revisi/").content.decode()
    assert client.get(f"/kipp/{coached.slug}/juri/desk/{entry.case.reference}/revisi/").status_code == 404


def test_through_the_page(entry, lina, sari, wati, coached, still, django_assert_max_num_queries) -> None:
    still.move_to(NOW)
    organiser, team = Client(), Client()
    organiser.force_login(sari)
    team.force_login(wati)
    address = f"/kipp/{coached.slug}/pembinaan/{entry.case.reference}/"
    assert address in team.get(f"/kipp/{coached.slug}/usulan/{entry.case.reference}/").content.decode()
    assert organiser.post(address, {"act": "mentor", "email": "tidak@ada.example"}).status_code == 422
    assert organiser.post(address, {"act": "mentor", "email": lina.email}).status_code == 302
    wrong = organiser.post(address, {"act": "task", "title": "Data dampak", "due_on": "2021-11-01"})
    assert wrong.status_code == 422 and "Data dampak" in wrong.content.decode()
    assert organiser.post(address, {"act": "task", "title": "Data dampak", "due_on": "2021-11-28"}).status_code == 302
    task = entry.coach_tasks.get()
    assert team.post(address, {"act": "done", "task": task.pk}).status_code == 302
    assert team.post(address, {"act": "mentor", "email": lina.email}).status_code == 422
    assert team.post(address, {"act": "message", "text": "Terima kasih."}).status_code == 302
    assert team.post(address, {"act": "nonsense"}).status_code == 404
    assert team.post(f"{address}revisi/ringkasan/", {"text": "Baru.", "revision": "0"}).status_code == 302
    assert team.post(f"{address}revisi/ringkasan/", {"text": "Lagi.", "revision": "0"}).status_code == 409
    assert team.post(f"{address}revisi/").status_code == 302
    assert fresh(entry).versions.filter(move="revise").count() == 1
    assert team.get(f"/kipp/{coached.slug}/usulan/{entry.case.reference}/versi/").status_code == 200
    more_finalists(entry, 30)
    with django_assert_max_num_queries(12):
        page = organiser.get(f"/kipp/{coached.slug}/pembinaan/").content.decode()
    assert lina.name in page
    assert organiser.post(f"/kipp/{coached.slug}/pembinaan/").status_code == 302
