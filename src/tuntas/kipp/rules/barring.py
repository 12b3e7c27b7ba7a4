"""Who must not judge, or see, what: found live from the facts, less what was dismissed, plus what people decided.

A juror sees nothing of an entry that `bars` names, by any path: every page, file and list of the jury asks here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from django.db.models import FilteredRelation, Q, QuerySet

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
from tuntas.people.rules import in_force
from tuntas.places.models import Place

DECIDED = (ConflictState.CONFIRMED, ConflictState.RECUSED)  # keep the juror away whatever the facts say


@dataclass(frozen=True, slots=True)
class Bar:
    """One reason that keeps a juror from an entry now."""

    kind: ConflictKind
    evidence: tuple[Item, ...]


def bars(juror: SeatHolder, entry: Entry, now: datetime) -> tuple[Bar, ...]:
    """Why this juror must not judge this entry; empty when nothing stands between them."""
    found = findings(juror.edition, [juror], Entry.objects.filter(pk=entry.pk), now)
    rows = _decided([juror], Conflict.objects.filter(entry=entry))
    reasons = _standing(found, rows).get((entry.pk, juror.pk), {})
    return tuple(Bar(kind, tuple(items)) for kind, items in reasons.items())


def hidden_from(juror: SeatHolder, now: datetime) -> frozenset[int]:
    """Ids of the edition's entries this juror must not see; four to six queries."""
    return frozenset(entry for entry, _seat in pairs(juror.edition, [juror], of_edition(juror.edition_id), now))


def hidden_for(person: Person, edition: Edition, now: datetime) -> frozenset[int]:
    """As `hidden_from`, for whoever asks: nothing is hidden from those who are no juror of the edition."""
    juror = juror_seat(person, edition)
    return hidden_from(juror, now) if juror else frozenset()


def is_hidden(person: Person, entry: Entry, now: datetime) -> bool:
    """The person is a juror of the edition with a conflict: for them the entry does not exist."""
    juror = juror_seat(person, entry.edition)
    return juror is not None and bool(bars(juror, entry, now))


def of_edition(edition: int) -> QuerySet[Entry]:
    """All entries of the edition."""
    return Entry.objects.filter(edition=edition)


def pairs(edition: Edition, jurors: Sequence[SeatHolder], entries: QuerySet[Entry], now: datetime) -> frozenset[Pair]:
    """Those of these entries and jurors that must not meet."""
    return frozenset(_standing(findings(edition, jurors, entries, now), _decided(jurors)))


def findings(edition: Edition, jurors: Sequence[SeatHolder], entries: QuerySet[Entry], now: datetime) -> Found:
    """What the facts say, dismissed or not; at most seven queries."""
    judges = judges_of(edition, list(jurors), now)
    return against(judges, entries, now)


def against(judges: list[Judge], entries: QuerySet[Entry], now: datetime) -> Found:
    """What ties these judges to these entries, with their writers' workplaces and the regencies' names looked up."""
    works, offices = _works(entries)
    ours = {role.organisation for judge in judges for role in judge.roles if not role.ended}
    ours |= {role.above for judge in judges for role in judge.roles if not role.ended}
    there = Holding.objects.filter(in_force(now), organisation__in=ours - {None})
    colleagues = [Colleague(*row) for row in there.values_list("pk", "person_id", "role", "organisation_id")]
    return find(judges, works, offices, colleagues, _regencies(judges, offices))


def _works(entries: QuerySet[Entry]) -> tuple[list[Work], list[Office]]:
    """One query: an entry comes once for each of its writers."""
    writers: dict[int, set[int]] = {}
    of: dict[int, int] = {}
    offices: dict[int, Office] = {}
    wrote = FilteredRelation("case__parties", condition=Q(case__parties__role=Part.INNOVATOR))
    rows = (
        entries.order_by()
        .annotate(wrote=wrote)
        .values_list(
            "pk",
            "created_by_id",
            "wrote__person_id",
            "organisation_id",
            "organisation__name",
            "organisation__parent_id",
            "organisation__parent__parent_id",
            "organisation__place_id",
        )
    )
    for entry, maker, writer, office, *what in rows:
        if entry not in of:
            of[entry], writers[entry] = office, {maker}
        if writer is not None:
            writers[entry].add(writer)
        if office not in offices:
            offices[office] = Office(office, *what)
    return [Work(entry, office, frozenset(writers[entry])) for entry, office in of.items()], list(offices.values())


