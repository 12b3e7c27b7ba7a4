"""Values of facts: to plain data and back, and as people read them."""

from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tuntas.kernel.clock import wib
from tuntas.kipp.rules.charter.shape import Charter, Fact, Kind, Row

MOMENTS = (Kind.MOMENT, Kind.CLOSING)


def plain(fact: Fact, value: Any) -> Any:
    """A value of the database or of a form as plain data."""
    if value is None:
        return None
    if fact.kind == Kind.DECIMAL:
        return f"{Decimal(value).normalize():f}"
    if fact.kind in MOMENTS:
        return wib(value).isoformat()
    if fact.kind in (Kind.MANY, Kind.SECTIONS, Kind.CRITERIA):
        return [str(one) for one in value]
    if fact.kind == Kind.BANDS:
        return [{"from": b["from"], "to": b["to"], "id": b["id"], "en": b.get("en", "")} for b in value]
    if fact.kind in (Kind.TEXT, Kind.LONG, Kind.ONE):
        return str(value)
    if fact.kind == Kind.GROUP:
        return value.key
    if fact.kind == Kind.OFFICE:
        return value.pk
    return bool(value) if fact.kind == Kind.YES else int(value)


def alive(fact: Fact, value: Any) -> Any:
    """A plain value as the database takes it; groups and offices stay keys and numbers. `ValueError` for nonsense."""
    if value is None:
        return None
    if fact.kind == Kind.DECIMAL:
        try:
            return Decimal(value)
        except (InvalidOperation, TypeError) as wrong:
            raise ValueError(value) from wrong
    return datetime.fromisoformat(value) if fact.kind in MOMENTS else value


def named(row: Row, field: str = "title") -> str:
    """The row's title (or another text) in the reader's language."""
    if (get_language() or "id").startswith("en") and row.get(f"{field}_en"):
        return str(row[f"{field}_en"])
    return str(row.get(field) or "")


def _band(band: dict[str, Any]) -> str:
    english = (get_language() or "id").startswith("en") and band.get("en")
    return f"{band['from']}–{band['to']}: {english or band['id']}"


def _title_of(keys: list[str], rows: list[Row]) -> str:
    titles = {row["key"]: named(row) for row in rows}
    return ", ".join(titles.get(key, key) for key in keys) or "–"


def shown(fact: Fact, value: Any, charter: Charter, offices: dict[int, str] | None = None) -> str:
    """A plain value as a person reads it. Keys are spelled out by `charter`, offices by `offices`."""
    if fact.kind == Kind.YES:
        return _("Yes") if value else _("No")
    if fact.kind == Kind.GROUP:
        return _title_of([value], charter["groups"]) if value else _("All groups")
    if value is None or value in ("", []):
        return "–"
    if fact.kind in MOMENTS:
        return f"{wib(datetime.fromisoformat(value)):%d-%m-%Y %H.%M} WIB"
    if fact.kind == Kind.DECIMAL:
        return str(value).replace(".", ",") if not (get_language() or "id").startswith("en") else str(value)
    if fact.kind in (Kind.ONE, Kind.MANY):
        labels = {key: str(label) for key, label in fact.choices}
        return ", ".join(labels.get(one, str(one)) for one in ([value] if fact.kind == Kind.ONE else value))
    if fact.kind == Kind.SECTIONS:
        return _title_of(value, charter["sections"])
    if fact.kind == Kind.CRITERIA:
        return _title_of(value, [row for stage in charter["stages"] for row in stage["criteria"]])
    if fact.kind == Kind.BANDS:
        return "\n".join(_band(band) for band in value)
    return (offices or {}).get(value, f"#{value}") if fact.kind == Kind.OFFICE else str(value)
