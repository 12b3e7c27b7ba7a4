"""Late jurors: pace without scores, reminders once a day, and closing at quorum with its consequences."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail

from tuntas.journal.models import Line
from tuntas.kipp.actions.assigning import NotStaff, StageClosed, assign
from tuntas.kipp.actions.closing import NotBegun, close_at_quorum
from tuntas.kipp.actions.handing import GIVEN
from tuntas.kipp.actions.lateness import nudge_jurors
from tuntas.kipp.actions.locking import NotOrganiser, ReasonMissing, unlock_stage
from tuntas.kipp.models import Assignment, Lock
from tuntas.kipp.queries.lateness import JURY_NUDGED, closing, jury_pace
from tuntas.kipp.queries.swings import swings
from tuntas.kipp.terms import StageKind
from tuntas.kipp.tests.finished import jury_of
from tuntas.kipp.tests.judging_stage import DESK_DAY, desk, passed, scored
from tuntas.kipp.tests.stage import DATES, moment
from tuntas.notices.models import Notice

pytestmark = pytest.mark.django_db
OPENS, CLOSES = (moment(text) for text in DATES[StageKind.DESK])


@pytest.fixture
def jury(small_edition, ratna):
    return jury_of(small_edition)


@pytest.fixture
def step(small_edition, jury, dindik, dukcapil, wati, budi, sari):
    """Six proposals; Ratna has scored two, Hadi one, Yusuf none; two jurors each."""
    made = [passed(small_edition, dindik, wati, f"Pekalongan {i}") for i in range(3)]
    made += [passed(small_edition, dukcapil, budi, f"Brebes {i}") for i in range(3)]
    found = desk(small_edition)
    for at, (entry, juror) in enumerate([(made[0], jury[0]), (made[1], jury[0]), (made[3], jury[1])]):
        scored(found, entry, juror, 80 - at, 70)
    assign(stage=found, per_entry=2, by=sari, now=DESK_DAY, seed=1)
    return found


def with_quorum(step, sheets) -> None:
    """As the rules of the edition say; they change by amendment only."""
    step.quorum = sheets
    step.save(update_fields=["quorum"])


def test_pace_counts_sheets_and_time(step, jury) -> None:
    middle = OPENS + (CLOSES - OPENS) / 2
    rows = {one.juror.person.name: one for one in jury_pace(step, middle)}
    ratna, yusuf = rows["Ratna Juror"], rows["Yusuf Juror"]
    assert (ratna.assigned, ratna.handed_in, ratna.due, ratna.behind, ratna.late) == (4, 2, 2, 0, False)
    assert (yusuf.open, yusuf.behind, yusuf.late, yusuf.done_at) == (4, 2, True, None)
    assert yusuf.needed == round(4 / 7, 1) and yusuf.pace == 0
    assert [one.juror.person.name for one in jury_pace(step, middle)][0] == "Yusuf Juror"


def test_over_time_and_before_time(step) -> None:
    after = jury_pace(step, CLOSES + timedelta(days=1))
    assert all(one.late and one.due == 4 and one.needed is None for one in after if one.open)
    before = jury_pace(step, OPENS - timedelta(days=2))
    assert not any(one.late or one.behind for one in before)


def test_a_reminder_comes_once_a_day_by_notice_and_mail(step, jury, sari, django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        assert nudge_jurors(stage=step, by=sari, now=DESK_DAY, juror=jury[2]) == 1
    assert [letter.to for letter in mail.outbox] == [[jury[2].person.email]]
    assert nudge_jurors(stage=step, by=sari, now=DESK_DAY) == 2  # the others
    assert nudge_jurors(stage=step, by=sari, now=DESK_DAY) == 0
    assert Notice.objects.filter(kind=JURY_NUDGED).count() == 3
    assert nudge_jurors(stage=step, by=sari, now=DESK_DAY + timedelta(days=1)) == 3
    assert Line.objects.filter(act="kipp.jurors_nudged").count() == 3


def test_jurors_are_told_once_until_they_have_read_it(step, jury, sari, dindik, wati) -> None:
    told = Notice.objects.filter(kind=GIVEN)
    assert told.count() == 3 and not told.filter(body__contains="Pekalongan").exists()
    passed(step.edition, dindik, wati, "Susulan")
    assign(stage=step, per_entry=3, by=sari, now=DESK_DAY, seed=4)
    assert told.count() == 3
    told.update(read_at=DESK_DAY)
    passed(step.edition, dindik, wati, "Susulan lagi")
    assign(stage=step, per_entry=3, by=sari, now=DESK_DAY, seed=5)
    assert told.count() == 6


def test_who_may_remind_and_when(step, jury, wati, sari) -> None:
    for who in (wati, jury[0].person):
        with pytest.raises(NotStaff):
            nudge_jurors(stage=step, by=who, now=DESK_DAY)
    with pytest.raises(StageClosed):
        nudge_jurors(stage=step, by=sari, now=CLOSES + timedelta(seconds=2))


def test_the_consequences_count_sheets_and_never_scores(step, sari) -> None:
    with_quorum(step, 1)
    found = closing(step, DESK_DAY)
    assert (found.entries, found.missing, found.below, found.unheard, found.complete) == (6, 9, 3, 3, 0)
    assert not found.reached and len(found.silent) == 3
    assert [one.heard for one in found.thin] == [0, 0, 0, 1, 1, 1]


def test_closing_keeps_reason_and_counts_beside_the_lock(step, sari, small_edition) -> None:
    with_quorum(step, 1)
    with pytest.raises(ReasonMissing):
        close_at_quorum(stage=step, reason="  ", by=sari, now=DESK_DAY)
    lock = close_at_quorum(stage=step, reason="Juri sakit", by=sari, now=DESK_DAY)
    assert (lock.early, lock.why, lock.missing, lock.below) == (True, "Juri sakit", 9, 3)
    assert desk(small_edition).locked_at == DESK_DAY
    assert close_at_quorum(stage=step, reason="Lagi", by=sari, now=DESK_DAY) == lock
    line = Line.objects.get(act="kipp.stage_closed_at_quorum")
    assert line.data["missing"] == 9 and len(line.data["jurors"]) == 3
    unlock_stage(stage=step, reason="Juri sembuh", by=sari, now=DESK_DAY)
    assert Lock.objects.get().why == "Juri sakit" and Lock.objects.get().reason == "Juri sembuh"


def test_who_may_close_and_when(step, jury, sari, secretary) -> None:
    for who in (jury[0].person, secretary):
        with pytest.raises(NotOrganiser):
            close_at_quorum(stage=step, reason="Saya mau", by=who, now=DESK_DAY)
    with pytest.raises(NotBegun):
        close_at_quorum(stage=step, reason="Terlalu dini", by=sari, now=OPENS - timedelta(days=1))


def test_places_that_missing_sheets_could_change(step) -> None:
    found = swings(step)
    assert found and all(one.best <= (one.row.rank or 0) <= one.worst for one in found)
    done = [row.pk for row in Assignment.objects.filter(stage=step, sheet=None)]
    Assignment.objects.filter(pk__in=done).update(removed_at=DESK_DAY)
    assert swings(step) == []


def test_the_page_reminds_and_closes_without_a_look_at_scores(step, sari, signed_in, small_edition) -> None:
    client = signed_in(sari)
    base = f"/kipp/{small_edition.slug}/penugasan/{step.key}/"
    with time_machine.travel(DESK_DAY):
        page = client.get(base + "terlambat/")
        assert page.status_code == 200 and "Yusuf Juror" in page.text
        assert client.post(base + "terlambat/").status_code == 302
        assert client.post(base + "terlambat/", {"juror": "999999"}).status_code == 404
        assert "diingatkan hari ini" in client.get(base + "terlambat/").text
        close = client.get(base + "tutup/")
        assert close.status_code == 200 and not close.context["sees"] and close.context["swings"] == []
        assert client.post(base + "tutup/", {"reason": ""}).status_code == 422
        done = client.post(base + "tutup/", {"reason": "Juri sakit"}, follow=True)
        assert "Juri sakit" in done.text
        assert client.get(base + "tutup/").status_code == 302


def test_the_page_says_the_same_in_two_worlds_that_differ_in_scores(step, sari, signed_in, small_edition) -> None:
    client = signed_in(sari)
    base = f"/kipp/{small_edition.slug}/penugasan/{step.key}/"

    def seen() -> list[str]:
        with time_machine.travel(DESK_DAY):
            texts = [client.get(base + path).text for path in ("terlambat/", "tutup/")]
        return [text.split("<main")[1].split("csrfmiddlewaretoken")[0] for text in texts]

    before = seen()
    from tuntas.kipp.models import Score, Sheet  # noqa: PLC0415  # only to make the other world

    Score.objects.update(value=1)
    Sheet.objects.update(total=1)
    assert seen() == before


def test_pages_of_late_jurors_ask_as_many_questions_for_many(
    step, sari, signed_in, small_edition, dindik, wati, django_assert_max_num_queries
) -> None:
    client = signed_in(sari)
    base = f"/kipp/{small_edition.slug}/penugasan/{step.key}/"
    with time_machine.travel(DESK_DAY):
        for path in ("terlambat/", "tutup/"):
            with django_assert_max_num_queries(12):
                client.get(base + path)
        for at in range(27):
            passed(small_edition, dindik, wati, f"Banyak {at}")
        assign(stage=step, per_entry=2, by=sari, now=DESK_DAY, seed=2)
        for path in ("terlambat/", "tutup/"):
            with django_assert_max_num_queries(12):
                client.get(base + path)
