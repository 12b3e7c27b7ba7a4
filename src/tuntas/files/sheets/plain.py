"""Text with separators: whichever encoding and separator the program of the day wrote."""

import csv
import re
from io import StringIO

from tuntas.files.sheets.grid import Grid, tidy
from tuntas.files.sheets.table import Limits, Note, SheetRefused, Value

SEPARATORS = ";,\t|"
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")


def read_text(data: bytes, limits: Limits) -> Grid:
    """The grid of a CSV file. Every cell is text; numbers and dates are read by who knows the column."""
    text, encoding = decoded(data)
    if _CONTROL.search(text[:200_000]):
        raise SheetRefused("unknown")
    grid = Grid()
    if encoding == "cp1252":
        grid.notes.append(Note("encoding", {"encoding": "Windows-1252"}))
    declared, text = _declared(text)
    csv.field_size_limit(max(csv.field_size_limit(), limits.text + 1))
    reader = csv.reader(StringIO(text, newline=""), delimiter=declared or separator_of(text))
    start = 1 + (1 if declared else 0)
    before = 0
    try:
        for cells in reader:
            number = start + before
            before = reader.line_num
            row: list[Value] = [tidy(cell, number, limits) if cell else None for cell in cells[: limits.columns + 1]]
            grid.add(number, row, limits)
    except csv.Error as error:
        raise SheetRefused("damaged") from error
    return grid


def decoded(data: bytes) -> tuple[str, str]:
    """The text and the name of its encoding: UTF-8 (with or without mark), UTF-16, else Windows-1252."""
    if data.startswith(b"\xef\xbb\xbf"):
        return data.decode("utf-8-sig", errors="replace"), "utf-8-sig"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16"), "utf-16"
        except UnicodeDecodeError as error:
            raise SheetRefused("damaged") from error
    head = data[:2000]
    if len(head) >= 4 and head.count(0) > len(head) // 3:
        order = "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"
        try:
            return data.decode(order), "utf-16"
        except UnicodeDecodeError as error:
            raise SheetRefused("unknown") from error
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace"), "cp1252"


def _declared(text: str) -> tuple[str, str]:
    """Excel's own first line `sep=;`, if there is one, and the text after it."""
    found = re.match(r'\s*"?sep=(.)"?[^\n]*\r?\n', text, re.IGNORECASE)
    return (found.group(1), text[found.end() :]) if found else ("", text)


def separator_of(text: str) -> str:
    """The separator that cuts the first lines into the most, and most equally many, cells."""
    lines = text[:20_000].splitlines(keepends=True)[:40]
    best, separator = (0.0, 0), ","
    for candidate in SEPARATORS:
        try:
            counts = [len(row) for row in csv.reader(lines, delimiter=candidate) if any(row)]
        except csv.Error:
            continue
        if not counts or max(counts) == 1:
            continue
        usual = max(set(counts), key=lambda count: (counts.count(count) if count > 1 else 0, count))
        score = (counts.count(usual) / len(counts), usual)
        if usual > 1 and score > best:
            best, separator = score, candidate
    return separator
