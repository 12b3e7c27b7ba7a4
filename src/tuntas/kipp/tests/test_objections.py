"""Objections: in time or not, examined by somebody else, answered by letter, with a recorded consequence."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tuntas.casework.actions import MoveRefused
from tuntas.casework.models import Holiday
from tuntas.casework.queries import timeline, waiting_for
from tuntas.journal.models import Line
from tuntas.kernel.clock import wib
from tuntas.kipp.actions.announcing import ObjectionsOpen, announce
from tuntas.kipp.actions.answers import ConsequenceRefused, conclude
from tuntas.kipp.actions.checking import fail_check, save_checks
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
from tuntas.kipp.tests.proposals import fresh, sent
from tuntas.kipp.tests.stage import _seated, during, stage
from tuntas.notices.models import Notice

FAILED_AT = during(StageKind.CHECK)  # Tuesday 2 November 2021, noon
SOON = FAILED_AT + timedelta(hours=2)


@pytest.fixture
def heard(small_edition) -> Edition:
    """The small edition with three working days for objections, and a secretariat beside the organiser."""
    small_edition.objection_days, small_edition.objection_scope = 3, ObjectionScope.RESULTS
    small_edition.save()
    _seated(small_edition, "Dewi Sekretariat", Seat.SECRETARIAT)
    return small_edition


@pytest.fixture
def dewi(heard):
    return SeatHolder.objects.get(edition=heard, seat=Seat.SECRETARIAT).person


@pytest.fixture
def failed(heard, dindik, wati, agus, sari):
    """KUDU Sekolah failed the check at noon of 2 November; Sari did the check."""
    entry = sent(heard, dindik, wati, agus)
    verdicts = {item.pk: (False, "Surat belum ada.") for item in heard.check_items.all()}
    save_checks(entry=entry, verdicts=verdicts, by=sari, now=FAILED_AT)
    fail_check(entry=fresh(entry), words="", by=sari, now=FAILED_AT)
    return fresh(entry)


@pytest.fixture
def raised(failed, wati) -> Objection:
    return raise_objection(entry=failed, ground="fact", text="Surat itu ada di halaman 3.", by=wati, now=SOON)


@pytest.fixture
def answered(raised, dewi):
    """Upheld by Dewi."""
    receive(objection=raised, examiner=dewi, by=dewi, now=SOON)
    examine(objection=raised, finding="Suratnya memang ada.", by=dewi, now=SOON)
    return answer(objection=raised, upheld=True, reason="Surat ditemukan.", by=dewi, now=SOON)


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
        _copy(raised, at, withdrawn_at=SOON)
    public = numbers_of(heard, public=True)
    assert public.raised == 6 and public.parts is None  # one is open: it would be readable
    for at in range(10, 14):
        _copy(raised, at, withdrawn_at=None, about=f"x{at}")
    assert numbers_of(heard, public=True).parts == {"open": 5, "accepted": 0, "rejected": 0, "withdrawn": 5}


def _copy(objection: Objection, at: int, **changes) -> Objection:
    case = objection.case
    case = type(case).objects.get(pk=case.pk)
    case.pk, case.reference = None, f"SGH-BULK-{at:04d}"
    case.save()
    copy = Objection.objects.get(pk=objection.pk)
    copy.pk, copy.case = None, case
    for name, value in changes.items():
        setattr(copy, name, value)
    copy.save()
    return copy


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
        _copy(raised, at, withdrawn_at=SOON)
    with django_assert_max_num_queries(12):
        assert client.get(f"/kipp/{heard.slug}/sanggahan/").status_code == 200
