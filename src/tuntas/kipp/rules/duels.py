"""Who opens and closes a duel round, who compares, and what a round may hold."""

from collections.abc import Collection, Mapping

import numpy as np

from tuntas.kipp.judging.pairing import Couple, linked, pairs_of
from tuntas.kipp.models import Duel, Edition
from tuntas.kipp.rules.seats import CHECKS, ORGANISES, seats_of
from tuntas.kipp.terms import DuelChoice, EditionStatus
from tuntas.people.models import Person

MOST_ENTRIES = 20
MOST_PAIRS = 40  # of one juror: about a quarter of an hour


def may_duel(person: Person, edition: Edition) -> bool:
    """Opens, closes and cancels rounds: an organiser of an edition that is not announced."""
    return edition.status == EditionStatus.OPEN and bool(seats_of(person, edition) & ORGANISES)


def may_see_duels(person: Person, edition: Edition) -> bool:
    """Reads progress while a round is open and results once it is closed: the office."""
    return bool(seats_of(person, edition) & CHECKS)


def is_running(duel: Duel) -> bool:
    """Jurors can answer."""
    return duel.closed_at is None and duel.cancelled_at is None


def drawn(entries: Collection[int], barred: Mapping[int, Collection[int]], seed: int) -> dict[int, list[Couple]]:
    """Juror seat id → pairs of entry ids in the order they are asked; without what the juror must not see.

    `barred` has every juror. A juror left with fewer than two entries gets nothing.
    """
    found: dict[int, list[Couple]] = {}
    for seat, hidden in barred.items():
        mine = sorted(set(entries) - set(hidden))
        pairs = pairs_of(len(mine), seed + seat, MOST_PAIRS)
        if pairs:
            found[seat] = [(mine[one], mine[other]) for one, other in pairs]
    return found


def holds_together(entries: Collection[int], pairs: Collection[Couple]) -> bool:
    """A chain of these pairs leads from every entry to every other, so that strengths can be compared."""
    row = {entry: at for at, entry in enumerate(sorted(entries))}
    return linked(len(row), {(row[one], row[other]) for one, other in pairs})


def wins_of(entries: list[int], answers: Collection[tuple[int, int, str]]) -> "np.ndarray":
    """`wins[i, j]`: how often i was chosen over j; "cannot decide" halves. Answers: (left, right, choice)."""
    row = {entry: at for at, entry in enumerate(entries)}
    wins = np.zeros((len(entries), len(entries)))
    for one, other, choice in answers:
        left, right = row[one], row[other]
        if choice == DuelChoice.EVEN:
            wins[left, right] += 0.5
            wins[right, left] += 0.5
        elif choice == DuelChoice.ONE:
            wins[left, right] += 1
        elif choice == DuelChoice.OTHER:
            wins[right, left] += 1
    return wins


def agreement(answers: Collection[tuple[int, int, str]]) -> tuple[int, int]:
    """Of all twos of jurors who decided the same pair, how many chose the same entry: (same, of)."""
    votes: dict[tuple[int, int], dict[int, int]] = {}
    for one, other, choice in answers:
        if choice not in (DuelChoice.ONE, DuelChoice.OTHER):
            continue
        tally = votes.setdefault((min(one, other), max(one, other)), {})
        chosen = one if choice == DuelChoice.ONE else other
        tally[chosen] = tally.get(chosen, 0) + 1
    same = sum(count * (count - 1) // 2 for tally in votes.values() for count in tally.values())
    every = sum((whole := sum(tally.values())) * (whole - 1) // 2 for tally in votes.values())
    return same, every
