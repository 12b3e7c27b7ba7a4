"""The small language of letter templates: fields, conditions, and the shape of a page. Nothing in it can run.

    [nama]                       a field
    [nama|kapital]               in capitals
    [jika usaha]…[atau]…[selesai]     a part that stands only where the field is filled in
    [jika jenis = baru]…[selesai]     … where it has this value;  [jika bukan usaha] … where it is empty
    [tabel keluarga]             a table;  [halaman baru] a new page
    # Heading        Label :: value        - item of a list        blank line: a new paragraph

What a field contains is never read as a template or as shape. `check` finds every mistake with its line; `compose`
makes blocks for the press: plain dictionaries of text.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from django.utils.translation import gettext as _

LONGEST, DEEPEST = 20_000, 5
FILTERS = frozenset({"kapital"})
_TAG = re.compile(r"\[([^\[\]\n]{0,200})\]")
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_BREAK = "\ue0ff"
_MARK = re.compile("\ue000(\\d+)\ue001")
Block = dict[str, Any]


@dataclass(frozen=True)
class Fault:
    """A mistake in a template, and the line it stands on (from 1)."""

    line: int
    sentence: str


class TemplateWrong(Exception):
    """The template has mistakes; `faults` lists them, `str(error)` says the first."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(_("Line %(line)s: %(what)s") % {"line": faults[0].line, "what": faults[0].sentence})
        self.faults = list(faults)


@dataclass(frozen=True)
class Condition:
    """`[jika …]`."""

    name: str
    value: str | None = None
    negated: bool = False

    def holds(self, values: Mapping[str, str]) -> bool:
        found = values.get(self.name, "").strip()
        met = found.casefold() == self.value.casefold() if self.value is not None else bool(found)
        return met != self.negated


@dataclass
class Node:
    """A piece of a template: text, a field, a table, a new page, or a choice with its two branches."""

    kind: str
    text: str = ""
    filter: str = ""
    condition: Condition | None = None
    then: "list[Node] | None" = None
    otherwise: "list[Node] | None" = None


def check(body: str, fields: Collection[str], tables: Collection[str] = ()) -> list[Fault]:
    """Every mistake of the template; empty when it can be used."""
    return _parse(body, fields, tables)[1]


def compose(
    body: str, values: Mapping[str, str], tables: Mapping[str, Sequence[Sequence[str]]] | None = None
) -> list[Block]:
    """The letter as blocks. `values` must have every field the template may name. Raises `TemplateWrong`."""
    tables = tables or {}
    nodes, faults = _parse(body, values.keys(), tables.keys())
    if faults:
        raise TemplateWrong(faults)
    kept: list[str] = []
    return _blocks(_text(nodes, values, kept), kept, tables)


class _Reader:
    """Reads tags one after the other and keeps what is open."""

    def __init__(self, fields: Collection[str], tables: Collection[str]) -> None:
        self.fields, self.tables = fields, tables
        self.faults: list[Fault] = []
        self.root: list[Node] = []
        self.open: list[tuple[Node, int]] = []
        self.into = self.root

    def fault(self, line: int, sentence: str) -> None:
        self.faults.append(Fault(line, sentence))

    def known(self, name: str, line: int) -> bool:
        if name in self.fields:
            return True
        near = get_close_matches(name, list(self.fields), n=1)
        if near:
            self.fault(
                line, _("There is no field “%(name)s”. Did you mean “%(near)s”?") % {"name": name, "near": near[0]}
            )
        else:
            self.fault(line, _("There is no field “%(name)s”.") % {"name": name})
        return False

    def tag(self, said: str, line: int) -> None:
        words = said.split()
        if not words:
            self.fault(line, _("A pair of square brackets is empty."))
        elif words[0] == "jika":
            self._if(said.strip()[4:].strip(), line)
        elif words == ["atau"]:
            self._else(line)
        elif words == ["selesai"]:
            self._end(line)
        elif words == ["halaman", "baru"]:
            self.into.append(Node("break"))
        elif words[0] == "tabel":
            self._table(words[1:], line)
        else:
            self._field(said.strip(), line)

    def _field(self, said: str, line: int) -> None:
        name, _bar, filter_ = (part.strip() for part in said.partition("|"))
        if filter_ and filter_ not in FILTERS:
            self.fault(line, _("“%(name)s” cannot be done with a field.") % {"name": filter_})
        elif self.known(name, line):
            self.into.append(Node("field", name, filter_))

    def _table(self, words: list[str], line: int) -> None:
        if len(words) != 1 or words[0] not in self.tables:
            self.fault(line, _("There is no table “%(name)s”.") % {"name": " ".join(words)})
        else:
            self.into.append(Node("table", words[0]))

    def _if(self, said: str, line: int) -> None:
        negated = said.startswith("bukan ")
        name, equals, value = (part.strip() for part in (said[6:] if negated else said).partition("="))
        if not _NAME.fullmatch(name):
            self.fault(line, _("After “jika” the name of a field is wanted."))
            name = ""
        elif len(self.open) >= DEEPEST:
            self.fault(line, _("Too many conditions inside each other."))
        else:
            self.known(name, line)
        node = Node(
            "if", condition=Condition(name, value.strip('"') if equals else None, negated), then=[], otherwise=[]
        )
        self.into.append(node)
        self.open.append((node, line))
        self.into = self._branch(node, first=True)

    def _branch(self, node: Node, *, first: bool) -> list[Node]:
        branch = node.then if first else node.otherwise
        assert branch is not None
        return branch

    def _else(self, line: int) -> None:
        if not self.open or self.into is self.open[-1][0].otherwise:
            self.fault(line, _("“atau” stands without its “jika”."))
        else:
            self.into = self._branch(self.open[-1][0], first=False)

    def _end(self, line: int) -> None:
        if not self.open:
            self.fault(line, _("“selesai” stands without its “jika”."))
            return
        self.open.pop()
        if not self.open:
            self.into = self.root
            return
        outer = self.open[-1][0]
        inside = outer.otherwise if outer.otherwise else outer.then
        assert inside is not None
        self.into = inside


