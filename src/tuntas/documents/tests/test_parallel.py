"""Numbers under pressure: many processes at once, and processes that are killed. A real database file or server."""

import os
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings as django_settings
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection, connections
from tests.cast import person

from tuntas.documents.actions import press_pending, sealer
from tuntas.documents.models import Document, Series
from tuntas.documents.press.seal import Verdict
from tuntas.documents.terms import Status
from tuntas.files.queries import content_of
from tuntas.journal.queries import Trouble, verify

ROOT = Path(__file__).resolve().parents[4]
pytestmark = pytest.mark.slow


@pytest.fixture
def shared(transactional_db, tmp_path, settings, monkeypatch):
    """A database that other processes can open too: PostgreSQL's test database, or SQLite in a file."""
    if connection.vendor == "postgresql":
        yield
        return
    old = connections.databases["default"]
    fresh = old | {"NAME": str(tmp_path / "shared.sqlite3")}
    kept = connections["default"]
    connections.databases["default"] = fresh
    del connections["default"]
    call_command("migrate", verbosity=0)
    yield
    connections["default"].close()
    connections.databases["default"] = old
    connections["default"] = kept


@pytest.fixture
def office(shared, settings, tmp_path):
    """Start `slow_office.py` with the same database, files and keys."""
    person("Sari Organiser")
    home = Path(settings.KEYS_ROOT).parent
    settings.KEYS_ROOT, settings.MEDIA_ROOT = home / "keys", home / "files"
    found = connections["default"].settings_dict
    environment = os.environ | {
        "TUNTAS_HOME": str(home),
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT), os.environ.get("PYTHONPATH", "")]),
        "DJANGO_SETTINGS_MODULE": "tuntas.config.settings",
        "TUNTAS_TEST": "1",
        "TUNTAS_DATABASE": "",
    }
    if connection.vendor == "postgresql":
        user, password = quote(found["USER"], safe=""), quote(found["PASSWORD"] or "", safe="")
        place = f"{found['HOST']}:{found['PORT']}" if not str(found["HOST"]).startswith("/") else ""
        socket = f"?host={quote(str(found['HOST']))}" if str(found["HOST"]).startswith("/") else ""
        environment["TUNTAS_DATABASE"] = f"postgresql://{user}:{password}@{place}/{found['NAME']}{socket}"
    else:
        (home / "tuntas.sqlite3").unlink(missing_ok=True)
        (home / "tuntas.sqlite3").symlink_to(found["NAME"])

    def start(*words: str, script: Path | None = None) -> subprocess.Popen:
        return subprocess.Popen(
            [sys.executable, str(script or Path(__file__).with_name("slow_office.py")), *words],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )

    return start


def numbers() -> list[int]:
    return sorted(Document.objects.filter(series__key="uji").values_list("number", flat=True))


def test_two_hundred_parallel_issues_give_two_hundred_numbers(office):
    processes = [office("issue", "25") for _ in range(8)]
    said = [process.communicate(timeout=300)[0].decode() for process in processes]
    assert [process.returncode for process in processes] == [0] * 8, said
    assert numbers() == list(range(1, 201))
    assert Series.objects.get().last == 200
    assert max(Counter(Document.objects.values_list("label", flat=True)).values()) == 1
    assert [found for found in verify() if isinstance(found, Trouble)] == []


@pytest.mark.parametrize(("where", "left"), [("inside", 0), ("before", 1), ("during", 1)])
def test_a_killed_process_leaves_no_gap_and_no_double(office, now, where, left):
    assert office("issue", "1").wait(120) == 0
    process = office("die", where)
    said = process.communicate(timeout=120)[0].decode()
    assert process.returncode == -signal.SIGKILL, said
    assert numbers() == list(range(1, 2 + left))
    assert set(Document.objects.values_list("status", flat=True)) == {Status.RESERVED}
    assert office("issue", "1").wait(120) == 0
    assert press_pending(now) == 2 + left
    assert press_pending(now) == 0
    assert numbers() == list(range(1, 3 + left))
    for document in Document.objects.select_related("file"):
        assert document.status == Status.ISSUED
        assert sealer().verify(content_of(document.file)) is Verdict.OURS
    assert [found for found in verify() if isinstance(found, Trouble)] == []
    assert default_storage.exists(Document.objects.first().file.stored)
    assert django_settings.KEYS_ROOT
