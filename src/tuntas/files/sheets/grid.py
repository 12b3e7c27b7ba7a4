"""A grid: rows of cells before anybody knows which of them are names."""

import re
import unicodedata
from dataclasses import dataclass, field

from tuntas.files.sheets.table import Limits, Note, SheetRefused, Value

_INVISIBLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
)
_BLANKS = re.compile(r"[\u00a0\u2007\u202f\t ]+")
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")


@dataclass
class Grid:
    """Rows that are not blank, with their numbers; cells from the first column on."""

    rows: list[tuple[int, list[Value]]] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    sheet: str = ""
    cells: int = 0

    def add(self, number: int, cells: list[Value], limits: Limits) -> None:
        """Add a row unless it is blank; trailing blanks are dropped. Raises `SheetRefused` beyond the limits."""
        while cells and cells[-1] is None:
            cells.pop()
        if not cells:
            return
        if len(cells) > limits.columns:
            raise SheetRefused("columns", limit=limits.columns)
        self.cells += len(cells)
        if self.cells > limits.cells:
            raise SheetRefused("cells", limit=limits.cells)
        if len(self.rows) >= limits.rows + 30:  # titles and headers are not counted
            raise SheetRefused("rows", limit=limits.rows)
        self.rows.append((number, cells))


def tidy(text: str, number: int, limits: Limits) -> str | None:
    """The text as a person sees it: no invisible letters, no blanks around; None when nothing is left."""
    if len(text) > limits.text:
        raise SheetRefused("text", row=number, limit=limits.text)
    if text.isascii() and text.isprintable():
        text = text.strip()
    else:
        text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
        text = _BLANKS.sub(" ", text).strip()
    if text[:1] == "'" and text[1:2] in RISKY:
        text = text[1:]  # the apostrophe our own CSV puts before what could be a formula
    return text or None