def _parse(body: str, fields: Collection[str], tables: Collection[str]) -> tuple[list[Node], list[Fault]]:
    reader = _Reader(fields, tables)
    if len(body) > LONGEST:
        return [], [Fault(1, _("The template is longer than %(limit)s letters.") % {"limit": LONGEST})]
    place = 0
    for found in _TAG.finditer(body):
        _literal(reader, body, place, found.start())
        reader.tag(found[1], body.count("\n", 0, found.start()) + 1)
        place = found.end()
    _literal(reader, body, place, len(body))
    for _node, line in reader.open:
        reader.fault(line, _("This “jika” has no “selesai”."))
    return reader.root, sorted(reader.faults, key=lambda fault: fault.line)


def _literal(reader: _Reader, body: str, start: int, end: int) -> None:
    text = body[start:end]
    for sign in "[]":
        if sign in text:
            line = body.count("\n", 0, start + text.index(sign)) + 1
            reader.fault(line, _("A square bracket has no partner on its line."))
    if any(0xE000 <= ord(letter) <= 0xE0FF for letter in text):
        reader.fault(body.count("\n", 0, start) + 1, _("There is a letter that cannot be printed."))
    if text:
        reader.into.append(Node("text", text))


def _text(nodes: list[Node], values: Mapping[str, str], kept: list[str]) -> str:
    """The template with conditions decided; what fields contain is set aside behind numbered marks."""
    parts = []
    for node in nodes:
        if node.kind == "text":
            parts.append(node.text)
        elif node.kind == "break":
            parts.append(f"\n\n{_BREAK}\n\n")
        elif node.kind == "if":
            assert node.condition is not None
            branch = node.then if node.condition.holds(values) else node.otherwise
            parts.append(_text(branch or [], values, kept))
        else:
            value = node.text if node.kind == "table" else values[node.text]
            kept.append(value.upper() if node.filter == "kapital" else value)
            mark = f"\ue000{len(kept) - 1}\ue001"
            parts.append(f"\n\n\ue0fe{mark}\n\n" if node.kind == "table" else mark)
    return "".join(parts)


def _blocks(text: str, kept: list[str], tables: Mapping[str, Sequence[Sequence[str]]]) -> list[Block]:
    def put(line: str) -> str:
        return _MARK.sub(lambda mark: kept[int(mark[1])], line).strip()

    blocks: list[Block] = []
    for part in re.split(r"\n[ \t]*\n", text):
        lines = [line.strip() for line in part.split("\n") if line.strip()]
        for line in lines:
            _add(blocks, line, put, tables, first=line is lines[0])
    return [block for block in blocks if block.get("text") != ""]


def _add(blocks: list[Block], line: str, put: Any, tables: Any, *, first: bool) -> None:
    """One line joins the block before it, or begins another."""
    last = blocks[-1] if blocks and not first else None
    if line == _BREAK:
        blocks.append({"kind": "break"})
    elif line.startswith("\ue0fe"):
        rows = [list(row) for row in tables[put(line[1:])]]
        if len(rows) > 1:
            blocks.append({"kind": "table", "rows": rows})
    elif line.startswith("# "):
        blocks.append({"kind": "heading", "text": put(line[2:])})
    elif "::" in line:
        label, _sign, value = line.partition("::")
        if last is None or last["kind"] != "facts":
            last = {"kind": "facts", "rows": []}
            blocks.append(last)
        last["rows"].append([put(label), put(value) or "–"])
    elif line.startswith("- "):
        if last is None or last["kind"] != "list":
            last = {"kind": "list", "items": []}
            blocks.append(last)
        last["items"].append(put(line[2:]))
    elif last is not None and last["kind"] == "text":
        last["text"] = f"{last['text']} {put(line)}"
    else:
        blocks.append({"kind": "text", "text": put(line)})
