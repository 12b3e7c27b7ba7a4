"""The interview timetable: when turns start, in which order, and what clashes. No database here."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar

from django.utils.translation import gettext_lazy as _

from tuntas.kernel.clock import WIB

T = TypeVar("T")


@dataclass(frozen=True)
class Plan:
    """What an organiser says about the days of interviews. Times are WIB; lengths in minutes."""

    days: tuple[date, ...]
    starts: time
    ends: time
    breaks: tuple[tuple[time, time], ...] = ()
    present: int = 7
    ask: int = 13
    gap: int = 0  # to change over between two turns

    @property
    def turn(self) -> timedelta:
        """How long one entry has: presentation and questions."""
        return timedelta(minutes=self.present + self.ask)


class DoesNotFit(Exception):
    """The days are too short for everybody; `fits` says how many turns they hold."""

    def __init__(self, fits: int, wanted: int) -> None:
        super().__init__(
            _("Only %(fits)d of %(wanted)d turns fit into these days. Add a day, start earlier or shorten the breaks.")
            % {"fits": fits, "wanted": wanted}
        )
        self.fits, self.wanted = fits, wanted


def turns(plan: Plan, count: int) -> list[datetime]:
    """The first `count` moments at which a turn can start.

    A turn never runs into a break or past the end of the day; after a break the next turn starts with
    its end. Raises `DoesNotFit`.
    """
    found: list[datetime] = []
    pauses = sorted(plan.breaks)
    for day in sorted(set(plan.days)):
        moment, end = _at(day, plan.starts), _at(day, plan.ends)
        while len(found) < count and moment + plan.turn <= end:
            pause = next(
                (until for since, until in pauses if moment < _at(day, until) and moment + plan.turn > _at(day, since)),
                None,
            )
            if pause:
                moment = _at(day, pause)
                continue
            found.append(moment)
            moment += plan.turn + timedelta(minutes=plan.gap)
    if len(found) < count:
        raise DoesNotFit(len(found), count)
    return found


def _at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, WIB)


def in_order(groups: Sequence[Sequence[T]], *, mixed: bool, seed: int | None = None) -> list[T]:
    """All things of `groups` (one group a track) in the order of their turns.

    One group after the other, or `mixed`: spread evenly among each other. With a `seed` each group is
    drawn by lot first; the same seed draws the same order again, so that a draw can be shown to be fair.
    """
    drawn = [list(group) for group in groups]
    if seed is not None:
        lot = random.Random(seed)
        for group in drawn:
            lot.shuffle(group)
    if not mixed:
        return [thing for group in drawn for thing in group]
    placed = [
        ((position + 0.5) / len(group), number, thing)
        for number, group in enumerate(drawn)
        for position, thing in enumerate(group)
    ]
    return [thing for _place, _number, thing in sorted(placed, key=lambda row: row[:2])]


@dataclass(frozen=True)
class Turn:
    """What clashes are looked for in: `key` names the slot, `needs` the people and rooms nobody can share."""

    key: int
    starts: datetime
    ends: datetime
    needs: frozenset[tuple[str, Any]]


def clashes(all_turns: Iterable[Turn]) -> dict[int, set[tuple[int, tuple[str, Any]]]]:
    """For each turn that overlaps another and shares something with it: the other's key and what is shared."""
    found: dict[int, set[tuple[int, tuple[str, Any]]]] = {}
    running: list[Turn] = []
    for turn in sorted(all_turns, key=lambda one: (one.starts, one.key)):
        running = [one for one in running if one.ends > turn.starts]
        for other in running:
            for thing in turn.needs & other.needs:
                found.setdefault(turn.key, set()).add((other.key, thing))
                found.setdefault(other.key, set()).add((turn.key, thing))
        running.append(turn)
    return found
