"""The tree of copies of one innovation, and where they are."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from tuntas.casework.flow import stage_of
from tuntas.innovations.models import Innovation
from tuntas.places.rules import Tile, name_of, tile_map
from tuntas.replication.models import Replication, ReportedCopy
from tuntas.replication.queries.copies import public_copies
from tuntas.replication.terms import RUNS, CopyStage


@dataclass
class Node:
    """One copy in the tree; a page of its own only once it has run."""

    copy: Replication
    stage: Any
    tone: str
    has_page: bool
    children: list["Node"] = field(default_factory=list)


@dataclass(frozen=True)
class Row:
    """A node with how deep it hangs, for a flat list: templates then need no recursion."""

    node: Node
    depth: int


@dataclass(frozen=True)
class Tree:
    """All copies of an innovation. `numbers` counts them by code of regency or city."""

    rows: list[Row]
    reported: list[ReportedCopy]
    numbers: dict[str, int]
    running: int
    stopped: int

    @property
    def tiles(self) -> list[Tile]:
        """The province as tiles, each with its number."""
        return tile_map(self.numbers)

    @property
    def places(self) -> list[tuple[str, int]]:
        """The same in words: names and numbers, the largest first."""
        named = [(name_of(code), number) for code, number in self.numbers.items()]
        return sorted(named, key=lambda row: (-row[1], row[0]))


def tree_of(innovation: Innovation) -> Tree:
    """The public tree: three queries. A copy whose parent is not public hangs under the next one above it."""
    copies = list(
        public_copies()
        .filter(innovation=innovation)
        .select_related("case", "adopter", "parent")
        .order_by("running_since", "pk")
    )
    nodes = {copy.pk: _node(copy) for copy in copies}
    roots: list[Node] = []
    for node in nodes.values():
        above = nodes.get(node.copy.parent_id or 0)
        (above.children if above else roots).append(node)
    rows: list[Row] = []
    _flatten(roots, 0, rows)
    reported = list(innovation.reported_copies.select_related("relative", "place"))
    return Tree(
        rows=rows,
        reported=reported,
        numbers=_places(copies, reported),
        running=sum(1 for copy in copies if copy.case.stage in RUNS),
        stopped=sum(1 for copy in copies if copy.case.stage == CopyStage.STOPPED),
    )


def _node(copy: Replication) -> Node:
    stage = stage_of(copy.case)
    return Node(copy, stage.name, stage.shown_tone, copy.running_since is not None)


def _flatten(nodes: list[Node], depth: int, rows: list[Row]) -> None:
    for node in nodes:
        rows.append(Row(node, depth))
        _flatten(node.children, depth + 1, rows)


def _places(copies: list[Replication], reported: list[ReportedCopy]) -> dict[str, int]:
    """How many copies and relatives lie in each regency or city of the province, by its code."""
    found: Counter[str] = Counter()
    for code in [copy.place_id for copy in copies] + [one.place_id for one in reported if one.place_id]:
        if code.count("."):
            found[".".join(code.split(".")[:2])] += 1
    return dict(found)
