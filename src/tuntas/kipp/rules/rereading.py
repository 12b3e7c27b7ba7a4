"""A further reader for an entry: who could be, and whom to take. Pure choice; nobody is assigned here."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from tuntas.kipp.models import Edition, Stage
from tuntas.kipp.rules.seats import seats_of
from tuntas.kipp.terms import EditionStatus, Seat
from tuntas.people.models import Person


@dataclass(frozen=True)
class Choice:
    """(entry id, juror seat id) of every further reader found, and entries nobody is left for."""

    pairs: tuple[tuple[int, int], ...]
    nobody: tuple[int, ...]


def may_mark(person: Person, edition: Edition) -> bool:
    """Marks entries for the panel's talk, as long as something can still come of it."""
    return edition.status == EditionStatus.OPEN and bool(seats_of(person, edition) & {Seat.ORGANISER, Seat.SECRETARIAT})


def may_ask_readers(person: Person, edition: Edition) -> bool:
    """Asks further readers: that may open locked scores again, so only an organiser does."""
    return edition.status == EditionStatus.OPEN and Seat.ORGANISER in seats_of(person, edition)


def opens_again(stage: Stage, *, closed: bool) -> bool:
    """A further reader can only score while the stage is open; a locked or closed one must open again first."""
    return stage.locked_at is not None or closed


def choose(
    entries: Collection[int],
    loads: Mapping[int, int],
    has: Collection[tuple[int, int]],
    barred: Collection[tuple[int, int]],
    group_of_entry: Mapping[int, int] | None = None,
    group_of_juror: Mapping[int, int] | None = None,
) -> Choice:
    """One further juror for each entry: never one who has it or must not meet it, the least burdened first.

    `loads`: seat id → sheets still to write. Where jurors and entries fall into groups that nobody links, a juror of
    another group comes first: such a reader makes the groups comparable. The same input gives the same choice.
    """
    burden = dict(loads)
    pairs, nobody = [], []
    entry_groups, juror_groups = group_of_entry or {}, group_of_juror or {}
    for entry in entries:
        free = [seat for seat in burden if (entry, seat) not in has and (entry, seat) not in barred]
        if not free:
            nobody.append(entry)
            continue
        home = entry_groups.get(entry, -1)
        seat = min(free, key=lambda one: (home >= 0 and juror_groups.get(one, home) == home, burden[one], one))
        burden[seat] += 1
        pairs.append((entry, seat))
    return Choice(tuple(pairs), tuple(nobody))
