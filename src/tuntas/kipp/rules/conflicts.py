"""Which juror is too near to which entry, and by what evidence. Pure: facts in, findings out.

Found from what is known: roles held in organisations and at places now or within the edition's years, the
institution written beside the seat, lines of command, a common workplace with the writer, coaching, and what jurors
declare.
Sister offices under one parent are not near by that alone: every agency of a province has the same parent.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tuntas.kipp.terms import ConflictKind
from tuntas.people.terms import Role

Item = dict[str, Any]  # ids, codes and days that prove a finding
Evidence = dict[ConflictKind, list[Item]]
Pair = tuple[int, int]  # entry id, juror seat id
Found = dict[Pair, Evidence]

# One family: when a role ends, the dismissed finding about it does not come back as "former employer".
_ROLES = (ConflictKind.ORGANISATION, ConflictKind.REGENCY, ConflictKind.EMPLOYMENT)
_WORDS = {
    "kab": ("kabupaten",),
    "pemkab": ("pemerintah", "kabupaten"),
    "pemkot": ("pemerintah", "kota"),
    "prov": ("provinsi",),
    "kec": ("kecamatan",),
}


@dataclass(frozen=True, slots=True)
class Held:
    """A role of a juror, in an organisation (`above`: the one it belongs to) or at a place. `ended`: ISO day or ""."""

    id: int
    role: str
    organisation: int | None
    above: int | None
    place: str
    ended: str = ""


@dataclass(frozen=True, slots=True)
class Declared:
    """A tie a juror declared: to an organisation, a regency or an entry."""

    id: int
    organisation: int | None = None
    above: int | None = None
    regency: str = ""
    entry: int | None = None


@dataclass(slots=True)
class Judge:
    """A juror's seat and everything that may tie it."""

    seat: int
    person: int
    affiliation: str = ""
    roles: list[Held] = field(default_factory=list)
    ties: list[Declared] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Office:
    """The organisation behind entries: the one above it, the one above that, where it lies."""

    id: int
    name: str
    above: int | None
    top: int | None
    place: str


@dataclass(frozen=True, slots=True)
class Work:
    """An entry as far as a juror can be near to it."""

    id: int
    office: int
    writers: frozenset[int]
    mentors: frozenset[int] = frozenset()  # who coaches it now or did


@dataclass(frozen=True, slots=True)
class Colleague:
    """A role somebody holds now in an organisation of a juror, or in the one above it."""

    id: int
    person: int
    role: str
    organisation: int


