"""The yearly question, its answers, and the province's list."""

from datetime import timedelta

import pytest
import time_machine
from tests.cast import NOW

from tuntas.innovations import actions
from tuntas.innovations.models import Confirmation, Innovation
from tuntas.innovations.queries.upkeep import upkeep, upkeep_counts
from tuntas.innovations.terms import InnovationStopped, Status, StatusConfirmed
from tuntas.kernel import events
from tuntas.notices.models import Notice
from tuntas.people.models import Holding


@pytest.fixture
def kudu(dindik, wati, agus, now) -> Innovation:
    """A public innovation, confirmed today."""
    made = actions.add(name="KUDU Sekolah", owner=dindik, by=wati, now=now, summary="Anak kembali.")
    actions.publish(innovation=made, by=agus, now=now)
    return actions.confirm_status(innovation=made, status=Status.RUNNING, by=wati, now=now)


def test_owners_are_asked_after_eleven_months_and_once_a_month(kudu, wati, agus, now):
    assert actions.ask_owners(now=now + timedelta(days=333)) == 0
    asked = now + timedelta(days=334)
    assert actions.ask_owners(now=asked) == 1 and actions.ask_owners(now=asked + timedelta(days=29)) == 0
    assert set(Notice.objects.values_list("person", flat=True)) == {wati.pk, agus.pk}
    notice = Notice.objects.first()
    assert notice.link == f"/inovasi/{kudu.slug}/keadaan/" and notice.mail_wanted
    assert actions.ask_owners(now=asked + timedelta(days=30)) == 1
    assert upkeep("unanswered", asked).get() == kudu
    actions.confirm_status(innovation=kudu, status=Status.RUNNING, by=wati, now=asked)
    assert not upkeep("unanswered", asked).exists()


def test_stopping_needs_a_lesson_and_is_told_once(kudu, wati, now, django_capture_on_commit_callbacks):
    heard = []
    events.wire({InnovationStopped: [heard.append], StatusConfirmed: [heard.append]})
    with pytest.raises(actions.NotTold):
        actions.confirm_status(innovation=kudu, status=Status.STOPPED, lesson="  ", by=wati, now=now)
    with django_capture_on_commit_callbacks(execute=True):
        for _click in range(2):
            actions.confirm_status(innovation=kudu, status=Status.STOPPED, lesson="Anggaran habis", by=wati, now=now)
    assert heard == [StatusConfirmed(kudu.pk), InnovationStopped(kudu.pk)]
    assert Confirmation.objects.filter(status=Status.STOPPED).count() == 1
    assert actions.ask_owners(now=now + timedelta(days=900)) == 0  # who stopped is not asked again


@time_machine.travel(NOW)
def test_one_click_answers(kudu, wati, signed_in):
    browser, address = signed_in(wati), f"/inovasi/{kudu.slug}/keadaan/"
    assert browser.post(address, {"status": "growing"}).status_code == 302
    refused = browser.post(address, {"status": "stopped", "lesson_en": "tetap ada"})
    assert refused.status_code == 200 and "tetap ada" in refused.content.decode()
    assert browser.post(address, {"status": "unknown"}).status_code == 200
    assert browser.post(address, {"status": "stopped", "lesson": "Tidak ada petugas"}).status_code == 302
    assert "Tidak ada petugas" in browser.get(f"/inovasi/{kudu.slug}/").content.decode()


def test_an_owner_without_people_is_left_to_the_province(kudu, sari, now, signed_in, wati):
    Holding.objects.exclude(person=sari).delete()
    later = now + timedelta(days=400)
    assert actions.ask_owners(now=later) == 0
    assert upkeep_counts(later) == {"stale": 1, "unanswered": 0, "stopped": 0, "nobody": 1, "never": 0}
    with time_machine.travel(later):
        page = signed_in(sari).get("/inovasi/pemeliharaan/?keadaan=nobody").content.decode()
        assert "KUDU Sekolah" in page
        assert signed_in(wati).get("/inovasi/pemeliharaan/").status_code == 403


def test_the_upkeep_list_has_a_query_budget(kudu, sari, dindik, now, signed_in, django_assert_max_num_queries):
    browser = signed_in(sari)
    counts = []
    for more in (1, 30):
        for number in range(more):
            Innovation.objects.create(
                slug=f"i-{more}-{number}", name="X", owner=dindik, added_at=now, is_public=True, is_sample=True
            )
        with time_machine.travel(NOW), django_assert_max_num_queries(13) as asked:
            assert browser.get("/inovasi/pemeliharaan/").status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]
