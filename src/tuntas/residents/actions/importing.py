"""A village's spreadsheet: brought, mapped, looked at row by row, written in one go, undone."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from tuntas.files.sheets import Note, Row, SheetRefused, Value, read, suggest
from tuntas.journal.actions import record
from tuntas.kernel.identifiers import token
from tuntas.people.models import Person
from tuntas.places.models import Place
from tuntas.residents.actions.refusals import NotAllowed, NotAsItWas
from tuntas.residents.actions.registers import key_of, register_for
from tuntas.residents.models import Import
from tuntas.residents.queries.checking import RowResult, Tell, check_rows
from tuntas.residents.rules import may_keep
from tuntas.residents.rules.columns import ALIASES
from tuntas.residents.rules.keyring import keyring
from tuntas.residents.rules.parcel import pack, unpack
from tuntas.residents.rules.record import bound_to
from tuntas.residents.terms import RowFate

UNDO_WITHIN = timedelta(days=30)


def silent(done: int, total: int) -> None:
    """Progress nobody waits for."""


def bring(*, place: Place, data: bytes, name: str, by: Person, now: datetime) -> tuple[Import, list[Note]]:
    """Read the file and keep its rows sealed; nothing is in the register yet. Gives the reader's notes, too.

    Raises `SheetRefused` (say it with `files.rules.explain`), `NotAllowed`.
    """
    if not may_keep(by, place, now):
        raise NotAllowed(_("You do not keep the register of residents of this village."))
    table = read(data, name, known=[alias for aliases in ALIASES.values() for alias in aliases])
    if not table.rows:
        raise SheetRefused("empty")
    with transaction.atomic():
        register = register_for(place, now)
        kept = {key: column for key, column in register.mapping.items() if column in table.columns}
        rest = {key: aliases for key, aliases in ALIASES.items() if key not in kept}
        free = [column for column in table.columns if column not in kept.values()]
        name_of_row = token()
        made = Import.objects.create(
            key=name_of_row,
            village=place,
            name=name[-120:],
            sealed=key_of(register).seal(pack(table), bound_to(name_of_row, "import")),
            mapping={**kept, **suggest(free, rest)},
            total=len(table.rows),
            by=by,
            at=now,
        )
        record(act="residents.sheet_brought", subject=made, by=by, now=now, data={"rows": made.total})
    return made, table.notes


def columns_of(sheet: Import) -> list[str]:
    """The columns of the file as it was brought."""
    return _open(sheet)[0]


def _open(sheet: Import) -> tuple[list[str], list[Row]]:
    if sheet.sealed is None:
        raise NotAsItWas(_("This spreadsheet was written or thrown away already."))
    return unpack(keyring().open(sheet.sealed, bound_to(sheet.key, "import")))


@transaction.atomic
def map_columns(*, sheet: Import, mapping: dict[str, str], by: Person, now: datetime) -> Import:
    """Say which column holds what; the village keeps it for its next spreadsheet. Raises `NotAsItWas`."""
    _may(sheet, by, now)
    columns = columns_of(sheet)
    mapping = {key: column for key, column in mapping.items() if key in ALIASES and column in columns}
    if "name" not in mapping or "sex" not in mapping:
        raise NotAsItWas(_("Say at least which columns hold the name and the sex."))
    if len(set(mapping.values())) < len(mapping):
        raise NotAsItWas(_("Every column can hold one thing only."))
    register = register_for(sheet.village, now)
    register.mapping = mapping
    register.save(update_fields=["mapping"])
    sheet.mapping = mapping
    sheet.save(update_fields=["mapping"])
    return sheet


def check(*, sheet: Import, by: Person, now: datetime, tell: Tell = silent) -> list[RowResult]:
    """The dry run: what each row would do. Writes nothing but the counts on the import."""
    _may(sheet, by, now)
    _columns, rows = _open(sheet)
    with transaction.atomic():
        register = register_for(sheet.village, now)
    results = check_rows(sheet.village, rows, sheet.mapping, key_of(register), keyring(), now, tell)
    sheet.counts = counted(results)
    sheet.save(update_fields=["counts"])
    return results


def counted(results: list[RowResult]) -> dict[str, int]:
    """How many rows have which fate, and how many carry a remark."""
    found = {str(fate): sum(result.fate == fate for result in results) for fate in RowFate}
    return {**found, "remarks": sum(bool(result.findings) for result in results)}


@transaction.atomic
def drop(*, sheet: Import, by: Person, now: datetime) -> None:
    """Throw a spreadsheet away that was not written."""
    _may(sheet, by, now)
    if Import.objects.filter(pk=sheet.pk, written_at=None, dropped_at=None).update(dropped_at=now, sealed=None):
        record(act="residents.sheet_dropped", subject=sheet, by=by, now=now)


def _may(sheet: Import, by: Person, now: datetime) -> None:
    if not may_keep(by, sheet.village, now):
        raise NotAllowed(_("You do not keep the register of residents of this village."))


def with_findings(*, sheet: Import, by: Person, now: datetime) -> tuple[list[str], list[list[Value]]]:
    """The rows that carry a remark as they were in the file, with a last column that says it."""
    columns, rows = _open(sheet)
    told = {
        result.number: " ".join(finding.sentence for finding in result.findings)
        for result in check(sheet=sheet, by=by, now=now)
        if result.findings
    }
    lines = [[*(row[column] for column in columns), told[row.number]] for row in rows if row.number in told]
    return [*columns, _("What to look at")], lines
