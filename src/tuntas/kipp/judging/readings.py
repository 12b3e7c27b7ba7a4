"""What jurors read: one score of one juror for one entry, and which jurors and entries hang together."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]
Real = NDArray[np.float64]


@dataclass(frozen=True)
class Readings:
    """`score[k]` is what juror `juror[k]` gave entry `entry[k]`; rows count from 0 to `entries` and `jurors`.

    A pair stands here at most once. Entries and jurors without any reading are allowed.
    """

    entry: Whole
    juror: Whole
    score: Real
    entries: int
    jurors: int

    def __post_init__(self) -> None:
        if not len(self.entry) == len(self.juror) == len(self.score):
            raise ValueError("entry, juror and score must be of one length")
        if len(self.entry) and (self.entry.max() >= self.entries or self.juror.max() >= self.jurors):
            raise ValueError("an entry or juror lies outside the counts given")
        if not np.isfinite(self.score).all():
            raise ValueError("a score is not a number")

    def __len__(self) -> int:
        return len(self.score)

    @cached_property
    def per_entry(self) -> Whole:
        """How many jurors scored each entry."""
        return np.bincount(self.entry, minlength=self.entries)

    @cached_property
    def per_juror(self) -> Whole:
        """How many entries each juror scored."""
        return np.bincount(self.juror, minlength=self.jurors)

    @cached_property
    def raw(self) -> Real:
        """The plain mean of each entry, as the official score is made; NaN without a reading."""
        total = np.bincount(self.entry, weights=self.score, minlength=self.entries)
        with np.errstate(invalid="ignore"):
            return total / self.per_entry

    @cached_property
    def groups(self) -> "Groups":
        """The connected components of the juror–entry graph."""
        return _groups(self)


@dataclass(frozen=True)
class Groups:
    """Which entries and jurors are linked, directly or through others; -1 for those without a reading.

    Scores can be compared free of severity inside one group only: between two groups nobody has read for both,
    so a harder jury and weaker entries look the same.
    """

    count: int
    of_entry: Whole
    of_juror: Whole

    @property
    def links_missing(self) -> int:
        """How many further pairs (an entry of one group, a juror of another) would link everything."""
        return max(0, self.count - 1)


def _groups(readings: Readings) -> Groups:
    """Spread the smallest label along the readings until nothing changes; groups are numbered largest first."""
    nodes = readings.entries + readings.jurors
    label = np.arange(nodes, dtype=np.int64)
    there, here = readings.entry, readings.juror + readings.entries
    while len(readings):
        least = np.minimum(label[there], label[here])
        after = label.copy()
        np.minimum.at(after, there, least)
        np.minimum.at(after, here, least)
        after = after[after]  # jump to the label's own label: long chains shorten by half each round
        if (after == label).all():
            break
        label = after
    alone = np.concatenate([readings.per_entry, readings.per_juror]) == 0
    names, members = np.unique(label[~alone], return_inverse=True)
    sizes = np.bincount(members, minlength=len(names))
    number = np.empty(len(names), dtype=np.int64)
    number[np.lexsort((names, -sizes))] = np.arange(len(names))
    of = np.full(nodes, -1, dtype=np.int64)
    of[~alone] = number[members]
    return Groups(len(names), of[: readings.entries], of[readings.entries :])
