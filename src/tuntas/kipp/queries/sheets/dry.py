"""One door to every dry run."""

from datetime import datetime

from tuntas.files.queries import content_of
from tuntas.files.sheets import Table, read
from tuntas.kipp.models import Import
from tuntas.kipp.queries.sheets.entries import plan_entries, plan_jurors
from tuntas.kipp.queries.sheets.rows import missing_columns
from tuntas.kipp.queries.sheets.scores import plan_assignments, plan_scores
from tuntas.kipp.rules.sheets.fields import fields_for
from tuntas.kipp.rules.sheets.plans import DryRun
from tuntas.kipp.terms import SheetKind


def table_of(sheet: Import) -> Table:
    """The uploaded sheet as a table. Raises `files.sheets.SheetRefused`."""
    return read(content_of(sheet.file), sheet.file.name)


def try_dry(sheet: Import, now: datetime) -> DryRun:
    """What applying the sheet now would do, and every problem by row; nothing is changed."""
    edition, stage, mapping = sheet.edition, sheet.stage, sheet.mapping
    if lacking := missing_columns(fields_for(edition, sheet.what, stage), mapping):
        return DryRun([], lacking)
    table = table_of(sheet)
    if sheet.what == SheetKind.ENTRIES:
        return plan_entries(edition, table, mapping)
    if sheet.what == SheetKind.JURORS:
        return plan_jurors(edition, table, mapping)
    assert stage is not None, "assignments and scores belong to a stage"
    if sheet.what == SheetKind.ASSIGNMENTS:
        return plan_assignments(edition, stage, table, mapping, now)
    return plan_scores(edition, stage, table, mapping)
