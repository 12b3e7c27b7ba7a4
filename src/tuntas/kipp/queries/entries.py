"""A proposal as it is read: by its team, by the secretariat, and blind by a juror."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tuntas.kernel.bilingual import said
from tuntas.kernel.clock import wib_date
from tuntas.kipp.models import Entry, Evidence
from tuntas.kipp.rules.calendar import stage_of_kind
from tuntas.kipp.rules.entries import age_in_months
from tuntas.kipp.rules.masking import mask, place_names
from tuntas.kipp.terms import EvidenceKind, StageKind
from tuntas.people.models import Holding, Person
from tuntas.people.rules import held
from tuntas.people.terms import Role
from tuntas.places.models import Place


@dataclass(frozen=True)
class Part:
    """One section: its question, its limit and what was written."""

    key: str
    title: str
    help: str
    limit: int
    text: str
    words: int
    required: bool

    @property
    def over(self) -> int:
        """Words beyond the limit, 0 when inside."""
        return max(self.words - self.limit, 0)


@dataclass(frozen=True)
class Proof:
    """One attachment. `file` is the id of a stored file (serve it with `files`), or None for a link."""

    id: int
    requirement: str  # title of what it was asked for
    kind: str
    label: str  # caption or name; a number when blind
    file: Any
    link: str
    type: str
    size: int


@dataclass(frozen=True)
class Proposal:
    """Everything that is read and judged. In blind mode `organisation`, `place` and `writer` are empty."""

    id: int
    reference: str
    number: int | None
    title: str
    group: str
    category: str
    track: str
    started_on: date | None
    months: int | None  # in use when registration closed; None when unknown
    origin: str
    organisation: str
    place: str
    writer: str
    blind: bool
    is_sample: bool
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Part, ...]
    evidence: tuple[Proof, ...]

    @property
    def words(self) -> int:
        """Words of all sections together."""
        return sum(part.words for part in self.sections)


def entry_by(edition: str, reference: str) -> Entry:
    """The entry by slug and reference with what every page about it shows. Raises `Entry.DoesNotExist`."""
    return Entry.objects.select_related(
        "edition", "case", "organisation__place", "organisation__parent", "track", "group", "category", "created_by"
    ).get(edition__slug=edition, case__reference=reference)


def proposal(entry: Entry, *, blind: bool = False) -> Proposal:
    """The proposal as written; with `blind` nothing names organisation, people, places or files.

    In texts exact names are replaced (`rules.masking`). Captions are left out because people write
    names in them.
    """
    hide = _hider(entry) if blind else _plain
    registration = stage_of_kind(entry.edition, StageKind.REGISTRATION)
    closing = registration.closes_at if registration else None
    months = age_in_months(entry.started_on, wib_date(closing)) if entry.started_on and closing else None
    made = Proposal(
        id=entry.pk,
        reference=entry.case.reference,
        number=None if blind else entry.number,
        title=hide(entry.title),
        group=said(entry.group, "title"),
        category=said(entry.category, "title") if entry.category else "",
        track="" if blind else said(entry.track, "title"),
        started_on=entry.started_on,
        months=months,
        origin=hide(entry.origin),
        organisation="" if blind else entry.organisation.name,
        place="" if blind else entry.organisation.place.full_name,
        writer="" if blind else entry.created_by.name,
        blind=blind,
        is_sample=entry.is_sample,
        facts=(),
        sections=_sections(entry, hide),
        evidence=_evidence(entry, blind),
    )
    object.__setattr__(made, "facts", _facts(made))
    return made


def _plain(text: str) -> str:
    return text


def _hider(entry: Entry) -> Callable[[str], str]:
    where = Place.objects.filter(code__in=entry.organisation.place.lineage[1:])  # the province names nobody
    names = [entry.organisation.name, entry.created_by.name]
    if entry.organisation.parent:
        names.append(entry.organisation.parent.name)
    for place in where:
        names += place_names(place.full_name, place.name, place.kind)
    instead = _("[hidden]")
    return lambda text: mask(text, names, instead)


def _facts(made: Proposal) -> tuple[tuple[str, str], ...]:
    since = date_format(made.started_on, "j F Y") if made.started_on else ""
    rows = [
        (_("Group"), made.group),
        (_("Category"), made.category),
        (_("Organisation"), made.organisation),
        (_("Place"), made.place),
        (_("In use since"), since),
        (_("Replicated from"), made.origin),
    ]
    return tuple((label, value) for label, value in rows if value)


def _sections(entry: Entry, hide: Callable[[str], str]) -> tuple[Part, ...]:
    answers = {answer.section_id: answer for answer in entry.answers.all()}
    found = []
    for section in entry.edition.sections.filter(Q(group=None) | Q(group=entry.group_id)):
        answer = answers.get(section.pk)
        text, words = (hide(answer.text), answer.words) if answer else ("", 0)
        title, help_ = said(section, "title"), said(section, "help")
        found.append(Part(section.key, title, help_, section.words, text, words, section.required))
    return tuple(found)


def attached(entry: Entry) -> QuerySet[Evidence]:
    """What is attached now, in the order of the requirements."""
    return (
        entry.evidence.filter(removed_at=None)
        .select_related("requirement", "file")
        .order_by("requirement__order", "requirement_id", "added_at")
    )


def _evidence(entry: Entry, blind: bool) -> tuple[Proof, ...]:
    found, numbers = [], dict[str, int]()
    for item in attached(entry):
        title = said(item.requirement, "title")
        numbers[title] = numbers.get(title, 0) + 1
        name = item.file.name if item.file else item.link
        numbered = f"{EvidenceKind(item.requirement.kind).label} {numbers[title]}"
        found.append(
            Proof(
                id=item.pk,
                requirement=title,
                kind=item.requirement.kind,
                label=numbered if blind else item.caption or name,
                file=item.file_id,
                link=item.link,
                type=item.file.type if item.file else "",
                size=item.file.size if item.file else 0,
            )
        )
    return tuple(found)


def admins_of(entry: Entry, now: datetime) -> list[Person]:
    """Local admins of the organisation; where it has none, those of the one it belongs to."""
    for organisation in (entry.organisation_id, entry.organisation.parent_id):
        found = Holding.objects.filter(
            Q(until=None) | Q(until__gt=now), organisation=organisation, role=Role.LOCAL_ADMIN, since__lte=now
        ).select_related("person")
        people = {holding.person_id: holding.person for holding in found if holding.person.is_active}
        if organisation and people:
            return list(people.values())
    return []


def of_person(person: Person, edition_id: int, now: datetime) -> QuerySet[Entry]:
    """Entries the person writes, and those of organisations they are local admin of."""
    mine = held(person, now).exclude(organisation=None)
    admin_at = list(mine.filter(role=Role.LOCAL_ADMIN).values_list("organisation_id", flat=True))
    writer_at = list(mine.filter(role=Role.INNOVATOR).values_list("organisation_id", flat=True))
    as_writer = Q(created_by=person) & (Q(organisation__in=writer_at) | Q(organisation__parent__in=writer_at))
    as_admin = Q(organisation__in=admin_at) | Q(organisation__parent__in=admin_at)
    return (
        Entry.objects.filter(as_writer | as_admin, edition=edition_id)
        .select_related("case", "organisation", "group", "created_by", "edition")
        .order_by("-saved_at", "-pk")
    )
