"""Walking the chain. Everything here only reads."""

from collections.abc import Iterator
from dataclasses import dataclass

from tuntas.journal.models import Head, Line
from tuntas.journal.rules import ORIGIN, chain

CHUNK = 2000  # lines held in memory at once


@dataclass(frozen=True)
class Trouble:
    """Something that does not fit. `kind`: changed, removed, inserted, replaced or cut."""

    number: int
    kind: str
    what: str  # a sentence for the operator


@dataclass(frozen=True)
class Checked:
    """How far the check came: lines seen, the last one and its hash."""

    lines: int
    number: int
    hash: str


def verify(start: int = 1) -> Iterator[Trouble | Checked]:
    """Walk the chain from line `start`; tell every trouble, and at the end how far it came.

    Lines are read in chunks, so the record may be of any length, and people may go on writing meanwhile.
    """
    before = Line.objects.filter(number__lt=start).order_by("-number").first() if start > 1 else None
    walk = _Walk(start - 1, before.hash if before else ORIGIN, before.pk if before else 0)
    seen = 0
    for line in Line.objects.filter(number__gte=start).order_by("number").iterator(chunk_size=CHUNK):
        yield from walk.step(line)
        seen += 1
    yield from walk.end(_head())
    yield Checked(seen, walk.number, walk.hash)


def _head() -> Head:
    return Head.objects.filter(pk=1).first() or Head(number=0, hash=ORIGIN)


class _Walk:
    """Where the walk stands. `shift` is by how much numbers were moved up (+) or down (-) so far."""

    def __init__(self, number: int, hash_: str, pk: int) -> None:
        self.number, self.hash, self.pk, self.shift = number, hash_, pk, 0

    def step(self, line: Line) -> Iterator[Trouble]:
        """One line further: what does not fit about it."""
        number, follows = line.number, line.previous == self.hash
        if number > self.number + 1:
            yield Trouble(self.number + 1, "removed", f"removed: {_lines(self.number + 1, number - 1)}")
        elif not self._fits(line, self.shift):
            shift = next((by for by in (self.shift + 1, self.shift - 1) if self._fits(line, by)), None)
            if shift is None:
                yield Trouble(number, "changed", f"line {number} was changed: its content no longer gives its hash")
            elif shift > self.shift:
                what = f"line {number - 1} was inserted: the lines after it were numbered anew"
                yield Trouble(number - 1, "inserted", what)
            else:
                yield Trouble(number, "removed", f"a line before {number} was removed and the rest numbered anew")
            self.shift = self.shift if shift is None else shift
        elif not follows and line.pk < self.pk:
            yield Trouble(number - 1, "inserted", f"line {number - 1} was inserted later, in place of another")
        elif not follows:
            what = f"line {number - 1} or {number} was replaced: {number} does not continue the line before it"
            yield Trouble(number, "replaced", what)
        if number > self.number + 1 and not self._fits(line, self.shift):
            yield Trouble(number, "changed", f"line {number} was changed: its content no longer gives its hash")
        self.number, self.hash, self.pk = number, line.hash, line.pk

    def _fits(self, line: Line, shift: int) -> bool:
        made = chain(
            number=line.number - shift,
            at=line.at,
            actor_id=line.actor_id,
            act=line.act,
            subject=line.subject,
            data=line.data,
            previous=line.previous,
        )
        return made == line.hash

    def end(self, head: Head) -> Iterator[Trouble]:
        """Whether the walk came to the line that was written last."""
        if self.number < head.number:
            what = f"the end is cut off: {_lines(self.number + 1, head.number)} missing"
            yield Trouble(self.number + 1, "cut", what)
        elif self.number > head.number:
            what = f"inserted after the last line that was written: {_lines(head.number + 1, self.number)}"
            yield Trouble(head.number + 1, "inserted", what)
        elif self.hash != head.hash and self.number:
            yield Trouble(self.number, "replaced", f"line {self.number} is not the one that was written last")


def _lines(first: int, last: int) -> str:
    return f"line {first}" if first == last else f"lines {first} to {last}"
