"""One run of assigning, whole: what it saw, what it gives, and both in a form that can be kept and repeated."""

import base64
import hashlib
import json
import zlib
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tuntas.kipp.judging.joining import groups, join
from tuntas.kipp.judging.matching import Grid, Task, Worth, match, worth

METHOD = 1  # rises when the same input and seed would give other pairs
SILENT = -1  # level of a juror about whom nothing is stated in any category
COSTS = {3: 0, 2: 1, 1: 3, SILENT: 3, 0: 6}  # of a pair, by how well the juror knows the entry's category


@dataclass(frozen=True)
class Input:
    """Everything a run depends on. Rows are `entries`, columns `jurors`, both by id."""

    entries: tuple[int, ...]
    jurors: tuple[int, ...]
    subjects: tuple[int, ...]  # row of `levels` for each entry; -1: the entry has no category
    levels: tuple[tuple[int, ...], ...]  # category × juror
    barred: Grid  # pairs in conflict, and jurors that take nothing more
    kept: Grid  # pairs that stay
    held: Grid  # pairs that may move
    per_entry: int
    most: int | None = None
    even: bool = True

    @cached_property
    def task(self) -> Task:
        """The run as numbers."""
        priced = np.zeros((len(self.levels) + 1, len(self.jurors)), dtype=np.int64)
        for row, line in enumerate(self.levels):
            priced[row] = [COSTS[level] for level in line]
        cost = priced[np.array(self.subjects, dtype=np.int64)]  # -1 takes the last row: nothing to know
        return Task(
            allowed=~self.barred,
            kept=self.kept,
            held=self.held,
            cost=cost.reshape(self.kept.shape),
            per_entry=self.per_entry,
            most=self.most,
            even=self.even,
        )

    def packed(self) -> dict[str, Any]:
        """The input as JSON, a few kilobytes even for thousands of pairs."""
        return {
            "method": METHOD,
            "entries": list(self.entries),
            "jurors": list(self.jurors),
            "subjects": list(self.subjects),
            "levels": [list(line) for line in self.levels],
            "per_entry": self.per_entry,
            "most": self.most,
            "even": self.even,
        } | {name: _pack(getattr(self, name)) for name in ("barred", "kept", "held")}

    @classmethod
    def unpacked(cls, kept: dict[str, Any]) -> "Input":
        """What `packed` gave."""
        shape = (len(kept["entries"]), len(kept["jurors"]))
        return cls(
            entries=tuple(kept["entries"]),
            jurors=tuple(kept["jurors"]),
            subjects=tuple(kept["subjects"]),
            levels=tuple(tuple(line) for line in kept["levels"]),
            barred=_unpack(kept["barred"], shape),
            kept=_unpack(kept["kept"], shape),
            held=_unpack(kept["held"], shape),
            per_entry=kept["per_entry"],
            most=kept["most"],
            even=kept["even"],
        )

    @property
    def hash(self) -> str:
        """The same for the same input, whatever compresses it."""
        plain = self.packed() | {
            name: hashlib.sha256(np.packbits(getattr(self, name)).tobytes()).hexdigest()
            for name in ("barred", "kept", "held")
        }
        return hashlib.sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()


def _pack(grid: Grid) -> str:
    return base64.b64encode(zlib.compress(np.packbits(grid).tobytes(), 9)).decode()


def _unpack(text: str, shape: tuple[int, int]) -> Grid:
    bits: NDArray[np.uint8] = np.frombuffer(zlib.decompress(base64.b64decode(text)), dtype=np.uint8)
    return np.unpackbits(bits, count=shape[0] * shape[1]).astype(bool).reshape(shape)


@dataclass(frozen=True)
class Solution:
    """The pairs a run gives and what they are worth. `joined` says what holding together cost beyond the least."""

    input: Input
    chosen: Grid  # beside those kept
    worth: Worth
    least: Worth  # before jurors were joined
    groups: tuple[tuple[int, ...], ...]  # juror ids that hang together; one group is what is wanted

    @property
    def after(self) -> Grid:
        """All pairs that hold after the run."""
        return self.input.kept | self.chosen

    @property
    def objective(self) -> dict[str, int]:
        """The worth by level, and the least that was possible before joining."""
        return asdict(self.worth) | {f"least_{name}": value for name, value in asdict(self.least).items()}

    @property
    def hash(self) -> str:
        """Of the pairs that hold after the run, in no order."""
        rows, columns = np.nonzero(self.after)
        pairs = sorted(
            (self.input.entries[row], self.input.jurors[column])
            for row, column in zip(rows.tolist(), columns.tolist(), strict=True)
        )
        return hashlib.sha256(json.dumps(pairs).encode()).hexdigest()


def share(given: Input, seed: int) -> Solution:
    """Work the run out: the least worth, then joined. The same input and seed give the same pairs."""
    task = given.task
    first = match(task, seed)
    chosen = join(task, first)
    together = groups(task.kept | chosen)
    return Solution(
        input=given,
        chosen=chosen,
        worth=worth(task, chosen),
        least=worth(task, first),
        groups=tuple(tuple(given.jurors[one] for one in group) for group in together),
    )
