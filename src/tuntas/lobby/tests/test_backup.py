"""A backup comes back exactly, and a damaged one says so."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction

from tuntas.journal.actions import record
from tuntas.lobby.actions.backup import back_up, inspect, restore
from tuntas.lobby.terms import ArchiveRefused


@pytest.fixture
def archive(tmp_path: Path, sari, wati, now) -> Path:
    """An archive of an installation with people, roles, a journal line and one uploaded file."""
    with transaction.atomic():
        record(act="test.made", subject=wati, by=sari, now=now, data={"é": [1, 2]})
    stored = Path(settings.MEDIA_ROOT) / "aa" / "bukti"
    stored.parent.mkdir(parents=True, exist_ok=True)
    stored.write_bytes(b"isi")
    path = tmp_path / "tuntas.zip"
    back_up(to=path, now=now)
    return path


def test_archive_is_private_and_whole(archive: Path) -> None:
    assert archive.stat().st_mode & 0o077 == 0
    found = inspect(archive)
    assert found.rows["people.person"] == 2
    assert found.files >= 1


def test_never_overwrites(archive: Path, now) -> None:
    with pytest.raises(ArchiveRefused, match="exists already"):
        back_up(to=archive, now=now)


def test_refuses_an_installation_with_people(archive: Path) -> None:
    with pytest.raises(ArchiveRefused, match="not empty"):
        restore(source=archive)


def test_a_changed_part_is_named(archive: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.zip"
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(bad, "w") as new:
        for item in old.infolist():
            data = old.read(item)
            if item.filename == "rows/people.person.jsonl":
                data = data.replace(b"Wati", b"Watu")
            new.writestr(item.filename, data)
    with pytest.raises(ArchiveRefused, match="rows/people.person.jsonl"):
        inspect(bad)


def test_half_an_archive_is_refused(archive: Path, tmp_path: Path) -> None:
    half = tmp_path / "half.zip"
    half.write_bytes(archive.read_bytes()[:200])
    with pytest.raises(ArchiveRefused, match="not a whole archive"):
        inspect(half)


FILL = """
import django; django.setup()
from django.db import transaction
from tuntas.journal.actions import record
from tuntas.kernel.clock import now
from tuntas.people.models import Person
from tuntas.places.models import Place
with transaction.atomic():
    Place.objects.create(code="33", level="province", name="Jawa Tengah", kind="provinsi")
    sari = Person.objects.create_user("sari@example.org", "kudu-sekolah-2021", name="Sari")
    record(act="test.made", subject=sari, by=sari, now=now(), data={"é": 1})
"""


@pytest.mark.slow
def test_round_trip_between_two_installations(tmp_path: Path) -> None:
    def run(home: str, *arguments: str) -> str:
        environment = {
            **os.environ,
            "TUNTAS_HOME": str(tmp_path / home),
            "DJANGO_SETTINGS_MODULE": "tuntas.config.settings",
        }
        environment.pop("TUNTAS_DATABASE", None)
        done = subprocess.run([sys.executable, *arguments], env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout

    tuntas = ("-m", "tuntas.config.command")
    run("first", *tuntas, "migrate", "-v0")
    run("first", "-c", FILL)
    run("first", *tuntas, "backup", str(tmp_path / "one.zip"))
    run("second", *tuntas, "restore", str(tmp_path / "one.zip"))
    run("second", *tuntas, "backup", str(tmp_path / "two.zip"))
    assert inspect(tmp_path / "one.zip").sha256 == inspect(tmp_path / "two.zip").sha256
    assert inspect(tmp_path / "two.zip").rows["people.person"] == 1
    assert "all in order" in run("second", *tuntas, "journal", "verify"), "moments came back to the microsecond"
