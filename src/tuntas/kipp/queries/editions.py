"""Questions about editions: the list, one edition's rules as people read them, what a reader can do next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q, QuerySet

from tuntas.kipp.models import (
    Category,
    CheckItem,
    Criterion,
    Edition,
    Extension,
    Group,
    Requirement,
    SeatHolder,
    Section,
    Stage,
    Track,
)
from tuntas.kipp.rules.calendar import current_stage, has_closed, has_opened, is_open, next_stage
from tuntas.kipp.rules.tracks import fits
from tuntas.kipp.terms import EditionStatus, Seat, Situation, StageKind
from tuntas.people.models import Organisation, Person
from tuntas.people.rules import held
from tuntas.people.terms import Role

MOVED = ("id", "before", "after", "reason", "at", "by_id", "amendment_id")  # what a calendar shows of an extension


@dataclass(frozen=True)
class Milestone:
    """A stage as it stands at a moment: `state` is past, now or ahead."""

    stage: Stage
    state: str
    extensions: tuple[Extension, ...]


@dataclass(frozen=True)
class Listed:
    """An edition in the list, with what runs now, what comes next and the reader's seats."""

    edition: Edition
    now: Stage | None
    next: Stage | None
    registration: Stage | None
    seats: tuple[Seat, ...]
    enrolling: bool  # registration runs


@dataclass(frozen=True)
class GroupRules:
    """A group and the sections and attachments only it has."""

    group: Group
    sections: tuple[Section, ...]
    requirements: tuple[Requirement, ...]


@dataclass(frozen=True)
class Scoring:
    """A scored stage with its criteria."""

    stage: Stage
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True)
class Rulebook:
    """Everything an edition lays down, in the order people read it."""

    milestones: tuple[Milestone, ...]
    tracks: tuple[Track, ...]
    groups: tuple[GroupRules, ...]
    categories: tuple[Category, ...]
    sections: tuple[Section, ...]
    requirements: tuple[Requirement, ...]
    checks: tuple[CheckItem, ...]
    scorings: tuple[Scoring, ...]
    tie_break: tuple[Criterion, ...]

    @property
    def current(self) -> Milestone | None:
        """The last stage that runs now."""
        return next((m for m in reversed(self.milestones) if m.state == "now"), None)

    @property
    def coming(self) -> Milestone | None:
        """The first stage that has not begun."""
        return next((m for m in self.milestones if m.state == "ahead"), None)

    @property
    def registration(self) -> Milestone | None:
        return next((m for m in self.milestones if m.stage.kind == StageKind.REGISTRATION), None)

    @property
    def extensions(self) -> list[Extension]:
        """Every deadline moved, newest first."""
        return sorted((e for m in self.milestones for e in m.extensions), key=lambda e: (e.at, e.pk), reverse=True)


def visible_to(person: Person) -> QuerySet[Edition]:
    """Editions the person may know of: published ones, and those the person has a seat in."""
    public = ~Q(status=EditionStatus.DRAFT)
    if not person.is_authenticated:
        return Edition.objects.filter(public)
    own = SeatHolder.objects.filter(person=person, left_at=None).values("edition")
    return Edition.objects.filter(public | Q(pk__in=own))


def listed_for(person: Person, editions: Iterable[Edition], now: datetime) -> list[Listed]:
    """The editions with their stages (prefetch them) and the person's seats: one query."""
    seats: dict[int, list[Seat]] = {}
    if person.is_authenticated:
        mine = SeatHolder.objects.filter(person=person, left_at=None).values_list("edition_id", "seat")
        for edition_id, seat in mine:
            seats.setdefault(edition_id, []).append(Seat(seat))
    found = []
    for edition in editions:
        stages = list(edition.stages.all())
        registration = next((stage for stage in stages if stage.kind == StageKind.REGISTRATION), None)
        found.append(
            Listed(
                edition,
                current_stage(stages, now),
                next_stage(stages, now),
                registration,
                tuple(seats.get(edition.pk, ())),
                registration is not None and is_open(registration, now),
            )
        )
    return found


def milestones_of(edition: Edition, now: datetime) -> tuple[Milestone, ...]:
    """The calendar with the state of every stage and its extensions; one query, a row for each extension."""
    told = {f"moved_{name}": F(f"extensions__{name}") for name in MOVED}
    rows = edition.stages.annotate(**told).order_by("order", "id", "extensions__at", "extensions__id")
    stages: dict[int, Stage] = {}
    moved: dict[int, list[Extension]] = {}
    for row in rows:
        stage = stages.setdefault(row.pk, row)
        said = {name: getattr(row, f"moved_{name}") for name in MOVED}
        if said["id"]:
            moved.setdefault(row.pk, []).append(Extension(stage=stage, **said))
    return tuple(Milestone(stage, state_of(stage, now), tuple(moved.get(stage.pk, ()))) for stage in stages.values())


def state_of(stage: Stage, now: datetime) -> str:
    """`past`, `now` or `ahead`."""
    if has_closed(stage, now):
        return "past"
    return "now" if has_opened(stage, now) else "ahead"


def rulebook_of(edition: Edition, now: datetime) -> Rulebook:
    """The edition's rules in nine queries, whatever their length."""
    milestones = milestones_of(edition, now)
    sections, requirements = list(edition.sections.all()), list(edition.requirements.all())
    criteria: dict[int, list[Criterion]] = {}
    for criterion in Criterion.objects.filter(stage__edition=edition):
        criteria.setdefault(criterion.stage_id, []).append(criterion)
    scorings = tuple(Scoring(m.stage, tuple(criteria[m.stage.pk])) for m in milestones if m.stage.pk in criteria)
    desk = {c.key: c for s in scorings if s.stage.kind == StageKind.DESK for c in s.criteria}
    return Rulebook(
        milestones=milestones,
        tracks=tuple(edition.tracks.all()),
        groups=tuple(
            GroupRules(
                group,
                tuple(section for section in sections if section.group_id == group.pk),
                tuple(wanted for wanted in requirements if wanted.group_id == group.pk),
            )
            for group in edition.groups.all()
        ),
        categories=tuple(edition.categories.all()),
        sections=tuple(section for section in sections if section.group_id is None),
        requirements=tuple(wanted for wanted in requirements if wanted.group_id is None),
        checks=tuple(edition.check_items.all()),
        scorings=scorings,
        tie_break=tuple(desk[key] for key in edition.tie_break if key in desk),
    )


def situation_of(person: Person, edition: Edition, rules: Rulebook, now: datetime) -> Situation:
    """What the reader can do next in the edition."""
    if edition.status in (EditionStatus.ANNOUNCED, EditionStatus.ARCHIVED):
        return Situation.RESULTS
    registration = rules.registration
    if registration is None or registration.state == "past":
        return Situation.CLOSED
    if registration.state == "ahead":
        return Situation.SOON
    if not person.is_authenticated:
        return Situation.SIGN_IN
    organisations = Organisation.objects.filter(
        pk__in=held(person, now).filter(role__in=[Role.INNOVATOR, Role.LOCAL_ADMIN]).values("organisation")
    ).select_related("place")
    if not organisations:
        return Situation.JOIN
    if any(fits(track, one.kind, one.place.level) for one in organisations for track in rules.tracks):
        return Situation.WRITE
    return Situation.OTHER


def likely_office(person: Person, offices: QuerySet[Organisation]) -> Organisation | None:
    """The office a new edition probably belongs to: that of the person's last one, else the one for organisation."""
    last = Edition.objects.filter(created_by=person).order_by("-created_at").values("office")[:1]
    return offices.filter(pk__in=last).first() or offices.filter(name__icontains="biro organisasi").first()
