"""Opening an edition from a preset, and publishing it."""

from datetime import datetime

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from tuntas.journal.actions import record
from tuntas.kernel.events import publish as tell
from tuntas.kipp.actions.furnish import furnish
from tuntas.kipp.models import Edition, SeatHolder
from tuntas.kipp.presets.catalogue import PRESETS
from tuntas.kipp.rules.publishing import Problem, problems_of
from tuntas.kipp.rules.seats import may_open, may_organise
from tuntas.kipp.terms import EditionPublished, EditionStatus, Seat
from tuntas.people.models import Organisation, Person

# Words that are addresses of their own beside an edition's slug, now or one day.
RESERVED = frozenset({"baru", "semua", "bantuan", "arsip", "impor", "ekspor", "api", "admin", "panduan"})


class EditionRefused(Exception):
    """The edition cannot be opened, changed or published. `str(error)` is a sentence for the person who tried."""


class NotAllowed(EditionRefused):
    """The person may not do this to editions."""


class NotReady(EditionRefused):
    """The edition cannot be published yet; `problems` say what is wrong and on which page."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(" ".join(str(problem.sentence) for problem in problems))
        self.problems = problems


class AlreadyPublished(EditionRefused):
    """The edition is no longer a draft."""


def free_slug(wanted: str, year: int) -> str:
    """A slug that no edition has and no address needs: `wanted`, or with the year and a number behind it."""
    base = slugify(wanted)[:50].strip("-") or f"kipp-{year}"
    if base in RESERVED:
        base = f"{base}-{year}"
    taken = set(Edition.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    slug, count = base, 1
    while slug in taken:
        count += 1
        slug = f"{base}-{count}"
    return slug


@transaction.atomic
def open_edition(
    *,
    preset: str,
    name: str,
    year: int,
    office: Organisation,
    by: Person,
    now: datetime,
    slug: str = "",
    is_sample: bool = False,
) -> Edition:
    """A draft edition with everything of the preset, its dates moved to `year`; `by` becomes its organiser.

    Raises `NotAllowed` unless `by` organises for the province, `EditionRefused` for an unknown preset.
    """
    if not may_open(by, now):
        raise NotAllowed(_("Only the provincial organiser may open an edition."))
    plan = PRESETS.get(preset)
    if plan is None:
        raise EditionRefused(_("Choose one of the presets."))
    own = name.strip() == plan.name[0]
    edition = Edition.objects.create(
        slug=free_slug(slug or name, year),
        name=name.strip(),
        name_en=plan.name[1] if own else "",
        year=year,
        theme=plan.theme[0],
        theme_en=plan.theme[1],
        about=plan.about[0],
        about_en=plan.about[1],
        office=office,
        preset=plan.key,
        notes=[{"about": note.about, "id": note.words[0], "en": note.words[1]} for note in plan.notes],
        blind=plan.blind,
        passing_grade=plan.passing_grade,
        grade_decides=plan.grade_decides,
        replicated_first=plan.replicated_first,
        tie_break=list(plan.tie_break),
        created_by=by,
        created_at=now,
        is_sample=is_sample,
    )
    furnish(edition, plan, year)
    SeatHolder.objects.create(edition=edition, person=by, seat=Seat.ORGANISER, added_at=now)
    record(act="kipp.edition_opened", subject=edition, by=by, now=now, data={"preset": plan.key})
    return edition


@transaction.atomic
def publish(*, edition: Edition, by: Person, now: datetime) -> Edition:
    """Make a draft edition public. Raises `NotReady` with every problem, `AlreadyPublished` the second time."""
    if not may_organise(by, edition):
        raise NotAllowed(_("Only this edition's organisers may publish it."))
    fresh = Edition.objects.select_for_update().get(pk=edition.pk)
    if fresh.status != EditionStatus.DRAFT:
        raise AlreadyPublished(_("This edition is already published."))
    if problems := problems_of(fresh):
        raise NotReady(problems)
    fresh.status, fresh.published_at = EditionStatus.OPEN, now
    fresh.save(update_fields=["status", "published_at"])
    record(act="kipp.edition_published", subject=fresh, by=by, now=now)
    tell(EditionPublished(fresh.pk))
    edition.status, edition.published_at = fresh.status, fresh.published_at
    return fresh
