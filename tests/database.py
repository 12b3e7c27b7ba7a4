"""The tests' SQLite database, migrated once and copied afterwards: migrating costs every run a quarter of a minute.

A copy is good for exactly these migrations, models and packages; it lies in the machine's folder for passing files,
and copies nobody used for a day are deleted. PostgreSQL is migrated every time. `TUNTAS_TEST_FRESH=1` migrates anew.
"""

import hashlib
import os
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core import management
from django.db import connections

DAY = 86_400  # seconds
PLACE = Path(tempfile.gettempdir())


def print_of_schema() -> str:
    """Changes when a migration, a model's name or the version of a package with models does."""
    found = hashlib.sha256()
    for app in sorted(apps.get_app_configs(), key=lambda one: one.label):
        for path in sorted((Path(app.path) / "migrations").glob("*.py")):
            found.update(path.name.encode() + path.read_bytes())
        found.update(" ".join([app.label, *sorted(model.__name__ for model in app.get_models())]).encode())
    found.update(
        " ".join(version(one) for one in ("django", "django-allauth")).encode() + sqlite3.sqlite_version.encode()
    )
    return found.hexdigest()[:16]


def copied(path: Path, connection: Any) -> bool:
    """Fill the empty database from the copy, if there is one."""
    if not path.exists() or os.environ.get("TUNTAS_TEST_FRESH"):
        return False
    connection.ensure_connection()
    with sqlite3.connect(path) as source:
        source.backup(connection.connection)
    source.close()
    path.touch()
    return True


def keep(path: Path, connection: Any) -> None:
    """Keep a copy for the next run; another process doing the same does no harm."""
    with suppress(OSError, sqlite3.Error):
        part = path.with_suffix(f".{os.getpid()}")
        target = sqlite3.connect(part)
        connection.connection.backup(target)
        target.close()
        part.replace(path)
        for old in PLACE.glob("tuntas-test-*.sqlite3"):
            if time.time() - old.stat().st_mtime > DAY:
                old.unlink()


@contextmanager
def remembered() -> Iterator[None]:
    """Meanwhile Django's making of a test database takes the copy in place of migrating."""
    real = management.call_command

    def call(name: str, *rest: Any, **options: Any) -> Any:
        connection = connections[options.get("database") or "default"]
        if name != "migrate" or connection.vendor != "sqlite":
            return real(name, *rest, **options)
        path = PLACE / f"tuntas-test-{print_of_schema()}.sqlite3"
        if not copied(path, connection):
            real(name, *rest, **options)
            keep(path, connection)
        return None

    management.call_command = call
    try:
        yield
    finally:
        management.call_command = real


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> Iterator[None]:
    """Asked for by pytest-django before it makes the database."""
    with remembered():
        yield
