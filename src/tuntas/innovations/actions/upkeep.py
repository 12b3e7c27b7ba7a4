"""What owners and operators do with an innovation."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from tuntas.documents.models import Document
from tuntas.innovations.actions.indexing import index
from tuntas.innovations.actions.refusals import AlreadyKnown, Changed, InnovationRefused, NotAllowed
from tuntas.innovations.models import Award, Goal, Innovation
from tuntas.innovations.rules import may_add, may_edit, may_publish, words_of
from tuntas.innovations.terms import InnovationChanged, InnovationHidden, InnovationPublished
from tuntas.journal.actions import record
from tuntas.kernel.events import publish as tell
from tuntas.people.models import Organisation, Person
from tuntas.places.models import Place

FACTS = ("summary", "summary_en", "problem", "problem_en", "result", "result_en")
CHANGEABLE = frozenset({"name", "place", "started_on", "sources", "category", "cost_class", *FACTS})
RESERVED = frozenset({"baru", "milik-kami", "unduh", "pemeliharaan"})  # words of our own addresses


@transaction.atomic
def add(
    *,
    name: str,
    owner: Organisation,
    by: Person,
    now: datetime,
    summary: str = "",
    summary_en: str = "",
    problem: str = "",
    problem_en: str = "",
    result: str = "",
    result_en: str = "",
    started_on: date | None = None,
    sources: Sequence[str] = (),
    place: Place | None = None,
    category: str = "",
    cost_class: str = "",
    goals: Sequence[int] = (),
    is_sample: bool = False,
) -> Innovation:
    """Enter an innovation; nobody outside the owner sees it until it is published.

    `place` is the owner's unless given. Raises `NotAllowed`, and `AlreadyKnown` with the existing one when the
    owner has an innovation of the same name, so that a second click adds nothing.
    """
    if not may_add(by, owner, now):
        raise NotAllowed
    Organisation.objects.select_for_update().get(pk=owner.pk)  # two clicks one after the other
    if known := Innovation.objects.filter(owner=owner, name__iexact=name.strip()).first():
        raise AlreadyKnown(known)
    innovation = Innovation(
        slug=free_slug(name),
        name=name.strip(),
        owner=owner,
        place=place or owner.place,
        summary=summary,
        summary_en=summary_en,
        problem=problem,
        problem_en=problem_en,
        result=result,
        result_en=result_en,
        started_on=started_on,
        sources=list(sources),
        category=category,
        cost_class=cost_class,
        added_by=by,
        added_at=now,
        is_sample=is_sample,
    )
    innovation.words = searchable(innovation)
    innovation.save()
    Goal.objects.bulk_create(Goal(innovation=innovation, number=number) for number in sorted(set(goals)))
    record(act="innovations.added", subject=innovation, by=by, now=now, data={"owner": owner.pk})
    return innovation


@transaction.atomic
def update(*, innovation: Innovation, by: Person, now: datetime, revision: int, changes: dict[str, Any]) -> Innovation:
    """Write the fields in `changes` (names in `CHANGEABLE`, or "goals"); `revision` is the one the person saw.

    Raises `NotAllowed`, `Changed` when somebody saved in between, `AlreadyKnown` when a new name is taken.
    Saving the same again changes nothing and counts no revision.
    """
    fresh = locked(innovation)
    if not may_edit(by, fresh, now):
        raise NotAllowed
    goals = changes.get("goals")
    changes = {field: value for field, value in changes.items() if field != "goals"}
    if unknown := set(changes) - CHANGEABLE:
        raise ValueError(f"not changeable: {sorted(unknown)}")
    changes = {field: value for field, value in changes.items() if getattr(fresh, field) != value}
    new_goals = goals is not None and set(goals) != {goal.number for goal in fresh.goals.all()}
    if not changes and not new_goals:
        return fresh
    if fresh.revision != revision:
        raise Changed
    if "name" in changes:
        same = Innovation.objects.filter(owner=fresh.owner, name__iexact=changes["name"]).exclude(pk=fresh.pk).first()
        if same:
            raise AlreadyKnown(same)
    for field, value in changes.items():
        setattr(fresh, field, value)
    fresh.revision += 1
    fresh.words = searchable(fresh)
    fresh.save()
    if goals is not None and new_goals:
        fresh.goals.all().delete()
        Goal.objects.bulk_create(Goal(innovation=fresh, number=number) for number in sorted(set(goals)))
    record(act="innovations.updated", subject=fresh, by=by, now=now, data={"fields": sorted(changes)})
    index([fresh.pk])
    tell(InnovationChanged(fresh.pk, "facts"))
    return fresh


@transaction.atomic
def publish(*, innovation: Innovation, by: Person, now: datetime) -> Innovation:
    """Show it in the public register. It needs a summary. A second click changes nothing."""
    fresh = locked(innovation)
    if not may_publish(by, fresh, now):
        raise NotAllowed
    if fresh.is_public:
        return fresh
    if not fresh.summary.strip():
        raise InnovationRefused(_("Write a summary first: it is what people read in the register."))
    fresh.is_public = True
    fresh.save(update_fields=["is_public"])
    record(act="innovations.published", subject=fresh, by=by, now=now)
    index([fresh.pk])
    tell(InnovationPublished(fresh.pk))
    return fresh


@transaction.atomic
def hide(*, innovation: Innovation, by: Person, now: datetime) -> Innovation:
    """Take it out of the public register; nothing is deleted."""
    fresh = locked(innovation)
    if not may_publish(by, fresh, now):
        raise NotAllowed
    if fresh.is_public:
        fresh.is_public = False
        fresh.save(update_fields=["is_public"])
        record(act="innovations.hidden", subject=fresh, by=by, now=now)
        index([fresh.pk])
        tell(InnovationHidden(fresh.pk))
    return fresh


@transaction.atomic
def give_award(
    *,
    innovation: Innovation,
    contest: str,
    year: str,
    by: Person | None,
    now: datetime,
    result: str = "",
    result_en: str = "",
    document: Document | None = None,
) -> Award:
    """Note what it reached in a contest. The caller has decided that; asking twice keeps one award."""
    award, made = Award.objects.get_or_create(
        innovation=innovation,
        contest=contest,
        year=year,
        defaults={"result": result, "result_en": result_en, "document": document},
    )
    if made:
        data = {"award": award.pk, "document": document.pk if document else None}
        record(act="innovations.awarded", subject=innovation, by=by, now=now, data=data)
        index([innovation.pk])
    return award


def free_slug(name: str) -> str:
    """An address nobody has: the name in small letters, with a number where it is taken or reserved."""
    base = slugify(name)[:100] or "inovasi"
    taken = set(Innovation.objects.filter(slug__startswith=base).values_list("slug", flat=True)) | RESERVED
    slug, number = base, 2
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug


def searchable(innovation: Innovation) -> str:
    """The shadow column of the search, from all that is said in both languages."""
    said = [innovation.name, *(getattr(innovation, field) for field in FACTS)]
    who = [innovation.owner.name if innovation.owner else innovation.owner_name]
    where = [innovation.place.full_name if innovation.place else innovation.place_name]
    return words_of([*said, *who, *where])


def locked(innovation: Innovation) -> Innovation:
    """The present row, held until the act is done, with owner and place."""
    return Innovation.objects.select_for_update(of=("self",)).select_related("owner", "place").get(pk=innovation.pk)