def _regencies(judges: list[Judge], offices: list[Office]) -> dict[tuple[str, ...], str]:
    """Words of a regency's full name → code; looked up only where an institution as written may name one."""
    if not any({"kabupaten", "kota"} & set(words_of(judge.affiliation)) for judge in judges):
        return {}
    codes = {regency_of(office.place) for office in offices} - {""}
    rows = Place.objects.filter(code__in=codes).values_list("code", "kind", "name")
    return {words_of(f"{kind} {name}"): code for code, kind, name in rows}


def judges_of(edition: Edition, jurors: list[SeatHolder], now: datetime) -> list[Judge]:
    """The jurors' roles and ties; two queries. Roles and ties that ended count for the edition's years after."""
    found = {juror.pk: Judge(juror.pk, juror.person_id, juror.affiliation.strip()) for juror in jurors}
    people: dict[int, list[Judge]] = {}
    for judge in found.values():
        people.setdefault(judge.person, []).append(judge)
    for person, role in roles_of(list(people), edition.conflict_years, now):
        for judge in people[person]:
            judge.roles.append(role)
    since = months_back(wib_date(now), 12 * edition.conflict_years)
    ties = Tie.objects.filter(juror__in=list(found), withdrawn_at=None).filter(Q(until=None) | Q(until__gt=since))
    for seat, *what in ties.values_list(
        "juror_id", "pk", "organisation_id", "organisation__parent_id", "regency_id", "entry_id"
    ):
        tie, organisation, above, regency, entry = what
        found[seat].ties.append(Declared(tie, organisation, above, regency or "", entry))
    return list(found.values())


def roles_of(people: list[int], years: int, now: datetime) -> Iterable[tuple[int, Held]]:
    """(person id, role) held now or ended within `years`; one query."""
    since = datetime.combine(months_back(wib_date(now), 12 * years), time.min, WIB)
    rows = Holding.objects.filter(person__in=people, since__lte=now).filter(Q(until=None) | Q(until__gte=since))
    for pk, person, role, organisation, above, seat_of, place, until in rows.order_by("pk").values_list(
        "pk",
        "person_id",
        "role",
        "organisation_id",
        "organisation__parent_id",
        "organisation__place_id",
        "place_id",
        "until",
    ):
        ended = wib_date(until).isoformat() if until is not None and until <= now else ""
        yield person, Held(pk, role, organisation, above, seat_of or place or "", ended)


Rows = dict[tuple[int, int, str], tuple[str, list[Item]]]


def _decided(jurors: Sequence[SeatHolder], rows: QuerySet[Conflict] | None = None) -> Rows:
    """What people decided: (entry, seat, kind) → state and the evidence it was decided on; one query."""
    chosen = Conflict.objects.all() if rows is None else rows
    chosen = chosen.filter(juror__in=[juror.pk for juror in jurors]).exclude(state=ConflictState.FOUND).order_by()
    return {
        (entry, seat, kind): (state, evidence)
        for entry, seat, kind, state, evidence in chosen.values_list(
            "entry_id", "juror_id", "kind", "state", "evidence"
        )
    }


def _standing(found: Found, rows: Rows) -> dict[Pair, Evidence]:
    """The pairs that are barred: findings nobody dismissed in this form, and what was confirmed or recused."""
    dismissed: dict[Pair, set[tuple[object, ...]]] = {}
    standing: dict[Pair, Evidence] = {}
    for (entry, seat, kind), (state, evidence) in rows.items():
        if state == ConflictState.DISMISSED:
            dismissed.setdefault((entry, seat), set()).update(key_of(kind, item) for item in evidence)
        elif state in DECIDED:
            standing.setdefault((entry, seat), {})[ConflictKind(kind)] = evidence
    for pair, evidence in found.items():
        gone = dismissed.get(pair)
        for kind, items in evidence.items():
            if gone is None or any(key_of(kind, item) not in gone for item in items):
                standing.setdefault(pair, {}).setdefault(kind, items)
    return standing
