"""Which groups somebody belongs to, from what stands in clear."""

from datetime import date

from tuntas.residents.models import Resident
from tuntas.residents.terms import Group, Sex

ADULT, YOUNG, NO_LONGER_YOUNG, OLD = 18, 16, 31, 60  # UU 23/2002, UU 40/2009 (16 to 30), UU 13/1998


def age_on(born: date, day: date) -> int:
    """Completed years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def years_before(day: date, years: int) -> date:
    """The same day that many years earlier; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def groups_of(resident: Resident, day: date) -> frozenset[Group]:
    """Groups on that day; ages by month of birth, so for at most a month somebody counts too old."""
    found = set()
    if resident.sex == Sex.FEMALE:
        found.add(Group.WOMAN)
    if resident.welfare:
        found.add(Group.POOR)
    if resident.has_disability:
        found.add(Group.DISABILITY)
    if resident.born:
        age = age_on(resident.born, day)
        if age < ADULT:
            found.add(Group.CHILD)
        if YOUNG <= age < NO_LONGER_YOUNG:
            found.add(Group.YOUTH)
        if age >= OLD:
            found.add(Group.ELDERLY)
    return frozenset(found)
