"""Sheets on their way in: upload, choose columns, try dry, apply in one transaction, or drop."""

from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from tuntas.files.actions import store
from tuntas.files.rules import explain
from tuntas.files.sheets import SheetRefused, suggest
from tuntas.files.terms import SHEET
from tuntas.journal.actions import record
from tuntas.kernel.text import clean
from tuntas.kipp.actions.assigning import AssigningRefused, Given, bring_in
from tuntas.kipp.actions.taking_in import take_in_entry, take_in_jurors, take_in_scores
from tuntas.kipp.models import Edition, Import, Stage
from tuntas.kipp.queries.sheets import table_of, try_dry
from tuntas.kipp.rules.seats import may_organise
from tuntas.kipp.rules.sheets.fields import fields_for
from tuntas.kipp.rules.sheets.plans import DryRun
from tuntas.kipp.terms import EditionStatus, SheetKind
from tuntas.people.models import Person

MEGABYTES = 10


class ImportRefused(Exception):
    """The sheet cannot come in; `str(error)` says why and what to do."""


class NotClean(ImportRefused):
    """Rows have problems and nobody said to leave them out."""


class AlreadyDone(ImportRefused):
    """This sheet was applied or dropped before."""


def _must_organise(edition: Edition, by: Person, stage: Stage | None) -> None:
    if not may_organise(by, edition):
        raise ImportRefused(_("Only an organiser of this edition may import."))
    if edition.status in (EditionStatus.ANNOUNCED, EditionStatus.ARCHIVED):
        raise ImportRefused(_("The winners are announced; nothing can be imported any more."))
    if stage is not None and stage.locked_at:
        raise ImportRefused(_("The scores of this stage are locked."))


@transaction.atomic
def begin(
    *,
    edition: Edition,
    what: str,
    stage: Stage | None,
    upload: UploadedFile | bytes,
    name: str,
    by: Person,
    now: datetime,
) -> Import:
    """Keep the uploaded sheet and guess its columns. Raises `ImportRefused`, `files.terms.UploadRefused`."""
    _must_organise(edition, by, stage)
    if what in (SheetKind.ASSIGNMENTS, SheetKind.SCORES) and stage is None:
        raise ImportRefused(_("Choose the stage first."))
    file = store(
        upload=upload,
        name=name,
        kind=SHEET(MEGABYTES),
        purpose="kipp.import",
        subject=f"kipp.edition:{edition.pk}",
        by=by,
        now=now,
    )
    made = Import(edition=edition, what=what, stage=stage, file=file, made_by=by, made_at=now)
    try:
        table = table_of(made)
    except SheetRefused as refused:
        raise ImportRefused(explain(refused)) from refused
    wanted = {
        plan.key: [str(plan.title), *(alias for alias in plan.aliases if alias)]
        for plan in fields_for(edition, what, stage)
    }
    made.mapping = suggest(table.columns, wanted)
    made.save()
    record(act="kipp.import_begun", subject=made, by=by, now=now, data={"what": what, "rows": len(table.rows)})
    return made


@transaction.atomic
def choose_columns(*, sheet: Import, mapping: dict[str, str], by: Person, now: datetime) -> Import:
    """Keep which column holds what; a column chosen twice is refused."""
    _must_organise(sheet.edition, by, sheet.stage)
    fresh = _waiting(sheet)
    chosen = [column for key, column in mapping.items() if column and not key.startswith("_")]
    if len(set(chosen)) < len(chosen):
        raise ImportRefused(_("A column is chosen twice. Each column can hold one thing."))
    fresh.mapping = {key: clean(column) for key, column in mapping.items() if column}
    fresh.save(update_fields=["mapping"])
    return fresh


def _waiting(sheet: Import) -> Import:
    fresh = Import.objects.select_for_update(of=("self",)).select_related("edition", "stage", "file").get(pk=sheet.pk)
    if not fresh.is_waiting:
        raise AlreadyDone(_("This sheet was imported or put aside already."))
    return fresh


@transaction.atomic
def apply(*, sheet: Import, leave_out_bad: bool, by: Person, now: datetime) -> Import:
    """Bring the good rows in, all or none. With problems left, only when `leave_out_bad` says so.

    The dry run is made again here, against what the competition holds now. Raises `NotClean`, `AlreadyDone`.
    """
    _must_organise(sheet.edition, by, sheet.stage)
    fresh = _waiting(sheet)
    found = try_dry(fresh, now)
    if any(problem.row == 0 for problem in found.problems) or (not found.is_clean and not leave_out_bad):
        raise NotClean(_("Some rows have problems. Mend the sheet, or confirm that these rows are left out."))
    _bring_in(fresh, found, by, now)
    fresh.applied_at, fresh.applied_by = now, by
    fresh.report = {verb: found.count(verb) for verb in ("new", "change", "same")} | {"skipped": found.bad_rows}
    fresh.save()
    data = {"what": fresh.what, "sha256": fresh.file.sha256} | fresh.report
    record(act="kipp.imported", subject=fresh, by=by, now=now, data=data)
    return fresh


def _bring_in(sheet: Import, found: DryRun, by: Person, now: datetime) -> None:
    rows: list[dict[str, Any]] = [row.values for row in found.planned if row.verb != "same"]
    if sheet.what == SheetKind.ENTRIES:
        checked = sheet.mapping.get("_as") == "passed"
        for values in rows:
            take_in_entry(edition=sheet.edition, values=values, checked=checked, by=by, now=now)
    elif sheet.what == SheetKind.JURORS:
        take_in_jurors(edition=sheet.edition, rows=rows, by=by, now=now)
    elif sheet.stage is not None and sheet.what == SheetKind.ASSIGNMENTS:
        given = [Given(values["entry"], values["juror"], values["despite"]) for values in rows]
        source = {"import": sheet.pk, "sha256": sheet.file.sha256}
        try:
            bring_in(stage=sheet.stage, pairs=given, source=source, by=by, now=now)
        except AssigningRefused as refused:
            raise ImportRefused(str(refused)) from refused
    elif sheet.stage is not None:
        take_in_scores(stage=sheet.stage, rows=rows, now=now)


@transaction.atomic
def drop(*, sheet: Import, by: Person, now: datetime) -> Import:
    """Put the sheet aside; nothing of it came in."""
    _must_organise(sheet.edition, by, sheet.stage)
    fresh = _waiting(sheet)
    fresh.dropped_at = now
    fresh.save(update_fields=["dropped_at"])
    record(act="kipp.import_dropped", subject=fresh, by=by, now=now)
    return fresh
