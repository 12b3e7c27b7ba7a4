"""A charter after somebody edited one page of it. Pure: the same for a draft and for an amendment being written."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from django.utils.text import slugify

from tuntas.kipp.rules.charter.reading import rows_of
from tuntas.kipp.rules.charter.shape import Charter, Row, Shelf


class GoneMeanwhile(ValueError):
    """A row that was edited is no longer in the rules."""


def with_facts(charter: Charter, facts: Mapping[str, Any]) -> Charter:
    """The charter with these facts of the edition itself."""
    return {**charter, "edition": {**charter["edition"], **facts}}


def with_rows(charter: Charter, shelf: Shelf, wanted: list[Row], stage: str = "") -> Charter:
    """The charter with the rows of one shelf as wanted; rows that are not named stay.

    A wanted row has `id` (the key of a present one, empty for a new one), `gone` where it is to be taken out, and the
    facts that were edited. Raises `GoneMeanwhile`.
    """
    made = deepcopy(charter)
    rows = rows_of(made, shelf, stage)
    by_key = {row["key"]: row for row in rows}
    for one in wanted:
        facts = {name: value for name, value in one.items() if name not in ("id", "gone")}
        present = by_key.get(str(one.get("id") or ""))
        if one.get("id") and present is None:
            raise GoneMeanwhile(str(one["id"]))
        if one.get("gone"):
            if present is not None:
                rows.remove(present)
            continue
        if present is None:
            present = shelf.blank() | {"key": free_key(str(facts.get("title", "")), set(by_key))}
            if shelf.key == "stages":
                present["criteria"] = []
            by_key[present["key"]] = present
            rows.append(present)
        present.update(facts)
    rows.sort(key=lambda row: int(row.get("order") or 999))
    return tidied(made)


def tidied(charter: Charter) -> Charter:
    """The charter without what hangs on rows that are gone: sections of a group, sections a criterion is read for."""
    groups = {row["key"] for row in charter["groups"]}
    for shelf in ("sections", "requirements"):
        charter[shelf] = [row for row in charter[shelf] if not row["group"] or row["group"] in groups]
    sections = {row["key"] for row in charter["sections"]}
    for stage in charter["stages"]:
        for criterion in stage["criteria"]:
            criterion["sections"] = [key for key in criterion["sections"] if key in sections]
    return charter


def free_key(title: str, taken: set[str]) -> str:
    """A key from the title that no other row of the shelf has."""
    base = slugify(title)[:34].strip("-_") or "bagian"
    key, count = base, 1
    while key in taken:
        count += 1
        key = f"{base}-{count}"
    return key