def regency_of(code: str) -> str:
    """The regency or city a place lies in, e.g. 33.26 of 33.26.05.2005; empty for the province itself."""
    return ".".join(code.split(".")[:2]) if "." in code else ""


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name as compared: lower case, no punctuation, short forms written out."""
    found: list[str] = []
    for word in re.findall(r"\w+", name.casefold()):
        found.extend(_WORDS.get(word, (word,)))
    return tuple(found)


def key_of(kind: str, item: Item) -> tuple[Any, ...]:
    """What makes evidence the same evidence, so that a dismissal holds until something new appears."""
    family = "role" if kind in _ROLES else str(kind)
    return (family, *sorted((name, value) for name, value in item.items() if name != "ended"))


class _Offices:
    """The organisations behind the entries, found by id, by the one above, by place, regency and name."""

    def __init__(self, offices: Iterable[Office]) -> None:
        self.ids: set[int] = set()
        self.under: dict[int, list[int]] = defaultdict(list)
        self.below: dict[int, list[int]] = defaultdict(list)  # one level further down
        self.at: dict[str, list[int]] = defaultdict(list)
        self.regencies: dict[str, list[int]] = defaultdict(list)
        self.names: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for one in offices:
            self.ids.add(one.id)
            if one.above is not None:
                self.under[one.above].append(one.id)
            if one.top is not None:
                self.below[one.top].append(one.id)
            self.at[one.place].append(one.id)
            if regency := regency_of(one.place):
                self.regencies[regency].append(one.id)
            self.names[words_of(one.name)].append(one.id)

    def near(self, organisation: int | None, above: int | None) -> Iterator[tuple[int, str]]:
        """The organisation itself, units of it, the one it belongs to."""
        if organisation is None:
            return
        if organisation in self.ids:
            yield organisation, "same"
        for unit in self.under.get(organisation, ()):
            yield unit, "unit"
        if above is not None and above in self.ids:
            yield above, "above"

    def led(self, role: Held) -> Iterator[int]:
        """Organisations a leader of there is over. A province does not lead its regencies: they govern themselves."""
        if role.organisation is not None:
            yield from self.under.get(role.organisation, ())
            yield from self.below.get(role.organisation, ())
            return
        for place, there in self.at.items():
            if place == role.place or ("." in role.place and place.startswith(f"{role.place}.")):
                yield from there


def _by_role(role: Held, offices: _Offices) -> Iterator[tuple[ConflictKind, int, Item]]:
    """What one role of a juror ties to."""
    past: Item = {"ended": role.ended} if role.ended else {}
    for office, relation in offices.near(role.organisation, role.above):
        kind = ConflictKind.EMPLOYMENT if past else ConflictKind.ORGANISATION
        yield kind, office, {"holding": role.id, "organisation": office, "relation": relation} | past
    regency = regency_of(role.place)
    for office in offices.regencies.get(regency, ()) if regency else ():
        kind = ConflictKind.EMPLOYMENT if past else ConflictKind.REGENCY
        yield kind, office, {"holding": role.id, "regency": regency, "relation": "regency"} | past
    if role.role == Role.LEADER and not past:
        for office in offices.led(role):
            yield ConflictKind.SUPERVISOR, office, {"holding": role.id, "organisation": office, "relation": "leads"}


def _by_affiliation(
    text: str, offices: _Offices, regencies: Mapping[tuple[str, ...], str]
) -> Iterator[tuple[ConflictKind, int, Item]]:
    """The institution as written names an organisation, or a regency with its kind ("Pemkab Brebes")."""
    words = words_of(text)
    runs = {words[start:stop] for start in range(len(words)) for stop in range(start + 1, len(words) + 1)}
    for run in sorted(runs):
        if len(run) > 1 or run == words:
            for office in offices.names.get(run, ()):
                yield ConflictKind.AFFILIATION, office, {"text": text, "organisation": office}
        for office in offices.regencies.get(regencies.get(run, ""), ()):
            yield ConflictKind.AFFILIATION, office, {"text": text, "regency": regencies[run]}


def _by_tie(tie: Declared, offices: _Offices) -> Iterator[tuple[ConflictKind, int, Item]]:
    """What one declared tie touches."""
    item: Item = {"tie": tie.id}
    for office, _relation in offices.near(tie.organisation, tie.above):
        yield ConflictKind.TIE, office, item
    for office in offices.regencies.get(tie.regency, ()) if tie.regency else ():
        yield ConflictKind.TIE, office, item


def _by_writers(
    judge: Judge, works: Mapping[int, list[Work]], colleagues: Sequence[Colleague]
) -> Iterator[tuple[ConflictKind, int, Item]]:
    """Entries (by id) the juror wrote, or whose writer works with the juror or leads there."""
    for work in works.get(judge.person, ()):
        yield ConflictKind.COWORKER, work.id, {"writer": judge.person, "relation": "self"}
    for role in judge.roles:
        if role.organisation is None or role.ended:
            continue
        for other in colleagues:
            if other.person == judge.person or other.organisation not in (role.organisation, role.above):
                continue
            leads = other.role == Role.LEADER
            for work in works.get(other.person, ()):
                if leads:
                    yield ConflictKind.SUPERVISOR, work.id, {"holding": role.id, "of": other.id, "relation": "led_by"}
                elif other.organisation == role.organisation and work.office != role.organisation:
                    yield ConflictKind.COWORKER, work.id, {"holding": role.id, "of": other.id, "relation": "colleague"}


def find(
    judges: Iterable[Judge],
    works: Sequence[Work],
    offices: Iterable[Office],
    colleagues: Sequence[Colleague] = (),
    regencies: Mapping[tuple[str, ...], str] | None = None,
) -> Found:
    """Every pair that is too near, with its evidence by kind. `regencies`: words of a name → code."""
    known = _Offices(offices)
    of_office: dict[int, list[int]] = defaultdict(list)
    of_writer: dict[int, list[Work]] = defaultdict(list)
    of_mentor: dict[int, list[Work]] = defaultdict(list)
    for work in works:
        of_office[work.office].append(work.id)
        for writer in work.writers:
            of_writer[writer].append(work)
        for mentor in work.mentors:
            of_mentor[mentor].append(work)
    ids = {work.id for work in works}
    found: Found = {}
    for judge in judges:
        by_office: dict[int, Evidence] = {}
        hits = [hit for role in judge.roles for hit in _by_role(role, known)]
        hits += _by_affiliation(judge.affiliation, known, regencies or {}) if judge.affiliation else ()
        hits += [hit for tie in judge.ties for hit in _by_tie(tie, known)]
        for kind, office, item in hits:
            _put(by_office.setdefault(office, {}), kind, item)
        for office, evidence in by_office.items():
            for entry in of_office[office]:
                found[entry, judge.seat] = evidence
        own = [(ConflictKind.TIE, tie.entry, {"tie": tie.id}) for tie in judge.ties if tie.entry in ids and tie.entry]
        own += [(ConflictKind.MENTOR, work.id, {"mentor": judge.person}) for work in of_mentor.get(judge.person, ())]
        for kind, entry, item in [*own, *_by_writers(judge, of_writer, colleagues)]:
            before = found.get((entry, judge.seat), {})
            found[entry, judge.seat] = evidence = {one: list(items) for one, items in before.items()}
            _put(evidence, kind, item)
    return found


def _put(evidence: Evidence, kind: ConflictKind, item: Item) -> None:
    items = evidence.setdefault(kind, [])
    if item not in items:
        items.append(item)
