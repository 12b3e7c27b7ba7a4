"""Writing a looked-at spreadsheet into the register, all of it or nothing, and taking it back out."""

from datetime import datetime

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from tuntas.journal.actions import record
from tuntas.kernel.clock import wib_date
from tuntas.kernel.events import publish
from tuntas.people.models import Person
from tuntas.residents.actions.adding import address_of, new_family, put, tokens_of
from tuntas.residents.actions.changing import keep_version, locked, rewrite
from tuntas.residents.actions.importing import UNDO_WITHIN, check, counted, silent
from tuntas.residents.actions.refusals import NotAsItWas
from tuntas.residents.actions.registers import key_of, register_for
from tuntas.residents.models import Address, Family, Ground, Import, Likeness, NameToken, Resident, Version
from tuntas.residents.queries.checking import RowResult, Tell
from tuntas.residents.rules.keyring import keyring
from tuntas.residents.rules.likeness import compared
from tuntas.residents.rules.record import bound_to, fields_of, from_snapshot, nik_index, opened
from tuntas.residents.terms import Basis, Purpose, ResidentFields, ResidentsImported, RowFate
from tuntas.residents.vault import Key

BATCH = 500


def write(
    *, sheet: Import, by: Person, now: datetime, changes: bool = True, tell: Tell = silent, is_sample: bool = False
) -> Import:
    """Write the new rows, and with `changes` those that change a record; wrong rows stay out. All of it or nothing.

    The register is looked at again inside the transaction, so what changed since the dry run is respected. Writing
    twice writes once.
    """
    with transaction.atomic():
        register = register_for(sheet.village, now)
        fresh = Import.objects.select_related("village").get(pk=sheet.pk)
        if fresh.written_at:
            return fresh
        results = check(sheet=fresh, by=by, now=now)
        key = key_of(register)
        new = [result for result in results if result.fate == RowFate.NEW]
        changed = [result for result in results if result.fate == RowFate.CHANGES] if changes else []
        total = len(new) + len(changed)
        families = _families(fresh, [result.fields for result in new], key, now)
        made: dict[int, Resident] = {}
        for start in range(0, len(new), BATCH):
            made |= _add(fresh, new[start : start + BATCH], families, key, by, now, is_sample)
            tell(start, total)
        _keep_alike(made, new, now)
        for done, result in enumerate(changed):
            _change(fresh, result, key, by, now)
            if done % BATCH == 0:
                tell(len(new) + done, total)
        fresh.counts, fresh.written_at, fresh.sealed = counted(results), now, None
        fresh.save(update_fields=["counts", "written_at", "sealed"])
        record(act="residents.imported", subject=fresh, by=by, now=now, data=fresh.counts)
        publish(ResidentsImported(fresh.pk))
    tell(total, total)
    return fresh


def _families(sheet: Import, all_fields: list[ResidentFields], key: Key, now: datetime) -> dict[str, Family]:
    """Family cards by number: those there are, and new ones for the rest."""
    numbers = sorted({fields.family_number for fields in all_fields if fields.family_number})
    indexes = {nik_index(key, sheet.village_id, number): number for number in numbers}
    found = {}
    for family in Family.objects.filter(village=sheet.village).exclude(number_index=None).iterator():
        if family.number_index in indexes:
            found[indexes[family.number_index]] = family
    made = [new_family(sheet.village, number, key, now) for number in numbers if number not in found]
    for family in Family.objects.bulk_create(made, batch_size=BATCH):
        found[indexes[family.number_index]] = family
    return found


def _add(
    sheet: Import,
    results: list[RowResult],
    families: dict[str, Family],
    key: Key,
    by: Person,
    now: datetime,
    is_sample: bool,
) -> dict[int, Resident]:
    """Write some new rows; the records by row number."""
    rows = []
    for result in results:
        row = Resident(village=sheet.village, added_at=now, added_by=by, brought_by=sheet, is_sample=is_sample)
        put(row, result.fields, key, families.get(result.fields.family_number))
        rows.append(row)
    Resident.objects.bulk_create(rows)
    both = list(zip(rows, results, strict=True))
    tokens = [token for row, result in both for token in tokens_of(row, result.fields, key)]
    NameToken.objects.bulk_create(tokens, batch_size=5000)
    day = wib_date(now)
    Address.objects.bulk_create([Address(**address_of(row, result.fields, key), since=day) for row, result in both])
    about = {"purpose": Purpose.REGISTER_UPKEEP, "basis": Basis.LEGAL_DUTY, "since": now, "recorded_by": by}
    Ground.objects.bulk_create([Ground(resident=row, **about) for row in rows])
    return {result.number: row for row, result in both}


