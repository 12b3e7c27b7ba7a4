"""Changes of the origin: offered once, answered by each copy, the local adaptation kept."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from tuntas.notices.models import Notice
from tuntas.replication.actions.updating import notice_changes
from tuntas.replication.models import UpdateAnswer
from tuntas.replication.queries.copies import updates_open
from tuntas.replication.tests.kit import brought, fresh

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("still")]
NEW = "Operator desa mencatat anak lewat aplikasi dan kertas."


@pytest.fixture
def changed(copy, kudu, sides, now, django_capture_on_commit_callbacks):
    """A copy in preparation whose origin then changes how it works."""
    copy = brought(copy, "preparing", sides)
    assert notice_changes(innovation=kudu, now=now) == 0
    kudu.chapters.filter(key="how").update(text=NEW)
    with django_capture_on_commit_callbacks(execute=True):
        assert notice_changes(innovation=kudu, now=now) == 1
    return fresh(copy)


def test_a_change_is_offered_once_and_grows_until_answered(changed, kudu, rini, now) -> None:
    assert Notice.objects.filter(kind="replication.update", person=rini).count() == 1
    assert notice_changes(innovation=kudu, now=now) == 0
    kudu.chapters.filter(key="how").update(text=NEW + " Setiap bulan.")
    assert notice_changes(innovation=kudu, now=now) == 0, "the open offer grows"
    assert updates_open(changed).get().after.endswith("Setiap bulan.")


def test_taking_over_keeps_what_is_done_differently(changed, rini, signed_in) -> None:
    update = updates_open(changed).get()
    address = reverse("replication:update", args=[changed.case.reference, update.pk])
    client = signed_in(rini)
    page = client.get(address).content.decode()
    assert "<ins>" in page and "Tanpa aplikasi" in page
    client.post(address, {"answer": "accepted", "differs": "Tanpa aplikasi"})
    row = changed.adaptations.get(chapter="how")
    assert (row.origin, row.differs, row.why) == (NEW, "Tanpa aplikasi", "Sinyal")
    client.post(address, {"answer": "declined", "reason": "Lagi"})
    assert UpdateAnswer.objects.get().answer == "accepted"
    assert not updates_open(changed).exists()


def test_keeping_needs_a_reason_and_changes_nothing(changed, rini, agus, signed_in) -> None:
    update = updates_open(changed).get()
    before = changed.adaptations.get(chapter="how").origin
    address = reverse("replication:update", args=[changed.case.reference, update.pk])
    assert signed_in(rini).post(address, {"answer": "declined"}).status_code == 200
    assert signed_in(agus).post(address, {"answer": "accepted"}).status_code == 200, "the owner only reads"
    assert not UpdateAnswer.objects.exists()
    signed_in(rini).post(address, {"answer": "declined", "reason": "Kertas kami sudah ada."})
    assert UpdateAnswer.objects.get().reason == "Kertas kami sudah ada."
    assert changed.adaptations.get(chapter="how").origin == before
    assert "Kertas kami sudah ada." in signed_in(agus).get(address).content.decode()


def test_the_daily_command_reminds_once(copy, sari, still, now, capsys) -> None:
    from datetime import timedelta

    call_command("daily", "--only", "replication")
    assert not Notice.objects.filter(kind="replication.reminded").exists()
    still.move_to(now + timedelta(days=20))
    call_command("daily", "--only", "replication")
    call_command("daily", "--only", "replication")
    assert Notice.objects.filter(kind="replication.reminded", person=sari).count() == 1
    assert "1 diingatkan" in capsys.readouterr().out
