"""Three texts become one, line by line: what the origin was, what a place made of it, what the origin is now.

Pure. `merge` cuts the three into parts that follow each other; put together, the `base` lines of all parts are the
base, and so are `ours` and `theirs`. `compose` makes the text that follows from what was decided about each part.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

Lines = tuple[str, ...]


class Change(StrEnum):
    """What happened to a part since the base. The values are words of forms."""

    SAME = "same"
    OURS = "ours"  # only the place changed it
    THEIRS = "theirs"  # only the origin changed it: may be taken over
    BOTH = "both"  # both made the same of it
    CONFLICT = "conflict"  # both changed it, differently: somebody has to choose


@dataclass(frozen=True)
class Part:
    """A run of lines in the three texts."""

    change: Change
    base: Lines
    ours: Lines
    theirs: Lines

    @property
    def is_open(self) -> bool:
        """Somebody decides whether the origin's lines are taken."""
        return self.change in (Change.THEIRS, Change.CONFLICT)


def lines_of(text: str) -> Lines:
    """The text as lines; an empty text has none."""
    return tuple(text.split("\n")) if text else ()


def merge(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> list[Part]:
    """The parts of the three texts, in order; runs of one kind stand together."""
    parts: list[Part] = []
    at = (0, 0, 0)
    for start, mine, yours, length in [*_anchors(base, ours, theirs), (len(base), len(ours), len(theirs), 0)]:
        _add(parts, tuple(base[at[0] : start]), tuple(ours[at[1] : mine]), tuple(theirs[at[2] : yours]))
        same = tuple(base[start : start + length])
        _add(parts, same, same, same)
        at = (start + length, mine + length, yours + length)
    return parts


def _anchors(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> list[tuple[int, int, int, int]]:
    """Runs of lines that stand in all three: where they begin in each, and how long they are."""
    mine, yours = _where(base, ours), _where(base, theirs)
    found: list[tuple[int, int, int, int]] = []
    for line in sorted(mine.keys() & yours.keys()):
        here = (line, mine[line], yours[line])
        if found:
            start, one, other, length = found[-1]
            if here == (start + length, one + length, other + length):
                found[-1] = (start, one, other, length + 1)
                continue
        found.append((*here, 1))
    return found


def _where(base: Sequence[str], text: Sequence[str]) -> dict[int, int]:
    """For every line of the base that stayed: where it stands in the text. Both run upwards."""
    blocks = SequenceMatcher(None, base, text, autojunk=False).get_matching_blocks()
    return {one + step: other + step for one, other, length in blocks for step in range(length)}


def _add(parts: list[Part], base: Lines, ours: Lines, theirs: Lines) -> None:
    if not (base or ours or theirs):
        return
    parts.append(Part(_change(base, ours, theirs), base, ours, theirs))


def _change(base: Lines, ours: Lines, theirs: Lines) -> Change:
    if ours == theirs:
        return Change.SAME if ours == base else Change.BOTH
    if theirs == base:
        return Change.OURS
    return Change.THEIRS if ours == base else Change.CONFLICT


def compose(parts: Sequence[Part], taken: Mapping[int, bool], written: Mapping[int, str] | None = None) -> str:
    """The text that follows: `taken[i]` says whether part i takes the origin's lines; else the place's stay.

    `written[i]` goes before both: lines somebody wrote for a conflict.
    """
    found: list[str] = []
    for number, part in enumerate(parts):
        if written and number in written:
            found += lines_of(written[number])
        else:
            found += part.theirs if part.is_open and taken.get(number, False) else part.ours
    return "\n".join(found)