def _keep_alike(made: dict[int, Resident], new: list[RowResult], now: datetime) -> None:
    """Put those that look alike on the list of pairs: with records there were, and with rows of the same sheet."""
    fields = {made[result.number].pk: result.fields for result in new if result.number in made}
    near = sorted({pk for result in new for pk in result.alike})
    ring = keyring()
    for start in range(0, len(near), BATCH):
        for row in Resident.objects.filter(pk__in=near[start : start + BATCH]):
            fields[row.pk] = fields_of(row, opened(row, ring))
    found = []
    for result in new:
        own = made[result.number].pk
        for other in (*result.alike, *(made[number].pk for number in result.repeats)):
            score = compared(fields[own], fields[other]).score
            found.append(Likeness(one_id=min(own, other), other_id=max(own, other), score=score, found_at=now))
    Likeness.objects.bulk_create(found, ignore_conflicts=True)


def _change(sheet: Import, result: RowResult, key: Key, by: Person, now: datetime) -> None:
    assert result.known is not None and result.before is not None
    row = result.known
    keep_version(row, result.before, key, by, now, sheet.name, brought_by=sheet)
    rewrite(row, result.fields, result.before, key, now)
    lived = [getattr(result.before, name) for name in ("address", "hamlet", "rt", "rw")]
    if lived != [getattr(result.fields, name) for name in ("address", "hamlet", "rt", "rw")]:
        Address.objects.filter(resident=row, until=None).update(until=wib_date(now))
        Address.objects.create(**address_of(row, result.fields, key), since=wib_date(now))


@transaction.atomic
def undo(*, sheet: Import, by: Person, now: datetime) -> tuple[int, int]:
    """Take back what the spreadsheet wrote: (records taken back, records kept because they were used or changed since).

    Raises `NotAsItWas` after 30 days or when it was undone. Letters and cases keep the records they stand on.
    """
    register_for(sheet.village, now)
    fresh = Import.objects.select_related("village").get(pk=sheet.pk)
    if fresh.written_at is None or fresh.undone_at or now - fresh.written_at > UNDO_WITHIN:
        raise NotAsItWas(_("This spreadsheet cannot be undone any more."))
    back = kept = 0
    for version in Version.objects.filter(brought_by=fresh).select_related("resident__village", "resident__family"):
        if version.sealed is not None and version.resident.revision == version.revision + 1:
            _restore(version, by, now)
            back += 1
        else:
            kept += 1
    added = Resident.objects.filter(brought_by=fresh)
    going = set(added.filter(revision=1, life=None, right_requests=None).values_list("pk", flat=True))
    kept += added.count() - len(going)
    taken, held = _remove(going)
    fresh.undone_at = now
    fresh.save(update_fields=["undone_at"])
    numbers = {"taken": back + taken, "kept": kept + held}
    Family.objects.filter(village=fresh.village, added_at=fresh.written_at, members=None).delete()
    record(act="residents.import_undone", subject=fresh, by=by, now=now, data=numbers)
    return numbers["taken"], numbers["kept"]


def _restore(version: Version, by: Person, now: datetime) -> None:
    row, key = locked(version.resident, by, now)
    before = fields_of(row, opened(row, keyring()))
    fields = from_snapshot(keyring().open(version.sealed or b"", bound_to(row.key, "version")))
    rewrite(row, fields, before, key, now)
    Address.objects.filter(resident=row, until=None).update(hamlet=fields.hamlet, rt=fields.rt, rw=fields.rw)


def _remove(ids: set[int]) -> tuple[int, int]:
    """Delete residents nobody stands on; (deleted, held)."""
    held: set[int] = set()
    going = sorted(ids)
    for start in range(0, len(going), BATCH):
        some = set(going[start : start + BATCH])
        while some:
            try:
                with transaction.atomic():
                    Resident.objects.filter(pk__in=some).delete()
                break
            except ProtectedError as error:
                standing = _stood_on(error, some)
                held |= standing
                some -= standing
    return len(ids) - len(held), len(held)


def _stood_on(error: ProtectedError, ids: set[int]) -> set[int]:
    """Which of these residents the protecting rows point to; all of them when that cannot be told."""
    found = set()
    for thing in error.protected_objects:
        for field in thing._meta.concrete_fields:
            if field.is_relation and field.related_model is Resident:
                found.add(getattr(thing, field.attname))
    return (found & ids) or set(ids)
