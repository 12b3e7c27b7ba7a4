"""What has to be done once a day, room by room: the one list, and how it is walked."""

import logging
from collections.abc import Iterator, Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from tuntas.catalogue.shelf.catalogue import CATALOGUE
from tuntas.documents.actions import press_pending
from tuntas.files.actions import sweep
from tuntas.forum.actions.bookings import forget_needs
from tuntas.forum.actions.gathering_telling import remind
from tuntas.forum.actions.reads import count_reads
from tuntas.innovations.actions import ask_owners
from tuntas.journal.actions import record
from tuntas.lobby.terms import Duty
from tuntas.notices.actions import deliver
from tuntas.quality.actions import refresh
from tuntas.replication.actions.reminding import look_after
from tuntas.replication.actions.reporting import load_reported
from tuntas.residents.actions.retention import sweep as retain_residents

log = logging.getLogger(__name__)
ACT = "lobby.daily"


def _files(now: datetime) -> str:
    return f"{sweep(now=now)} berkas dihapus / files deleted"


def _reads(now: datetime) -> str:
    return f"{count_reads(now=now)} pembaca baru dihitung / new readers counted"


def _events(now: datetime) -> str:
    return (
        f"{remind(now=now)} diingatkan / reminded, "
        f"{forget_needs(now=now)} kebutuhan peserta dilupakan / needs of participants forgotten"
    )


def _owners(now: datetime) -> str:
    return f"{ask_owners(now=now)} inovasi ditanyakan / innovations asked about"


def _copies(now: datetime) -> str:
    loaded = load_reported(now=now)
    offered, reminded = look_after(now=now)
    told = f"{reminded} diingatkan / reminded, {loaded} laporan / reports"
    return f"{offered} perubahan ditawarkan / changes offered, {told}"


def _documents(now: datetime) -> str:
    return f"{press_pending(now)} dokumen diselesaikan / documents finished"


def _residents(now: datetime) -> str:
    gone = sum(line.number for line in retain_residents(now=now, dry_run=False))
    return f"{gone} data warga yang habis masa simpannya / residents' data kept long enough"


def _figures(now: datetime) -> str:
    return f"{refresh()} urusan diukur / cases measured"


def _sessions(now: datetime) -> str:
    import_string(f"{settings.SESSION_ENGINE}.SessionStore").clear_expired()
    return "sesi lama dihapus / old sessions deleted"


def _letters(now: datetime) -> str:
    done = deliver(now)
    return f"{done.sent} surel terkirim / e-mails sent, {done.failed} gagal / failed"


ROOMS: tuple[Duty, ...] = (
    Duty("files", _files),
    Duty("reads", _reads),
    Duty("events", _events),
    Duty("innovations", _owners),
    Duty("replication", _copies),
    Duty("documents", _documents),
    Duty("residents", _residents),
    Duty("quality", _figures),
    Duty("sessions", _sessions),
)
LAST = Duty("notices", _letters)  # what the others wrote goes out the same night


def duties() -> list[Duty]:
    """Those of the rooms, those of the service modules, and the letters last."""
    services = [Duty(module.key, module.daily) for module in CATALOGUE if module.daily]
    return [*ROOMS, *services, LAST]


def run_daily(*, now: datetime, chosen: Sequence[Duty] | None = None) -> Iterator[tuple[Duty, str, bool]]:
    """Every duty with what it did and whether it went well. One that fails stops no other; the journal keeps the keys
    of those that failed."""
    failed = []
    for duty in duties() if chosen is None else chosen:
        try:
            yield duty, duty.run(now), True
        except Exception as error:  # whatever a room stumbles over, the next one is not to blame
            log.exception("the daily duty of %s failed", duty.key)
            failed.append(duty.key)
            yield duty, f"{type(error).__name__}: {error}", False
    with transaction.atomic():
        record(act=ACT, subject="lobby.daily", by=None, now=now, data={"failed": failed})
