"""One command a day does every room's duty; one that stumbles stops no other; the doctor notices when it stays away."""

from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from tests.cast import NOW

from tuntas.forum.models import ReadDay, Story
from tuntas.innovations.models import Innovation
from tuntas.journal.models import Line
from tuntas.lobby.actions import daily
from tuntas.lobby.queries.health import _daily
from tuntas.lobby.terms import Duty
from tuntas.notices.models import Notice

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_spool(settings, tmp_path):
    settings.READS_ROOT = tmp_path / "reads"


def run(*asked: str) -> str:
    said = StringIO()
    with time_machine.travel(NOW):
        call_command("daily", *asked, stdout=said)
    return said.getvalue()


def test_every_room_does_its_duty(dindik, agus, settings) -> None:
    """An owner is asked, and a reader in the spool is counted; a second run does neither again."""
    Innovation.objects.create(
        slug="kudu", name="KUDU", owner=dindik, is_public=True, added_at=NOW - timedelta(days=900),
        status="running", confirmed_at=NOW - timedelta(days=400),
    )  # fmt: skip
    story = Story.objects.create(slug="kabar", title="Kabar", created_at=NOW, saved_at=NOW)
    settings.READS_ROOT.mkdir()
    (settings.READS_ROOT / "spool").write_text(f"{NOW:%Y-%m-%d} {story.pk} {'a' * 32}\n")
    said = run()
    assert "BAD" not in said and "1 inovasi ditanyakan" in said
    assert Notice.objects.filter(person=agus).count() == 1
    assert "1 pembaca baru" in said and ReadDay.objects.get(story=story).reads == 1
    assert "0 inovasi ditanyakan" in run() and Notice.objects.filter(person=agus).count() == 1


def test_one_that_stumbles_stops_no_other(monkeypatch, capsys) -> None:
    def broken(now) -> str:
        raise OSError("disk full")

    done = []
    monkeypatch.setattr(daily, "ROOMS", (Duty("first", broken), Duty("second", lambda now: done.append(now) or "done")))
    said = StringIO()
    with pytest.raises(SystemExit) as left, time_machine.travel(NOW):
        call_command("daily", stdout=said)
    assert left.value.code == 1 and len(done) == 1
    assert "BAD  first: OSError: disk full" in said.getvalue() and "ok   notices" in said.getvalue()
    assert Line.objects.get(subject="lobby.daily").data == {"failed": ["first"]}
    finding = _daily(NOW)
    assert not finding.well and "first" in finding.detail and not finding.grave


def test_the_doctor_notices_when_it_stays_away() -> None:
    assert not _daily(NOW).well
    run("--only", "sessions")
    assert _daily(NOW).well and not _daily(NOW + timedelta(days=3)).well


def test_duties_are_named_and_chosen() -> None:
    assert {"files", "reads", "events", "innovations", "replication", "notices"} <= set(run("--list").split())
    assert run("--only", "reads").count("\n") == 1
    with pytest.raises(CommandError, match="No such duty: nothing"):
        run("--only", "nothing")
