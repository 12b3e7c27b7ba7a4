"""Sheets tried dry on their way in, and the tables that go out."""

from tuntas.kipp.queries.sheets.dry import table_of, try_dry

__all__ = ["table_of", "try_dry"]
