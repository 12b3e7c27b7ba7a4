"""Who must not judge, or see, what: found live from the facts, less what was dismissed, plus what people decided.

A juror sees nothing of an entry that `bars` names, by any path: every page, file and list of the jury asks here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.db.models import F, FilteredRelation, Q, QuerySet

from tuntas.kernel.clock import WIB, wib_date
from tuntas.kipp.models import Conflict, Edition, Entry, SeatHolder, Tie
from tuntas.kipp.rules.conflicts import (
    Colleague,
    Declared,
    Evidence,
    Found,
    Held,
    Item,
    Judge,
    Office,
    Pair,
    Work,
    find,
    key_of,
    regency_of,
    words_of,
)
from tuntas.kipp.rules.entries import months_back
from tuntas.kipp.rules.judging import juror_seat
from tuntas.kipp.terms import ConflictKind, ConflictState, Part
from tuntas.people.models import Holding, Person
from tuntas.places.terms import Level

DECIDED = (ConflictState.CONFIRMED, ConflictState.RECUSED)  # keep the juror away whatever the facts say


@dataclass(frozen=True, slots=True)
class Bar:
    """One reason that keeps a juror from an entry now."""

    kind: ConflictKind
    evidence: tuple[Item, ...]


def bars(juror: SeatHolder, entry: Entry, now: datetime) -> tuple[Bar, ...]:
    """Why this juror must not judge this entry; empty when nothing stands between them. Four queries."""
    reasons = standing(juror.edition, [juror], Entry.objects.filter(pk=entry.pk), now).get((entry.pk, juror.pk), {})
    return tuple(Bar(kind, tuple(items)) for kind, items in reasons.items())


def hidden_from(juror: SeatHolder | None, now: datetime) -> frozenset[int]:
    """Ids of the edition's entries this juror must not see; none for somebody without a juror's seat. Four queries."""
    if juror is None:
        return frozenset()
    entries = Entry.objects.filter(edition=juror.edition_id)
    return frozenset(entry for entry, _seat in standing(juror.edition, [juror], entries, now))


def is_hidden(person: Person, entry: Entry, now: datetime) -> bool:
    """The person is a juror of the edition with a conflict: for them the entry does not exist."""
    juror = juror_seat(person, entry.edition)
    if juror is None:
        return False
    juror.edition = entry.edition
    return bool(bars(juror, entry, now))


def standing(
    edition: Edition, jurors: Sequence[SeatHolder], entries: QuerySet[Entry], now: datetime
) -> dict[Pair, Evidence]:
    """The pairs of these jurors and entries that must not meet, with what keeps them apart; four queries.

    Findings nobody dismissed in this form, and what was confirmed, added by hand or recused.
    """
    found = findings(edition, jurors, entries, now)
    dismissed: dict[Pair, set[tuple[Any, ...]]] = {}
    apart: dict[Pair, Evidence] = {}
    rows = Conflict.objects.filter(juror__in=[juror.pk for juror in jurors], entry__in=entries.order_by())
    for entry, seat, kind, state, evidence in (
        rows.exclude(state=ConflictState.FOUND)
        .order_by()
        .values_list("entry_id", "juror_id", "kind", "state", "evidence")
    ):
        if state == ConflictState.DISMISSED:
            dismissed.setdefault((entry, seat), set()).update(key_of(kind, item) for item in evidence)
        else:
            apart.setdefault((entry, seat), {})[ConflictKind(kind)] = evidence
    for pair, reasons in found.items():
        gone = dismissed.get(pair)
        for kind, items in reasons.items():
            # Whoever coaches a team never judges it: nobody can dismiss that.
            if gone is None or kind == ConflictKind.MENTOR or any(key_of(kind, item) not in gone for item in items):
                apart.setdefault(pair, {}).setdefault(kind, items)
    return apart


def findings(edition: Edition, jurors: Sequence[SeatHolder], entries: QuerySet[Entry], now: datetime) -> Found:
    """What the facts say, dismissed or not; three queries."""
    judges = {juror.pk: Judge(juror.pk, juror.person_id, juror.affiliation.strip()) for juror in jurors}
    since = months_back(wib_date(now), 12 * edition.conflict_years)
    ties = Tie.objects.filter(juror__in=list(judges), withdrawn_at=None).filter(Q(until=None) | Q(until__gt=since))
    for seat, tie, organisation, above, regency, entry in ties.values_list(
        "juror_id", "pk", "organisation_id", "organisation__parent_id", "regency_id", "entry_id"
    ):
        judges[seat].ties.append(Declared(tie, organisation, above, regency or "", entry))
    return against(list(judges.values()), entries, edition.conflict_years, now)


def against(judges: Sequence[Judge], entries: QuerySet[Entry], years: int, now: datetime) -> Found:
    """What ties these judges to these entries, their roles and their colleagues looked up; two queries.

    Roles that ended count for `years` after.
    """
    colleagues = _look_up_roles(judges, years, now)
    works, offices, regencies = _works(entries)
    return find(judges, works, offices, colleagues, regencies)


def _look_up_roles(judges: Sequence[Judge], years: int, now: datetime) -> list[Colleague]:
    """Give the judges their roles; answers the roles others hold now in the same organisations or the ones above."""
    people: dict[int, list[Judge]] = {}
    for judge in judges:
        people.setdefault(judge.person, []).append(judge)
    since = datetime.combine(months_back(wib_date(now), 12 * years), time.min, WIB)
    theirs = Holding.objects.filter(person__in=people, since__lte=now).filter(Q(until=None) | Q(until__gt=now))
    organisations = theirs.exclude(organisation=None).values("organisation_id")
    parents = theirs.exclude(organisation__parent=None).values("organisation__parent_id")
    rows = Holding.objects.filter(since__lte=now).filter(
        (Q(person__in=people) & (Q(until=None) | Q(until__gte=since)))
        | ((Q(organisation__in=organisations) | Q(organisation__in=parents)) & (Q(until=None) | Q(until__gt=now)))
    )
    colleagues = []
    for pk, person, role, until, organisation, above, seat_of, place in rows.order_by("pk").values_list(
        "pk",
        "person_id",
        "role",
        "until",
        "organisation_id",
        "organisation__parent_id",
        "organisation__place_id",
        "place_id",
    ):
        ended = wib_date(until).isoformat() if until is not None and until <= now else ""
        for judge in people.get(person, ()):
            judge.roles.append(Held(pk, role, organisation, above, seat_of or place or "", ended))
        if organisation is not None and not ended:
            colleagues.append(Colleague(pk, person, role, organisation))
    return colleagues


# The organisation's place and those above it: one of them is the regency.
_PLACES = ("organisation__place", "organisation__place__parent", "organisation__place__parent__parent")


def _works(entries: QuerySet[Entry]) -> tuple[list[Work], list[Office], dict[tuple[str, ...], str]]:
    """The entries, the organisations behind them, and words of their regencies' names → code; one query.

    An entry comes once for each of its writers and mentors.
    """
    writers: dict[int, set[int]] = {}
    mentors: dict[int, set[int]] = {}
    of: dict[int, int] = {}
    offices: dict[int, Office] = {}
    regencies: dict[tuple[str, ...], str] = {}
    rows = (
        entries.order_by()
        .annotate(wrote=FilteredRelation("case__parties", condition=Q(case__parties__role=Part.INNOVATOR)))
        .annotate(writer=F("wrote__person_id"))
        .values_list(
            "pk",
            "created_by_id",
            "writer",
            "mentorships__mentor_id",
            "organisation_id",
            "organisation__name",
            "organisation__parent_id",
            "organisation__parent__parent_id",
            "organisation__place_id",
            *(f"{place}__{column}" for place in _PLACES for column in ("level", "kind", "name")),
        )
    )
    for entry, maker, writer, mentor, office, name, above, top, code, *places in rows:
        if entry not in of:
            of[entry], writers[entry] = office, {maker}
        if writer is not None:
            writers[entry].add(writer)
        if mentor is not None:
            mentors.setdefault(entry, set()).add(mentor)
        if office not in offices:
            offices[office] = Office(office, name, above, top, code)
            for at in range(0, len(places), 3):
                if places[at] == Level.REGENCY:
                    regencies[words_of(f"{places[at + 1]} {places[at + 2]}")] = regency_of(code)
    return (
        [
            Work(entry, office, frozenset(writers[entry]), frozenset(mentors.get(entry, ())))
            for entry, office in of.items()
        ],
        [*offices.values()],
        regencies,
    )
