"""Tables in and out, as officials make them: .xlsx and .csv. Pure: bytes in, plain values out; nothing is evaluated."""

from tuntas.files.sheets.mapping import normal, suggest
from tuntas.files.sheets.reading import read
from tuntas.files.sheets.table import Limits, Note, Row, Sheet, SheetRefused, Table, Value
from tuntas.files.sheets.values import as_date, as_number, as_text
from tuntas.files.sheets.writing import write_csv, write_xlsx

__all__ = [
    "Limits",
    "Note",
    "Row",
    "Sheet",
    "SheetRefused",
    "Table",
    "Value",
    "as_date",
    "as_number",
    "as_text",
    "normal",
    "read",
    "suggest",
    "write_csv",
    "write_xlsx",
]
