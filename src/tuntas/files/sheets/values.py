"""Values as people write them. Each function takes a cell and raises ValueError when it is not such a value."""

import re
from datetime import date, datetime, timedelta

from tuntas.files.sheets.table import Value

_MONTHS = (
    ("januari", "january", "jan"),
    ("februari", "february", "pebruari", "feb", "peb"),
    ("maret", "march", "mar"),
    ("april", "apr"),
    ("mei", "may"),
    ("juni", "june", "jun"),
    ("juli", "july", "jul"),
    ("agustus", "august", "agu", "agt", "ags", "aug"),
    ("september", "sep", "sept"),
    ("oktober", "october", "okt", "oct"),
    ("november", "nopember", "nov", "nop"),
    ("desember", "december", "des", "dec"),
)
MONTHS = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_NUMBER = re.compile(r"^[+-]?(\d+|\d{1,3}([., ]\d{3})+)([.,]\d+)?$")
_DAY_FIRST = re.compile(r"^(\d{1,2})[\s/.-]+(\d{1,2}|[A-Za-z]+)[\s/.,-]+(\d{4})$")
_YEAR_FIRST = re.compile(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$")
EPOCH = date(1899, 12, 30)  # day 0 of spreadsheet programs


def as_text(value: Value) -> str:
    """The cell as text; whole numbers without a point, dates as 2021-11-30, nothing as an empty text."""
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value)


def as_number(value: Value) -> float | None:
    """The cell as a number; None when blank. A single comma or point is the decimal mark: 87,5 and 87.5.

    Marks between thousands are understood when they repeat or stand beside a decimal mark: 1.250.000, 1.250,75.
    """
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise ValueError(f"not a number: {value}")
    if not isinstance(value, str):
        return float(value)
    text = value.strip().replace("\u00a0", " ").removeprefix("Rp").strip().replace("−", "-")
    if not _NUMBER.match(text):
        raise ValueError(f"not a number: {value}")
    text = text.replace(" ", "")
    marks = [letter for letter in text if letter in ".,"]
    if len(set(marks)) == 2:
        if marks.count(marks[-1]) != 1:
            raise ValueError(f"not a number: {value}")
        text = text.replace(marks[0], "").replace(marks[-1], ".")
    elif len(marks) > 1:
        text = text.replace(marks[0], "")
    return float(text.replace(",", "."))


def as_date(value: Value) -> date | None:
    """The cell as a day; None when blank. Real dates, serial numbers, 30/11/2021, 2021-11-30, 30 November 2021."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, bool):
        raise ValueError(f"not a date: {value}")
    if isinstance(value, int | float):
        if 10_000 <= value <= 80_000:  # 1927 to 2119
            return EPOCH + timedelta(days=int(value))
        raise ValueError(f"not a date: {value}")
    text = str(value).strip()
    if found := _YEAR_FIRST.match(text):
        return date(*(int(part) for part in found.groups()))
    if found := _DAY_FIRST.match(text):
        day, month, year = found.groups()
        number = int(month) if month.isdigit() else MONTHS.get(month.casefold(), 0)
        return date(int(year), number, int(day))
    raise ValueError(f"not a date: {value}")
