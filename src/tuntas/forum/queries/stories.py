"""Stories as readers and as the newsroom see them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import TruncMonth

from tuntas.files.queries import sources_of
from tuntas.forum.models import Post, ReadDay, Report, Story, StoryPicture, Version
from tuntas.forum.rules.stories import is_public
from tuntas.forum.rules.written import Shown, figure, named_pictures, plain_start, written
from tuntas.forum.terms import ReportOutcome
from tuntas.kernel.bilingual import said
from tuntas.kernel.clock import WIB
from tuntas.people.models import Holding, Person
from tuntas.people.rules import in_force
from tuntas.people.terms import Role
from tuntas.places.terms import CENTRAL_JAVA


def public_stories(now: datetime, *, category: str = "", text: str = "") -> QuerySet[Story]:
    """What everybody may read, newest first, with the words of the live version."""
    found = Story.objects.filter(is_public(now)).select_related("live").order_by("-published_at", "-pk")
    if category:
        found = found.filter(category=category)
    for word in text.split()[:6]:
        found = found.filter(
            Q(live__title__icontains=word)
            | Q(live__title_en__icontains=word)
            | Q(live__lead__icontains=word)
            | Q(live__body__icontains=word)
        )
    return found


def of_month(now: datetime, year: int, month: int) -> QuerySet[Story]:
    """Public stories of one month as calendars in Central Java show it."""
    first = datetime(year, month, 1, tzinfo=WIB)
    after = datetime(year + month // 12, month % 12 + 1, 1, tzinfo=WIB)
    return public_stories(now).filter(published_at__gte=first, published_at__lt=after)


def months(now: datetime) -> list[tuple[date, int]]:
    """Months with public stories and how many, latest first."""
    rows = Story.objects.filter(is_public(now)).annotate(month=TruncMonth("published_at", tzinfo=WIB))
    counted = rows.order_by("-month").values_list("month").annotate(n=Count("pk"))
    return [(month.date(), n) for month, n in counted]


@dataclass(frozen=True)
class Page:
    """A version as a page shows it, in the reader's language."""

    title: str
    lead: str
    html: str
    cover: str
    pictures: tuple[Shown, ...]


def shown_pictures(pictures: Iterable[StoryPicture]) -> tuple[Shown, ...]:
    """The pictures in the reader's language, with the addresses of their copies."""
    return tuple(
        Shown(sources_of(one.file, one.width, one.height), said(one, "alt"), said(one, "caption"), one.credit)
        for one in pictures
    )


def laid_out(text: Version | Story, pictures: Iterable[StoryPicture]) -> Page:
    """The page of a version or of the working copy: the first picture on top, unnamed others at the end."""
    shown, body = shown_pictures(pictures), said(text, "body")
    named = named_pictures(body)
    rest = "".join(figure(one) for at, one in enumerate(shown, start=1) if at not in named and at > 1)
    cover = figure(shown[0], True) if shown and 1 not in named else ""
    return Page(said(text, "title"), said(text, "lead"), written(body, shown) + rest, cover, shown)


def pictures_of(version: Version) -> list[StoryPicture]:
    """The pictures a version shows, in its order."""
    if not version.pictures:
        return []
    found = StoryPicture.objects.filter(pk__in=version.pictures).select_related("file").in_bulk()
    return [found[pk] for pk in version.pictures if pk in found]


def working_pictures(story: Story) -> list[StoryPicture]:
    """The pictures the next version will show."""
    return list(story.pictures.filter(removed_at=None).select_related("file"))


def opening(text: Version | Story) -> str:
    """What lists and feeds say of it: the lead, else the beginning."""
    return said(text, "lead") or plain_start(said(text, "body"))


def corrections(story: Story) -> list[Version]:
    """Public corrections, latest first."""
    return list(story.versions.exclude(note="").order_by("-number").defer("body", "body_en"))


def reads_of(story: Story) -> int:
    """How many readers it had, each counted once a day."""
    return ReadDay.objects.filter(story=story).aggregate(n=Sum("reads"))["n"] or 0


def related(story: Story, now: datetime, count: int = 3) -> list[Story]:
    """The newest others, those of the same category first."""
    others = public_stories(now).exclude(pk=story.pk).defer("live__body", "live__body_en", "body", "body_en")
    near = list(others.filter(category=story.category)[:count])
    if len(near) < count:
        near += list(others.exclude(category=story.category)[: count - len(near)])
    return near


def newsroom(*, state: str, text: str, now: datetime) -> QuerySet[Story]:
    """All stories for editors, last worked on first, with how often they were read."""
    reads = ReadDay.objects.filter(story=OuterRef("pk")).order_by().values("story").annotate(n=Sum("reads")).values("n")
    found = Story.objects.select_related("live", "created_by").annotate(reads=Subquery(reads))
    states = {
        "draft": Q(published_at=None),
        "scheduled": Q(published_at__gt=now, withdrawn_at=None),
        "published": Q(published_at__lte=now, withdrawn_at=None),
        "withdrawn": Q(withdrawn_at__isnull=False),
    }
    for word in text.split()[:6]:
        found = found.filter(title__icontains=word)
    return found.filter(states.get(state, Q())).defer("body", "body_en").order_by("-saved_at", "-pk")


def editors(now: datetime) -> list[Person]:
    """Whom the newsroom's messages go to: editors; without any, who runs the province."""
    for roles in ([Role.EDITOR], [Role.ORGANISER, Role.OPERATOR]):
        there = Holding.objects.filter(in_force(now), role__in=roles, organisation=None, place_id=CENTRAL_JAVA)
        found = list(Person.objects.filter(pk__in=there.values("person")).order_by("pk"))
        if found:
            return found
    return []


def open_reports() -> int:
    """Posts that readers reported and nobody looked at."""
    return Post.objects.filter(pk__in=Report.objects.filter(outcome=ReportOutcome.OPEN).values("post")).count()
