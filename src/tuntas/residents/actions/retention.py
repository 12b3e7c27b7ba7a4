"""What has been kept long enough goes: by rule, counted first when asked."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from tuntas.journal.actions import record
from tuntas.kernel.clock import wib_date
from tuntas.residents.actions.erasing import wipe
from tuntas.residents.models import Draft, Import, Merge, Reading, Resident, RightRequest, Version
from tuntas.residents.rules.groups import years_before
from tuntas.residents.rules.keeping import ANSWERED, DRAFTS, MERGES, TRAIL, VERSIONS, YEARS_AFTER_LEAVING
from tuntas.residents.terms import ResidentState


@dataclass(frozen=True)
class Swept:
    """One rule of retention: how many things it takes (or would take)."""

    key: str
    sentence: str
    number: int


def sweep(*, now: datetime, dry_run: bool) -> list[Swept]:
    """Apply every rule; with `dry_run` only count. May run every day and be stopped anywhere."""
    left = [ResidentState.AWAY, ResidentState.DEAD]
    gone = Resident.objects.filter(state__in=left, state_since__lte=years_before(wib_date(now), YEARS_AFTER_LEAVING))
    drafts = Import.objects.filter(sealed__isnull=False, at__lte=now - DRAFTS)
    answered = RightRequest.objects.filter(sealed__isnull=False, answered_at__lte=now - ANSWERED)
    merges = Merge.objects.filter(sealed__isnull=False, at__lte=now - MERGES)
    wiped = {"sealed": None}
    rules: list[tuple[str, str, QuerySet, Callable[[QuerySet], object]]] = [
        ("drafts", _("Spreadsheets that were never written, 14 days old"), drafts,
         lambda rows: rows.update(**wiped, dropped_at=now)),
        ("typed", _("Forms that were never saved, 14 days old"), Draft.objects.filter(at__lte=now - DRAFTS),
         lambda rows: rows.delete()),
        ("versions", _("Earlier versions of records, 2 years old"), Version.objects.filter(at__lte=now - VERSIONS),
         lambda rows: rows.delete()),
        ("merges", _("What two records were before they were made one, 1 year old"), merges,
         lambda rows: rows.update(**wiped)),
        ("answered", _("Texts of answered requests, 3 years old"), answered, lambda rows: rows.update(**wiped)),
        ("trail", _("Lines of the access trail, 5 years old"), Reading.objects.filter(at__lte=now - TRAIL),
         lambda rows: rows.delete()),
        ("left", _("Identity of people who died or moved away 5 years ago"), gone, lambda rows: _wipe_all(rows, now)),
    ]  # fmt: skip
    found = []
    for key, sentence, rows, act in rules:
        number = rows.count()
        if number and not dry_run:
            with transaction.atomic():
                act(rows)
                record(
                    act="residents.retained", subject=f"residents.rule:{key}", by=None, now=now, data={"rows": number}
                )
        found.append(Swept(key, sentence, number))
    return found


def _wipe_all(rows: QuerySet, now: datetime) -> None:
    for row in rows.select_related("family").iterator(chunk_size=200):
        wipe(row, now, None)
