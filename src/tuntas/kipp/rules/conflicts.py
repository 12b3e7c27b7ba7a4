"""Which juror is too near to which entry: the same organisation, or the same regency.

Only what is known counts: organisations and places where the juror holds a role, and the affiliation
written beside the seat. Declared ties and recusal are a later capability.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from tuntas.kipp.models import SeatHolder
from tuntas.people.models import Holding, Organisation


@dataclass
class Ties:
    """Where a juror belongs: organisations by id and by name, regencies by code."""

    organisations: set[int] = field(default_factory=set)
    parents: set[int] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    regencies: set[str] = field(default_factory=set)


def regency_of(code: str) -> str:
    """The regency or city a place lies in, e.g. 33.26 of 33.26.05.2005; empty for the province itself."""
    return ".".join(code.split(".")[:2]) if "." in code else ""


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def ties_of(jurors: Iterable[SeatHolder], now: datetime) -> dict[int, Ties]:
    """Each juror's ties by seat id, with one query whatever their number."""
    jurors = list(jurors)
    found = {juror.pk: Ties() for juror in jurors}
    seats_by_person: dict[int, list[SeatHolder]] = {}
    for juror in jurors:
        seats_by_person.setdefault(juror.person_id, []).append(juror)
        if juror.affiliation.strip():
            found[juror.pk].names.add(_folded(juror.affiliation))
    holdings = (
        Holding.objects.filter(person__in=seats_by_person, since__lte=now)
        .exclude(until__lte=now)
        .values_list("person_id", "organisation_id", "organisation__parent_id", "organisation__place_id", "place_id")
    )
    for person, organisation, parent, seat_of, place in holdings:
        for juror in seats_by_person[person]:
            ties = found[juror.pk]
            ties.organisations |= {organisation} - {None}
            ties.parents |= {parent} - {None}  # type: ignore[arg-type]
            ties.regencies |= {regency for code in (seat_of, place) if code and (regency := regency_of(code))}
    return found


def is_near(ties: Ties, organisation: Organisation) -> bool:
    """The juror must not score an entry of this organisation: the own, a unit of it, the one above, the own regency.

    Sister units under one parent are not near by that alone: every agency of a province has the same parent.
    """
    if ties.organisations & {organisation.pk, organisation.parent_id} or organisation.pk in ties.parents:
        return True
    if _folded(organisation.name) in ties.names:
        return True
    regency = regency_of(organisation.place_id)
    return bool(regency) and regency in ties.regencies
