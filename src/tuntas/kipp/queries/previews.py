"""A planned run in the words a page needs: loads before and after, who changes, who stays short and why."""

from collections import defaultdict
from dataclasses import dataclass

from tuntas.kipp.models import Entry, SeatHolder, Stage
from tuntas.kipp.queries.planning import Plan

SHOWN = 200  # lines of a list on the page; the rest is counted


@dataclass(frozen=True)
class JurorLine:
    """One juror's load before and after."""

    name: str
    before: int
    after: int
    out: bool  # drops out in this run
    gained: int
    lost: int


@dataclass(frozen=True)
class Move:
    """An entry that changes hands: who gives it back, who takes it over."""

    entry: Entry
    givers: str
    takers: str


@dataclass(frozen=True)
class Short:
    """An entry that stays short. `free` jurors have no conflict: where that is too few, no run can help."""

    entry: Entry
    got: int
    free: int
    by_conflict: bool


@dataclass(frozen=True)
class Preview:
    """What the page shows of a plan."""

    plan: Plan
    jurors: list[JurorLine]
    moves: list[Move]
    more_moves: int
    short: list[Short]
    more_short: int
    groups: list[str]  # names of the jurors of each group; more than one entry means the jury falls apart

    @property
    def idle(self) -> bool:
        """The run would change nothing."""
        return not self.plan.added and not self.plan.removed

    @property
    def joined_for(self) -> int:
        """What holding the jury together costs beyond the least, in units of competence."""
        worth, least = self.plan.solution.worth, self.plan.solution.least
        return worth.cost - least.cost


def preview(stage: Stage, plan: Plan) -> Preview:
    """Names and titles looked up; two queries."""
    seats = SeatHolder.objects.filter(pk__in=plan.solution.input.jurors).select_related("person")
    names = {seat.pk: seat.person.name or seat.person.email for seat in seats}
    gained, lost = defaultdict(list), defaultdict(list)
    for entry, juror in plan.added:
        gained[entry].append(juror)
    for entry, juror in plan.removed:
        lost[entry].append(juror)
    wanted = [*sorted(lost)[:SHOWN], *(one.entry for one in plan.unmet[:SHOWN])]
    entries = Entry.objects.select_related("case").in_bulk(wanted)

    def said(seats: list[int]) -> str:
        return ", ".join(sorted(names.get(seat, "?") for seat in seats))

    takes, gives = _counts(plan.added), _counts(plan.removed)
    return Preview(
        plan=plan,
        jurors=sorted(
            (
                JurorLine(names.get(pk, "?"), before, plan.after[pk], pk in plan.wish.without, takes[pk], gives[pk])
                for pk, before in plan.before.items()
            ),
            key=lambda line: line.name.casefold(),
        ),
        moves=[Move(entries[pk], said(lost[pk]), said(gained[pk])) for pk in sorted(lost)[:SHOWN]],
        more_moves=max(len(lost) - SHOWN, 0),
        short=[
            Short(entries[one.entry], one.got, one.free, one.free < plan.wish.per_entry) for one in plan.unmet[:SHOWN]
        ],
        more_short=max(len(plan.unmet) - SHOWN, 0),
        groups=[said(list(group)) for group in plan.solution.groups],
    )


def _counts(pairs: tuple[tuple[int, int], ...]) -> dict[int, int]:
    found: dict[int, int] = defaultdict(int)
    for _entry, juror in pairs:
        found[juror] += 1
    return found
