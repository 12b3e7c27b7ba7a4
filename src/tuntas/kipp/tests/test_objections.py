"""Objections: in time or not, examined by somebody else, answered by letter, with a recorded consequence."""

from datetime import timedelta

import pytest

from tuntas.casework.actions import MoveRefused
from tuntas.casework.models import Holiday
from tuntas.casework.queries import timeline, waiting_for
from tuntas.journal.models import Line
from tuntas.kernel.clock import wib
from tuntas.kipp.actions.announcing import ObjectionsOpen, announce
from tuntas.kipp.actions.answers import ConsequenceRefused, conclude
from tuntas.kipp.actions.locking import lock_stage
from tuntas.kipp.actions.objections import (
    NoWindow,
    ObjectionRefused,
    RaisedBefore,
    TooLate,
    answer,
    examine,
    raise_objection,
    receive,
    withdraw,
)
from tuntas.kipp.models import Assignment, Edition, Objection, SeatHolder, Sheet
from tuntas.kipp.queries.objections import examiners_for, numbers_of, window_of
from tuntas.kipp.rules.objections import HIDDEN_BELOW
from tuntas.kipp.terms import Consequence, EntryStage, ObjectionScope, ObjectionStage, Seat, StageKind
from tuntas.kipp.tests.finished import ANNOUNCEMENT_DAY
from tuntas.kipp.tests.objecting import SOON, copied
from tuntas.kipp.tests.proposals import fresh
from tuntas.kipp.tests.stage import _seated, during, stage
from tuntas.notices.models import Notice


def test_the_window_counts_working_days_and_its_last_second(failed) -> None:
    window = window_of(failed)
    assert wib(window.until).strftime("%d %H:%M:%S") == "05 23:59:59"
    assert window.is_open(window.until.replace(microsecond=999_999))
    assert not window.is_open(window.until + timedelta(seconds=1))
    Holiday.objects.create(day=window.until.date(), name="Hari libur")
    assert wib(window_of(failed).until).day == 8  # over the weekend


def test_off_unless_the_rules_say_so(failed, wati, edition) -> None:
    assert edition.objection_days is None  # presets leave it off
    Edition.objects.filter(pk=failed.edition_id).update(objection_days=None)
    with pytest.raises(NoWindow):
        raise_objection(entry=fresh(failed), ground="fact", text="Ada.", by=wati, now=SOON)


def test_results_only_where_the_scope_says_so(heard, scored_finals, sari) -> None:
    entry = scored_finals[0]
    entry.case.stage = EntryStage.NOT_FINALIST
    entry.case.save()
    assert window_of(fresh(entry)) is not None
    Edition.objects.filter(pk=heard.pk).update(objection_scope=ObjectionScope.CHECK)
    assert window_of(fresh(entry)) is None


@pytest.mark.parametrize(
    ("text", "days", "error"), [("Ada.", 6, TooLate), (" ", 0, ObjectionRefused), ("kata " * 501, 0, ObjectionRefused)]
)
def test_what_is_refused(failed, wati, text, days, error) -> None:
    with pytest.raises(error):
        raise_objection(entry=failed, ground="fact", text=text, by=wati, now=SOON + timedelta(days=days))
    assert not Objection.objects.exists()


def test_only_the_team_objects_and_once(raised, failed, budi, sari, agus, dewi) -> None:
    for person in (budi, sari):
        with pytest.raises(ObjectionRefused):
            raise_objection(entry=failed, ground="fact", text="Ada.", by=person, now=SOON)
    with pytest.raises(RaisedBefore):
        raise_objection(entry=failed, ground="fact", text="Ada.", by=agus, now=SOON)
    withdraw(objection=raised, by=agus, now=SOON)
    raise_objection(entry=failed, ground="rule", text="Ada.", by=agus, now=SOON)
    assert Objection.objects.count() == 2


def test_whoever_checked_never_examines(raised, failed, sari, dewi, heard) -> None:
    assert [seat.person for seat in examiners_for(failed, SOON)] == [dewi]
    with pytest.raises(MoveRefused):
        receive(objection=raised, examiner=sari, by=dewi, now=SOON)
    raised.refresh_from_db()
    assert raised.examiner is None and raised.case.stage == ObjectionStage.RAISED


def test_whoever_judged_never_examines(heard, scored_finals, ratna) -> None:
    SeatHolder.objects.create(edition=heard, person=ratna, seat=Seat.SECRETARIAT, added_at=SOON)
    assert ratna not in [seat.person for seat in examiners_for(scored_finals[0], SOON)]


def test_it_waits_for_whose_turn_it_is(raised, dewi, sari, wati, tono) -> None:
    def mine(person) -> bool:
        return waiting_for(person, SOON, "kipp.objection").exists()

    assert mine(dewi) and mine(sari) and not mine(wati) and not mine(tono)
    receive(objection=raised, examiner=dewi, by=dewi, now=SOON)
    assert mine(dewi) and not mine(sari)
    raised.case.refresh_from_db()
    assert raised.case.due_at == raised.case.promised_at and raised.case.due_at is not None


def test_answered_by_letter_and_told(answered, wati, agus, dewi, sari) -> None:
    assert (
        answered.letter.label.endswith("/SANGGAH-KIPP/XI/2021")
        and answered.letter.holder == "Dinas Pendidikan Kab. Pekalongan"[:160]
        or answered.letter.holder
    )
    for person in (wati, agus):
        kinds = set(Notice.objects.filter(person=person).values_list("kind", flat=True))
        assert {"kipp.objection_received", "kipp.objection_answered"} <= kinds
    with pytest.raises(MoveRefused):
        answer(objection=answered, upheld=False, reason="Lagi", by=dewi, now=SOON)
    shown = timeline(answered.case, "public")
    assert "Surat ditemukan." in shown[-1].text
    assert not any(dewi.name in one.title + one.text + one.by + one.note for one in shown)
    assert not any("memang ada" in one.text for one in shown)  # the finding is the office's


