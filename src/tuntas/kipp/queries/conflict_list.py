"""Conflicts as organisers read them: the list with its filters, the loud ones, and every evidence in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from tuntas.kernel.clock import wib_date
from tuntas.kernel.text import whole_number
from tuntas.kipp.models import Assignment, Conflict, Edition, SeatHolder, Sheet, Tie
from tuntas.kipp.rules.conflicts import Item, Pair
from tuntas.kipp.terms import ConflictKind, ConflictState, Seat
from tuntas.people.models import Holding
from tuntas.places.models import Place

ENDED = "ended"  # filter beside the states: findings whose evidence is gone


@dataclass(frozen=True)
class Filters:
    """What the list is narrowed to; empty words ask for everything that stands."""

    kind: str = ""
    state: str = ""
    juror: int | None = None

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> "Filters":
        """From an address; what makes no sense is left out."""
        kind, state, juror = asked.get("jenis", ""), asked.get("keadaan", ""), asked.get("juri", "")
        return cls(
            kind if kind in ConflictKind.values else "",
            state if state in (*ConflictState.values, ENDED) else "",
            whole_number(juror),
        )


def conflicts(edition: Edition, filters: Filters) -> QuerySet[Conflict]:
    """The edition's conflicts, loud ones first: pairs that were scored, then pairs that are assigned.

    `scored` and `assigned` say so; both only while the conflict stands.
    """
    rows = Conflict.objects.filter(juror__edition=edition)
    if filters.state == ENDED:
        rows = rows.filter(ended_at__isnull=False)
    elif filters.state:
        rows = rows.filter(state=filters.state, ended_at=None)
    else:
        rows = rows.filter(ended_at=None)
    if filters.kind:
        rows = rows.filter(kind=filters.kind)
    if filters.juror:
        rows = rows.filter(juror=filters.juror)
    listed: QuerySet[Conflict] = (
        _loud(rows)
        .select_related("juror__person", "entry__case", "entry__organisation", "decided_by", "scores_by")
        .order_by("-scored", "-assigned", "juror__person__name", "entry__number", "pk")
    )
    return listed


def _loud(rows: QuerySet[Conflict]) -> Any:
    """The rows with `scored` and `assigned`."""
    here = Assignment.objects.filter(entry=OuterRef("entry"), juror=OuterRef("juror"))
    stands = ~Q(state=ConflictState.DISMISSED) & Q(ended_at=None)
    done = here.filter(sheet__handed_in_at__isnull=False)
    return rows.annotate(
        scored=Exists(done) & stands & Q(scores=""),
        assigned=Exists(here.filter(removed_at=None).exclude(sheet__handed_in_at__isnull=False)) & stands,
    )


@dataclass(frozen=True)
class Loud:
    """Conflicts that cannot wait, counted in pairs of juror and entry."""

    scored: int  # handed in, and no organiser has said whether the scores count
    assigned: int


def loud(edition: Edition) -> Loud:
    """How many pairs of the edition are scored or assigned in spite of a conflict; one query."""
    rows = _loud(Conflict.objects.filter(juror__edition=edition, ended_at=None).exclude(state=ConflictState.DISMISSED))
    scored: set[Pair] = set()
    assigned: set[Pair] = set()
    ruled: set[Pair] = set()
    for juror, entry, ruling, is_scored, is_assigned in rows.values_list(
        "juror_id", "entry_id", "scores", "scored", "assigned"
    ):
        for said, pairs in ((ruling, ruled), (is_scored, scored), (is_assigned, assigned)):
            if said:
                pairs.add((juror, entry))
    return Loud(len(scored - ruled), len(assigned))


@dataclass(frozen=True)
class Tally:
    """How many conflicts stand, by state, and the jurors of the filter with how many each has."""

    states: dict[str, int]
    jurors: list[tuple[int, str, int, bool]]  # seat id, name, conflicts, has stated independence for a stage


def tally(edition: Edition) -> Tally:
    """Counts beside the list; two queries."""
    states = dict(
        Conflict.objects.filter(juror__edition=edition, ended_at=None)
        .order_by()
        .values_list("state")
        .annotate(count=Count("pk"))
    )
    jurors = (
        SeatHolder.objects.filter(edition=edition, seat=Seat.JUROR, left_at=None)
        .annotate(
            found_=Count("conflicts", filter=Q(conflicts__ended_at=None), distinct=True),
            stated_=Count("statements", distinct=True),
        )
        .order_by("person__name", "pk")
        .values_list("pk", "person__name", "found_", "stated_")
    )
    return Tally(states, [(pk, name, count, bool(stated)) for pk, name, count, stated in jurors])


@dataclass
class _Names:
    """What ids in evidence are called, looked up for a whole page at once."""

    roles: dict[int, Holding] = field(default_factory=dict)
    ties: dict[int, Tie] = field(default_factory=dict)
    regencies: dict[str, str] = field(default_factory=dict)


def in_words(rows: Iterable[Conflict]) -> dict[int, list[str]]:
    """Conflict id → its evidence as sentences; at most three queries for a page. Rows come with juror and entry."""
    rows = list(rows)
    items = [item for row in rows for item in row.evidence]
    names = _Names()
    if roles := {item[key] for item in items for key in ("holding", "of") if key in item}:
        found = Holding.objects.filter(pk__in=roles).select_related("person", "organisation", "place")
        names.roles = {one.pk: one for one in found}
    if ties := {item["tie"] for item in items if "tie" in item}:
        names.ties = {
            one.pk: one for one in Tie.objects.filter(pk__in=ties).select_related("organisation", "regency", "entry")
        }
    if regencies := {item["regency"] for item in items if "regency" in item}:
        names.regencies = {one.code: one.full_name for one in Place.objects.filter(code__in=regencies)}
    return {row.pk: [_sentence(row, item, names) for item in row.evidence] for row in rows}


def _sentence(row: Conflict, item: Item, names: _Names) -> str:
    """One piece of evidence in words. What was removed from the register since is said to be gone."""
    if "note" in item:
        return str(item["note"])
    if "tie" in item:
        return _of_tie(names.ties.get(item["tie"]))
    if "text" in item:
        where = names.regencies.get(item["regency"], item["regency"]) if "regency" in item else _organisation(row)
        return _("The juror's institution is written as “%(text)s”, which names %(where)s.") % {
            "text": item["text"],
            "where": where,
        }
    if "writer" in item:
        return _("The juror is a writer of the proposal.")
    if "mentor" in item:
        return _("The juror coaches the team, or did.")
    return _of_role(row, item, names)


def _organisation(row: Conflict) -> str:
    return row.entry.organisation.name


def _of_role(row: Conflict, item: Item, names: _Names) -> str:
    role = names.roles.get(item.get("holding", 0))
    if role is None:
        return _("A role that is no longer in the register.")
    where = role.organisation.name if role.organisation else str(role.place)
    words = {"role": role.get_role_display(), "where": where, "office": _organisation(row)}
    words["regency"] = names.regencies.get(item.get("regency", ""), "")
    words["since"], words["until"] = _day(wib_date(role.since)), _day(wib_date(role.until)) if role.until else ""
    relation = item.get("relation")
    if relation in ("led_by", "colleague"):
        other = names.roles.get(item.get("of", 0))
        words["other"] = other.person.name if other else _("somebody no longer in the register")
        if relation == "led_by":
            return _("%(other)s, who writes the proposal, leads there: %(where)s.") % words
        return _("Works at %(where)s with %(other)s, who writes the proposal.") % words
    sentence = {
        "same": _("%(role)s at %(where)s, the proposal's own organisation."),
        "unit": _("%(role)s at %(where)s, to which %(office)s belongs."),
        "above": _("%(role)s at %(where)s, which belongs to %(office)s."),
        "regency": _("%(role)s at %(where)s, in the same regency or city: %(regency)s."),
        "leads": _("%(role)s at %(where)s, which %(office)s answers to."),
    }[str(relation)] % words
    time = _("From %(since)s to %(until)s.") if item.get("ended") else _("Since %(since)s.")
    return f"{sentence} {time % words}"


def _of_tie(tie: Tie | None) -> str:
    if tie is None:
        return _("A tie that is no longer on record.")
    to = tie.organisation or (tie.regency.full_name if tie.regency else tie.entry)
    words = {"kind": tie.get_kind_display(), "to": to, "day": _day(wib_date(tie.declared_at)), "note": tie.note}
    if tie.note:
        return _("%(kind)s; to %(to)s; declared on %(day)s: %(note)s") % words
    return _("%(kind)s; to %(to)s; declared on %(day)s.") % words


def _day(day: date) -> str:
    return f"{day:%d.%m.%Y}"


def has_sheets(conflict: Conflict) -> bool:
    """The juror handed something in for the entry, or did before it was set aside."""
    handed_in = Sheet.objects.filter(
        assignment__juror=conflict.juror_id, assignment__entry=conflict.entry_id, handed_in_at__isnull=False
    )
    return bool(conflict.sheets) or handed_in.exists()
