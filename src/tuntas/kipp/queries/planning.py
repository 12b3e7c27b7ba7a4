"""What a run of assigning would do: gathered from the database, worked out, nothing changed."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from tuntas.kipp.judging import Input, Solution, share
from tuntas.kipp.judging.sharing import SILENT
from tuntas.kipp.models import Assignment, Category, Competence, Stage
from tuntas.kipp.queries.assigning import entries_of, jurors_of
from tuntas.kipp.queries.conflicts import barred
from tuntas.kipp.queries.panels import kept_apart
from tuntas.kipp.terms import Mastery, RunMode

Pair = tuple[int, int]  # entry id, juror seat id


@dataclass(frozen=True)
class Wish:
    """What somebody asks of a run. `without`: jurors whose open entries go to others and who get nothing new."""

    mode: RunMode
    per_entry: int
    most: int | None = None
    even: bool = True
    without: frozenset[int] = frozenset()

    @classmethod
    def adjust(
        cls, per_entry: int, without: Collection[int] = (), *, most: int | None = None, even: bool = False
    ) -> "Wish":
        """Replace what is lost and move as little as possible."""
        return cls(RunMode.ADJUST, per_entry, most, even, frozenset(without))


@dataclass(frozen=True)
class Unmet:
    """An entry that stays below the number asked for. `free`: jurors without a conflict; it has `got` of them."""

    entry: int
    got: int
    free: int


@dataclass(frozen=True)
class Plan:
    """A run worked out. The same input hash and seed give the same pairs."""

    wish: Wish
    seed: int
    solution: Solution
    added: tuple[Pair, ...]
    removed: tuple[Pair, ...]
    before: dict[int, int]  # juror id → load
    after: dict[int, int]
    unmet: tuple[Unmet, ...]

    @property
    def short(self) -> int:
        """How many entries stay below the number asked for."""
        return len(self.unmet)

    @property
    def fingerprint(self) -> str:
        """Of everything the run depends on."""
        return self.solution.input.hash

    @property
    def spread(self) -> int:
        """Most minus fewest entries of a juror who takes part in this run."""
        loads = [load for juror, load in self.after.items() if juror not in self.wish.without]
        return max(loads, default=0) - min(loads, default=0)


@dataclass(frozen=True)
class _There:
    """A pair that holds now."""

    entry: int
    juror: int
    handed_in: bool
    begun: bool
    despite: bool


def plan(stage: Stage, wish: Wish, *, seed: int, now: datetime) -> Plan:
    """Work the run out. About fifteen queries whatever the size; changes nothing."""
    there = [
        _There(entry, juror, handed_in is not None, sheet is not None, bool(despite))
        for entry, juror, sheet, handed_in, despite in Assignment.objects.filter(stage=stage, removed_at=None)
        .order_by("pk")
        .values_list("entry_id", "juror_id", "sheet__pk", "sheet__handed_in_at", "despite")
    ]
    given = gather(stage, wish, there, now)
    solution = share(given, seed)
    return _told(wish, seed, solution, there)


def gather(stage: Stage, wish: Wish, there: list[_There], now: datetime) -> Input:
    """Everything the run depends on. A pair in conflict that is not handed in is lost, so are those of `without`."""
    entries = list(entries_of(stage).order_by("pk").values_list("pk", "category_id"))
    seated = list(jurors_of(stage).order_by("pk").values_list("pk", flat=True))
    gone = sorted({one.juror for one in there if one.handed_in} - set(seated))  # their sheets still count
    row = {pk: at for at, (pk, _category) in enumerate(entries)}
    column = {pk: at for at, pk in enumerate([*seated, *gone])}
    shape = (len(row), len(column))
    blocked = np.zeros(shape, dtype=bool)
    for entry, juror in barred(stage.edition, now):
        if entry in row and juror in column:
            blocked[row[entry], column[juror]] = True
    holds = {(one.entry, one.juror) for one in there}
    for entry, juror in kept_apart(stage, row, seated) - holds:  # what was given before the panels stays
        blocked[row[entry], column[juror]] = True
    kept, held = np.zeros(shape, dtype=bool), np.zeros(shape, dtype=bool)
    for one in there:
        if one.entry not in row or one.juror not in column:
            continue
        at = row[one.entry], column[one.juror]
        lost = one.juror in wish.without or bool(blocked[at])
        if one.handed_in or (not lost and (one.despite or one.begun or wish.mode == RunMode.ASSIGN)):
            kept[at] = True
        elif not lost:
            held[at] = True
    for juror in (*gone, *(wish.without & set(seated))):
        blocked[:, column[juror]] = True
    categories = list(Category.objects.filter(edition=stage.edition_id).order_by("pk").values_list("pk", flat=True))
    subject = {pk: at for at, pk in enumerate(categories)}
    return Input(
        entries=tuple(row),
        jurors=tuple(column),
        subjects=tuple(-1 if category is None else subject[category] for _pk, category in entries),
        levels=_levels(subject, column),
        barred=blocked,
        kept=kept,
        held=held,
        per_entry=wish.per_entry,
        most=wish.most,
        even=wish.even,
    )


def _levels(subject: dict[int, int], column: dict[int, int]) -> tuple[tuple[int, ...], ...]:
    """Category × juror; somebody about whom nothing is stated stands between those who know and those who do not."""
    found = np.full((len(subject), len(column)), SILENT, dtype=np.int64)
    stated = Competence.objects.filter(holder__in=list(column), level__gt=Mastery.UNSTATED).order_by()
    rows = list(stated.values_list("holder_id", "category_id", "level"))
    for holder in {holder for holder, _category, _level in rows}:
        found[:, column[holder]] = Mastery.UNSTATED
    for holder, category, level in rows:
        found[subject[category], column[holder]] = level
    return tuple(tuple(line) for line in found.tolist())


def _told(wish: Wish, seed: int, solution: Solution, there: list[_There]) -> Plan:
    given = solution.input
    rows, columns = np.nonzero(solution.after)
    final = {
        (given.entries[row], given.jurors[column]) for row, column in zip(rows.tolist(), columns.tolist(), strict=True)
    }
    judged = set(given.entries)
    before = [(one.entry, one.juror) for one in there if one.entry in judged]
    loads = Counter(juror for _entry, juror in before)
    got = solution.after.sum(axis=1)
    possible = (given.task.allowed | given.kept).sum(axis=1)
    return Plan(
        wish=wish,
        seed=seed,
        solution=solution,
        added=tuple(sorted(final - set(before))),
        removed=tuple(sorted(set(before) - final)),
        before={juror: loads[juror] for juror in given.jurors},
        after=dict(zip(given.jurors, solution.after.sum(axis=0).tolist(), strict=True)),
        unmet=tuple(
            Unmet(given.entries[at], int(got[at]), int(possible[at]))
            for at in np.flatnonzero(got < given.per_entry).tolist()
        ),
    )
