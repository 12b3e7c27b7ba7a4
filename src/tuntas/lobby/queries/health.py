"""What is wrong with an installation, and how to mend it."""

import os
import shutil
import stat
import sys
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from tuntas.documents.models import Document
from tuntas.documents.terms import Status
from tuntas.files.models import File
from tuntas.journal.models import Head, Line
from tuntas.lobby.terms import Finding
from tuntas.notices.models import Notice
from tuntas.people.models import Holding
from tuntas.people.terms import Role
from tuntas.places.models import Place
from tuntas.places.terms import Level


def _python() -> Finding:
    version = sys.version.split()[0]
    return Finding(
        "Python", sys.version_info >= (3, 11), version, "Install Python 3.11 or newer and run `make install`."
    )


def _home() -> Finding:
    home = Path(settings.HOME)
    writable = home.is_dir() and os.access(home, os.W_OK)
    return Finding(
        "Data folder", writable, str(home), "Create it and give it to the user that runs Tuntas (TUNTAS_HOME)."
    )


def _disk() -> Finding:
    free = shutil.disk_usage(settings.HOME).free / 2**30
    return Finding(
        "Disk", free > 1, f"{free:.1f} GiB free", "Free some space: uploads and documents need it.", grave=free < 0.2
    )


def _keys() -> Finding:
    folder = Path(settings.HOME) / "keys"
    loose = [p.name for p in folder.glob("*") if p.is_file() and stat.S_IMODE(p.stat().st_mode) & 0o077]
    return Finding("Keys", not loose, ", ".join(loose) or "private", f"chmod 600 the files in {folder}.")


def _debug() -> Finding:
    return Finding("Debug", not settings.DEBUG, "on" if settings.DEBUG else "off", "Unset TUNTAS_DEBUG.")


def _address() -> Finding:
    local = "127.0.0.1" in settings.PUBLIC_ADDRESS or "localhost" in settings.PUBLIC_ADDRESS
    return Finding(
        "Public address",
        not local,
        settings.PUBLIC_ADDRESS,
        "Set TUNTAS_ADDRESS to what people type; mails and QR codes carry it.",
        grave=False,
    )


def _tls() -> Finding:
    return Finding(
        "TLS",
        settings.TLS,
        "cookies are secure" if settings.TLS else "cookies travel over plain HTTP",
        "Put a TLS proxy in front and set TUNTAS_TLS=1 (and TUNTAS_HSTS_SECONDS once it works).",
        grave=False,
    )


def _mail() -> Finding:
    real = "filebased" not in settings.EMAIL_BACKEND
    return Finding(
        "E-mail", real, settings.EMAIL_BACKEND.rsplit(".", 2)[-2], "Set TUNTAS_MAIL; until then mails are files.", False
    )


def _database() -> Finding:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        return Finding(
            "Database", False, str(error).strip().split("\n")[0], "Check TUNTAS_DATABASE and that the server runs."
        )
    return Finding("Database", True, connection.vendor)


def _migrations() -> Finding:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return Finding(
        "Tables", not plan, f"{len(plan)} migrations wait" if plan else "up to date", "Run `tuntas migrate`."
    )


def _static() -> Finding:
    made = settings.DEBUG or (Path(settings.STATIC_ROOT) / "staticfiles.json").exists()
    return Finding(
        "Styles and scripts", made, "collected" if made else "missing", "Run `tuntas collectstatic --noinput`."
    )


def _sentences() -> Finding:
    rooms = Path(__file__).resolve().parents[2]
    missing = [p.parts[-4] for p in rooms.glob("*/locale/id/LC_MESSAGES") if not (p / "django.mo").exists()]
    return Finding("Indonesian", not missing, ", ".join(missing) or "compiled", "Run `make install` again.")


def _regions() -> Finding:
    wanted = {Level.REGENCY: 35, Level.DISTRICT: 576, Level.VILLAGE: 8563}
    found = {level: Place.objects.filter(level=level).count() for level in wanted}
    detail = " / ".join(str(count) for count in found.values())
    return Finding("Regions", found == wanted, detail, "Run `tuntas regions`.")


def _operator() -> Finding:
    running = Holding.objects.filter(role__in=[Role.OPERATOR, Role.ORGANISER], place="33")
    count = running.values("person").distinct().count()
    return Finding("Operator", count > 0, f"{count} people", "Run `tuntas operator EMAIL` to make the first one.")


def _journal() -> Finding:
    head, last = Head.objects.first(), Line.objects.order_by("-number").first()
    whole = (head is None and last is None) or bool(
        head and (head.number, head.hash) == (last.number if last else 0, last.hash if last else head.hash)
    )
    return Finding(
        "Journal",
        whole,
        f"{head.number if head else 0} lines",
        "Run `tuntas journal verify` and keep the database as it is.",
    )


def _documents() -> Finding:
    count = Document.objects.filter(status=Status.RESERVED).count()
    return Finding("Documents", count == 0, f"{count} numbered but not pressed", "Run `tuntas press`.", grave=False)


def _uploads() -> Finding:
    root = Path(settings.MEDIA_ROOT)
    recent = File.objects.filter(removed_at=None).order_by("-added_at")[:500]
    lost = sum(1 for file in recent if not (root / file.stored).exists())
    return Finding("Uploads", lost == 0, f"{lost} of the newest 500 missing", "Bring `files/` back from a backup.")


def _notices() -> Finding:
    count = Notice.objects.filter(mail_wanted=True, mailed_at=None, tries__gte=5).count()
    return Finding(
        "Undelivered mail", count == 0, str(count), "Look at TUNTAS_MAIL, then run `tuntas deliver`.", grave=False
    )


def _daily(now: datetime) -> Finding:
    last = Line.objects.filter(subject="lobby.daily").order_by("-number").first()
    if last is None:
        return Finding("Daily duties", False, "never done", "Let a timer run `tuntas daily` once a day.", grave=False)
    failed = ", ".join(last.data.get("failed", []))
    late = now - last.at > timedelta(hours=50)
    said = f"{last.at:%Y-%m-%d %H:%M} UTC" + (f", failed: {failed}" if failed else "")
    mend = "Let a timer run `tuntas daily` once a day." if late else "Run `tuntas daily` and read what it says."
    return Finding("Daily duties", not late and not failed, said, mend, grave=False)


WITHOUT_DATABASE: list[Callable[[], Finding]] = [
    _python, _home, _disk, _keys, _debug, _address, _tls, _mail, _static, _sentences, _database,
]  # fmt: skip
WITH_TABLES: list[Callable[[], Finding]] = [_regions, _operator, _journal, _documents, _uploads, _notices]


def examine(now: datetime) -> Iterator[Finding]:
    """Look at everything, cheapest first; stops at the database if it cannot be reached or has no tables."""
    for look in WITHOUT_DATABASE:
        finding = look()
        yield finding
        if look is _database and not finding.well:
            return
    tables = _migrations()
    yield tables
    if tables.well:
        for look in WITH_TABLES:
            yield look()
        yield _daily(now)
