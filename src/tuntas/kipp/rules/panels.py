"""Which entry belongs to which panel, which pairs a panel rules out, and who may run a consolidation."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from tuntas.kipp.models import Edition, Panel, SeatHolder, Stage
from tuntas.kipp.rules.calendar import has_closed
from tuntas.kipp.rules.judging import is_scored
from tuntas.kipp.rules.seats import CHECKS, seats_of
from tuntas.kipp.terms import EditionStatus
from tuntas.people.models import Person


@dataclass(frozen=True)
class Kind:
    """What decides where an entry belongs."""

    entry: int
    track: int
    group: int
    category: int | None


def may_panel(person: Person, edition: Edition) -> bool:
    """Makes and changes panels, opens consolidations: the office of an edition that is not announced."""
    return edition.status == EditionStatus.OPEN and bool(seats_of(person, edition) & CHECKS)


def may_write(person: Person, panel: Panel, seat: SeatHolder | None) -> bool:
    """Writes the record of a consolidation and closes it: the panel's lead, or the office."""
    return may_panel(person, panel.stage.edition) or (seat is not None and seat.pk == panel.lead_id)


def can_consolidate(stage: Stage, now: datetime) -> bool:
    """Panels meet after scoring has closed and before the scores are locked."""
    return is_scored(stage) and has_closed(stage, now) and stage.locked_at is None


def belonging(entries: Sequence[Kind], panels: Sequence[Panel], picked: Mapping[int, int]) -> dict[int, int]:
    """Entry id → panel id: as picked by hand, else the first panel whose track, group and category all fit."""
    found: dict[int, int] = {}
    for one in entries:
        if one.entry in picked:
            found[one.entry] = picked[one.entry]
            continue
        for panel in panels:
            if not panel.by_hand and all(
                wanted is None or wanted == given
                for wanted, given in (
                    (panel.track_id, one.track),
                    (panel.group_id, one.group),
                    (panel.category_id, one.category),
                )
            ):
                found[one.entry] = panel.pk
                break
    return found


def linking(belongs: Mapping[int, int], share: int) -> frozenset[int]:
    """The entries of each panel that other panels' jurors may read too: `share` percent of them, rounded up.

    Which ones depends on the entries alone, so that every run takes the same.
    """
    by_panel: dict[int, list[int]] = {}
    for entry, panel in belongs.items():
        by_panel.setdefault(panel, []).append(entry)
    found: set[int] = set()
    for entries in by_panel.values():
        entries.sort(key=lambda one: hashlib.sha256(f"panel:{one}".encode()).hexdigest())
        found.update(entries[: -(-len(entries) * share // 100)])
    return frozenset(found)


def ruled_out(
    entries: Collection[int], jurors: Collection[int], belongs: Mapping[int, int], seats: Mapping[int, int], share: int
) -> set[tuple[int, int]]:
    """(entry, juror) pairs the panels keep apart. Entries without a panel, and the linking ones, are open to all."""
    open_ones = linking(belongs, share)
    return {
        (entry, juror)
        for entry in entries
        if entry in belongs and entry not in open_ones
        for juror in jurors
        if seats.get(juror) != belongs[entry]
    }
