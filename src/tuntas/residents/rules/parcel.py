"""A table packed into bytes before it is sealed; days stay days, whole numbers stay whole."""

import json
import zlib
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from tuntas.files.sheets import Row, Table, Value


def pack(table: Table) -> bytes:
    """Columns and rows, compressed."""
    rows = [[row.number, [_out(row[column]) for column in table.columns]] for row in table.rows]
    return zlib.compress(json.dumps({"columns": table.columns, "rows": rows}, ensure_ascii=False).encode(), 1)


def unpack(data: bytes) -> tuple[list[str], list[Row]]:
    """What `pack` was given."""
    found = json.loads(zlib.decompress(data))
    columns: list[str] = found["columns"]
    rows = [Row(number, dict(zip(columns, map(_in, cells), strict=True))) for number, cells in found["rows"]]
    return columns, rows


def _out(value: Value) -> Any:
    if isinstance(value, datetime):
        return {"day": value.date().isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    return float(value) if isinstance(value, Decimal) else value


def _in(value: Any) -> Value:
    return date.fromisoformat(value["day"]) if isinstance(value, dict) else value
