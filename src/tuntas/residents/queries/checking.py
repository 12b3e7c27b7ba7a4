"""The dry run of a spreadsheet: what every row would do, nothing written. Reads identity: only actions call it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TypeVar

from django.utils.translation import gettext as _

from tuntas.files.sheets import Row
from tuntas.places.models import Place
from tuntas.residents.models import Family, NameToken, Resident
from tuntas.residents.rules.fields import Finding
from tuntas.residents.rules.likeness import compared
from tuntas.residents.rules.record import birth_token, fields_of, nik_index, opened
from tuntas.residents.rules.sheet import read_row
from tuntas.residents.terms import Relation, ResidentFields, ResidentState, RowFate
from tuntas.residents.vault import Key, Keyring

Tell = Callable[[int, int], None]
CHUNK = 500
Item = TypeVar("Item")


@dataclass(frozen=True)
class RowResult:
    """What one row would do. `known` is the record it changes; `alike` records and `repeats` rows may be the same."""

    number: int
    fate: RowFate
    fields: ResidentFields
    findings: tuple[Finding, ...]
    known: Resident | None = None
    before: ResidentFields | None = None
    alike: tuple[int, ...] = ()
    repeats: tuple[int, ...] = ()


@dataclass
class _Seen:
    """What the rows above have said."""

    numbers: dict[str, int] = field(default_factory=dict)
    heads: dict[str, int] = field(default_factory=dict)


def check_rows(
    place: Place, rows: list[Row], mapping: dict[str, str], key: Key, ring: Keyring, now: datetime, tell: Tell
) -> list[RowResult]:
    """What each row would do, in the order of the sheet; `tell(done, total)` is called now and then."""
    read = []
    for done, row in enumerate(rows):
        read.append((row.number, *read_row(row.cells, mapping, now)))
        if done % CHUNK == 0:
            tell(done, len(rows))
    known = _known(place, [fields.nik for _number, fields, _found in read if len(fields.nik) == 16], key)
    headed = _headed(place)
    seen, results = _Seen(), []
    for number, fields, found in read:
        index = nik_index(key, place.code, fields.nik) if len(fields.nik) == 16 else None
        results.append(_result(number, fields, found, known.get(index or ""), seen, ring, headed, place.code, key))
    tell(len(rows), len(rows))
    return _with_alike(place, _with_repeats(results), key, ring)


def _known(place: Place, niks: list[str], key: Key) -> dict[str, Resident]:
    """Records of the village by blind index."""
    wanted = sorted({nik_index(key, place.code, nik) or "" for nik in niks})
    found = {}
    for chunk in _chunks(wanted):
        for row in Resident.objects.filter(village=place, nik_index__in=chunk).select_related("village", "family"):
            found[row.nik_index or ""] = row
    return found


def _headed(place: Place) -> dict[str, int]:
    """Blind index of family cards that have a head, with the head's id."""
    heads = Family.objects.filter(village=place, members__relation=Relation.HEAD, members__state=ResidentState.PRESENT)
    return {
        index or "": pk for index, pk in heads.exclude(number_index=None).values_list("number_index", "members__pk")
    }


def _result(
    number: int,
    fields: ResidentFields,
    found: list[Finding],
    known: Resident | None,
    seen: _Seen,
    ring: Keyring,
    headed: dict[str, int],
    village: str,
    key: Key,
) -> RowResult:
    if fields.nik and fields.nik in seen.numbers:
        sentence = _("Row %(row)s has the same NIK.") % {"row": seen.numbers[fields.nik]}
        found = [*found, Finding("nik", sentence)]
    if any(finding.wrong for finding in found):
        return RowResult(number, RowFate.WRONG, fields, tuple(found))
    if fields.nik:
        seen.numbers[fields.nik] = number
    before = fields_of(known, opened(known, ring)) if known else None
    if before:
        fields = _over(before, fields)
    head = headed.get(nik_index(key, village, fields.family_number) or "")
    fields, found = _one_head(fields, found, known, seen, head, number)
    fate = RowFate.NEW if known is None else RowFate.SAME if fields == before else RowFate.CHANGES
    return RowResult(number, fate, fields, tuple(found), known, before)


def _over(before: ResidentFields, fields: ResidentFields) -> ResidentFields:
    """The record with what the sheet says; a blank cell says nothing."""
    said = {name: value for name, value in vars(fields).items() if value}
    if not said.get("welfare"):
        said.pop("welfare_source", None)
    return replace(before, **said)


def _one_head(
    fields: ResidentFields,
    found: list[Finding],
    known: Resident | None,
    seen: _Seen,
    head: int | None,
    number: int,
) -> tuple[ResidentFields, list[Finding]]:
    """A second head of a family card becomes other family, and that is said."""
    if fields.relation != Relation.HEAD or not fields.family_number:
        return fields, found
    if fields.family_number in seen.heads or (head and (known is None or head != known.pk)):
        sentence = _("This family card has another head already; the relation is left as “other family”.")
        return replace(fields, relation=Relation.OTHER_FAMILY), [*found, Finding("relation", sentence, wrong=False)]
    seen.heads[fields.family_number] = number
    return fields, found


def _with_repeats(results: list[RowResult]) -> list[RowResult]:
    """New rows that look like an earlier new row born the same day say so."""
    by_day: dict[date, list[RowResult]] = {}
    found = []
    for result in results:
        day = result.fields.birth_date
        if result.fate == RowFate.NEW and day:
            near = [one.number for one in by_day.get(day, []) if compared(one.fields, result.fields).asks]
            by_day.setdefault(day, []).append(result)
            if near:
                sentence = _("Looks like row %(row)s.") % {"row": near[0]}
                remarks = (*result.findings, Finding("name", sentence, wrong=False))
                result = replace(result, repeats=tuple(near), findings=remarks)
        found.append(result)
    return found


def _with_alike(place: Place, results: list[RowResult], key: Key, ring: Keyring) -> list[RowResult]:
    """New rows that look like somebody in the register say so; those born the same day are compared."""
    new = [result for result in results if result.fate == RowFate.NEW and result.fields.birth_date]
    tokens = {result.number: birth_token(key, place.code, result.fields.birth_date or date.min) for result in new}
    holders: dict[int, list[int]] = {}
    for chunk in _chunks(sorted(set(tokens.values()))):
        for token, pk in NameToken.objects.filter(token__in=chunk).values_list("token", "resident_id"):
            holders.setdefault(token, []).append(pk)
    if not holders:
        return results
    rows: dict[int, ResidentFields] = {}
    for chunk in _chunks(sorted({pk for pks in holders.values() for pk in pks})):
        for row in Resident.objects.filter(pk__in=chunk):
            rows[row.pk] = fields_of(row, opened(row, ring))
    found = []
    for result in results:
        near = [pk for pk in holders.get(tokens.get(result.number, -1), []) if pk in rows]
        alike = tuple(pk for pk in near if compared(result.fields, rows[pk]).asks)
        if alike:
            sentence = _("Looks like somebody who stands in the register already.")
            result = replace(result, alike=alike, findings=(*result.findings, Finding("name", sentence, wrong=False)))
        found.append(result)
    return found


def _chunks(items: list[Item]) -> Iterable[list[Item]]:
    return (items[start : start + CHUNK] for start in range(0, len(items), CHUNK))
