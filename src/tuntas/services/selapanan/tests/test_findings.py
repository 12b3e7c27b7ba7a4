"""A finding goes out, its answer comes back to the next meeting, and nothing is closed before it was told."""

from datetime import timedelta

import pytest
from tests.cast import NOW

from tuntas.casework.actions import AlreadyMoved, answer, mark_told
from tuntas.casework.models import Referral
from tuntas.casework.queries import waiting_for
from tuntas.casework.terms import ReferralAnswered, ReferralStatus
from tuntas.services.selapanan.actions import findings, meetings
from tuntas.services.selapanan.actions.errors import NotAllowed, NotFitting
from tuntas.services.selapanan.actions.findings import put_on_agenda
from tuntas.services.selapanan.queries.meetings import agenda_of
from tuntas.services.selapanan.terms import GOES_TO, FindingKind, FindingStage
from tuntas.services.selapanan.tests.circle import begun, held, meeting

pytestmark = pytest.mark.django_db
NOTE = "Anak usia 4 tahun belum punya akta kelahiran."


@pytest.fixture
def found(melati, sri):
    """A child without a birth certificate, found and passed on at the first meeting, which is over."""
    first, at = begun(melati, sri)
    found = findings.raise_finding(
        meeting=first, kind=FindingKind.BIRTH, note=NOTE, whom="Anak Bu K.", agreed=True, by=sri, now=at
    )
    meetings.finish(meeting=first, by=sri, now=at)
    return found


def answered(found, officer, at, status=ReferralStatus.DONE, outcome="Akta sudah diserahkan."):
    """The other side answers; what the wiring would do on commit is done here."""
    referral = answer(referral=found.referral, status=status, outcome=outcome, by=officer, now=at)
    put_on_agenda(ReferralAnswered(referral.pk))
    found.refresh_from_db()


def test_it_is_kept_where_nobody_takes_it_and_shown_as_waiting(found, talun):
    referral = Referral.objects.get()
    assert (referral.kind, referral.place_id, referral.status) == ("labkd.birth_certificate", talun.code, "sent")
    assert referral.question == f"{NOTE}\nAnak Bu K." and found.case.stage == FindingStage.SENT
    waiting = agenda_of(meeting(found.group, 2)).waiting
    assert [one.finding for one in waiting] == [found] and waiting[0].no_module


def test_the_answer_opens_the_next_meeting_and_only_telling_closes_it(found, melati, sri, officer):
    answered(found, officer, NOW + timedelta(days=20))
    assert found.agenda == meeting(melati, 2)
    second, at = begun(melati, sri, 2)
    first_item = agenda_of(second).answers[0]
    assert first_item.finding == found and first_item.outcome == "Akta sudah diserahkan." and not first_item.is_told
    assert found.case.closed_at is None and found.case.told_at is None
    told = findings.tell_answer(finding=found, meeting=second, by=sri, now=at)
    assert told.told_in == second and told.case.stage == FindingStage.TOLD and told.case.told_at == at
    found.referral.refresh_from_db()
    assert found.referral.status == ReferralStatus.TOLD
    assert findings.tell_answer(finding=found, meeting=second, by=sri, now=at).told_in == second, "twice is once"


def test_an_answer_not_told_goes_to_the_meeting_after(found, melati, sri, officer):
    answered(found, officer, NOW + timedelta(days=20), ReferralStatus.DECLINED, "Sudah punya akta di desa lain.")
    second = held(melati, sri, 2)
    assert agenda_of(meeting(melati, 3)).answers[0].finding == found and not agenda_of(second).answers
    meetings.skip(group=melati, number=3, reason="Banjir", by=sri, now=NOW + timedelta(days=45))
    assert agenda_of(meeting(melati, 4)).answers[0].finding == found
    assert not agenda_of(meeting(melati, 4)).answers[0].is_done


def test_an_answer_that_comes_while_they_meet_stands_on_their_agenda(found, melati, sri, officer):
    second, at = begun(melati, sri, 2)
    answered(found, officer, at)
    assert agenda_of(second).answers[0].finding == found


def test_nothing_is_told_before_there_is_an_answer(found, melati, sri, officer):
    second, at = begun(melati, sri, 2)
    with pytest.raises(NotFitting, match="Belum ada jawaban"):
        findings.tell_answer(finding=found, meeting=second, by=sri, now=at)
    answered(found, officer, at)
    with pytest.raises(NotFitting, match="sedang berlangsung"):
        findings.tell_answer(finding=found, meeting=meeting(melati, 1), by=sri, now=at)


def test_told_on_the_page_of_casework_is_told_here_too(found, melati, sri, officer):
    second, at = begun(melati, sri, 2)
    answered(found, officer, at)
    mark_told(referral=found.referral, by=sri, now=at)
    assert findings.tell_answer(finding=found, meeting=second, by=sri, now=at).case.stage == FindingStage.TOLD
    with pytest.raises(AlreadyMoved):
        mark_told(referral=found.referral, by=sri, now=at)


def test_of_people_only_with_consent_and_never_with_a_number(melati, sri, yanti):
    first, at = begun(melati, sri)
    ask = {"meeting": first, "kind": FindingKind.SCHOOL, "by": sri, "now": at}
    for more, says in (
        ({"note": NOTE, "agreed": False}, "orang tua/wali"),
        ({"note": "NIK 3326054501140003 tidak sekolah", "agreed": True}, "NIK"),
        ({"note": NOTE, "whom": "3326 0545 0114 0003", "agreed": True}, "NIK"),
        ({"note": "  ", "agreed": True}, "Tulis apa"),
    ):
        with pytest.raises(NotFitting, match=says):
            findings.raise_finding(**ask, **more)
    with pytest.raises(NotAllowed):
        findings.raise_finding(**ask | {"by": yanti}, note=NOTE, agreed=True)
    voice = ask | {"kind": FindingKind.VOICE}
    one = findings.raise_finding(**voice, note="<script>alert(1)</script> jembatan rusak")
    assert findings.raise_finding(**voice, note="<script>alert(1)</script> jembatan rusak") == one
    assert one.referral.kind == "posko.aspiration"


def test_what_is_written_down_only_waits_in_the_inbox(melati, sri):
    first, at = begun(melati, sri)
    ask = {"meeting": first, "agreed": True, "send_now": False, "by": sri, "now": at}
    one = findings.raise_finding(kind=FindingKind.PAPER, note="KK hilang", **ask)
    other = findings.raise_finding(kind=FindingKind.HEALTH, note="Balita kurus", **ask)
    assert {one.case, other.case, first.case} == set(waiting_for(sri, at))
    ended = findings.end_unsent(finding=one, key="settle", words="KK ketemu di rumah", by=sri, now=at)
    assert ended.case.stage == FindingStage.TOLD and ended.case.told_at == at and ended.referral is None
    with pytest.raises(NotFitting):
        findings.end_unsent(finding=other, key="drop", words=" ", by=sri, now=at)
    findings.send(finding=other, by=sri, now=at)
    findings.send(finding=other, by=sri, now=at)
    assert Referral.objects.count() == 1 and list(waiting_for(sri, at)) == [first.case]


def test_every_kind_goes_somewhere():
    assert set(GOES_TO) == set(FindingKind.values)


def test_findings_come_from_a_meeting_that_has_begun(melati, sri):
    with pytest.raises(NotFitting, match="Mulailah"):
        findings.raise_finding(
            meeting=meeting(melati), kind=FindingKind.VOICE, note="Jalan", agreed=True, by=sri, now=NOW
        )