def test_not_upheld_is_closed_at_once(raised, dewi, sari) -> None:
    receive(objection=raised, examiner=dewi, by=dewi, now=SOON)
    examine(objection=raised, finding="Tidak ada.", by=dewi, now=SOON)
    done = answer(objection=raised, upheld=False, reason="Surat tidak ada.", by=dewi, now=SOON)
    assert done.case.stage == ObjectionStage.CLOSED
    with pytest.raises(ConsequenceRefused):
        conclude(objection=done, consequence=Consequence.MEASURE, note="x", by=sari, now=SOON)


def test_upheld_opens_the_check_again(answered, sari, dewi, failed) -> None:
    with pytest.raises(ConsequenceRefused):
        conclude(objection=answered, consequence=Consequence.REOPENED, note="Periksa lagi", by=dewi, now=SOON)
    with pytest.raises(ConsequenceRefused):
        conclude(objection=answered, consequence=Consequence.REOPENED, note=" ", by=sari, now=SOON)
    for _twice in range(2):
        done = conclude(objection=answered, consequence=Consequence.REOPENED, note="Periksa lagi", by=sari, now=SOON)
    assert done.case.stage == ObjectionStage.CLOSED and done.consequence_data
    assert fresh(failed).case.stage == EntryStage.SUBMITTED
    assert Line.objects.filter(act="kipp.objection_concluded").count() == 1


def _about_results(entry, wati, dewi, now) -> Objection:
    entry.case.stage, entry.case.stage_since = EntryStage.NOT_FINALIST, now
    entry.case.save()
    made = raise_objection(entry=fresh(entry), ground="counting", text="Jumlahnya keliru.", by=wati, now=now)
    receive(objection=made, examiner=dewi, by=dewi, now=now)
    examine(objection=made, finding="Benar.", by=dewi, now=now)
    return answer(objection=made, upheld=True, reason="Benar.", by=dewi, now=now)


def test_recounted_from_the_raw_scores(heard, finalists, wati, dewi, sari) -> None:
    now = during(StageKind.SHORTLIST)
    upheld = _about_results(finalists[0], wati, dewi, now)
    sheet = Sheet.objects.filter(assignment__entry=finalists[0]).first()
    right = sheet.total
    Sheet.objects.filter(pk=sheet.pk).update(total=12)
    done = conclude(objection=upheld, consequence=Consequence.RECOUNTED, note="Dihitung ulang", by=sari, now=now)
    sheet.refresh_from_db()
    assert sheet.total == right
    assert done.consequence_data["changed"] == {str(sheet.pk): ["12.000000", str(right)]}


def test_a_further_juror_reads_it_and_the_desk_opens(heard, finalists, wati, dewi, sari) -> None:
    now, desk = during(StageKind.SHORTLIST), stage(heard, StageKind.DESK)
    lock_stage(stage=desk, by=sari, now=now)
    upheld = _about_results(finalists[0], wati, dewi, now)
    with pytest.raises(ConsequenceRefused):  # nobody is left: nothing has moved
        conclude(objection=upheld, consequence=Consequence.READER, note="Baca lagi", by=sari, now=now)
    assert fresh(finalists[0]).case.stage == EntryStage.NOT_FINALIST
    _seated(heard, "Lestari Juror", Seat.JUROR)
    closes = now + timedelta(days=2)
    conclude(objection=upheld, consequence=Consequence.READER, note="Baca lagi", by=sari, now=now, closes_at=closes)
    assert Assignment.objects.filter(entry=finalists[0], juror__person__name="Lestari Juror").exists()
    desk.refresh_from_db()
    assert desk.locked_at is None and fresh(finalists[0]).case.stage == EntryStage.PASSED


def test_the_announcement_waits_where_the_rules_say_so(
    heard, closed_plenary, finalists, failed, wati, dewi, sari
) -> None:
    open_one = raise_objection(entry=failed, ground="fact", text="Ada.", by=wati, now=SOON)
    Edition.objects.filter(pk=heard.pk).update(objection_holds=True)
    with pytest.raises(ObjectionsOpen):
        announce(edition=heard, by=sari, now=ANNOUNCEMENT_DAY)
    withdraw(objection=open_one, by=wati, now=ANNOUNCEMENT_DAY)
    announce(edition=heard, by=sari, now=ANNOUNCEMENT_DAY)


def test_small_numbers_are_not_told(raised, heard, django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        public = numbers_of(heard, public=True)
    assert (public.raised, public.parts, public.none) == (None, None, False)
    assert numbers_of(heard, public=False).parts == {"open": 1, "accepted": 0, "rejected": 0, "withdrawn": 0}
    for at in range(HIDDEN_BELOW):
        copied(raised, at, withdrawn_at=SOON)
    public = numbers_of(heard, public=True)
    assert public.raised == 6 and public.parts is None  # one is open: it would be readable
    for at in range(10, 14):
        copied(raised, at, withdrawn_at=None, about=f"x{at}")
    assert numbers_of(heard, public=True).parts == {"open": 5, "accepted": 0, "rejected": 0, "withdrawn": 5}
