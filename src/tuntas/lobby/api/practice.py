"""What came of innovations elsewhere: copies; and the stories told about them."""

from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_noop
from ninja import Field, Router, Schema

from tuntas.forum.models import Story
from tuntas.forum.queries.stories import public_stories
from tuntas.kernel.clock import now
from tuntas.lobby.api.doors import Asked, Paging, Slice, sliced
from tuntas.replication.models import Replication
from tuntas.replication.queries.copies import public_copies

router = Router(tags=["practice"])


class CopyRow(Schema):
    reference: str
    innovation: str = Field(description=gettext_noop("Slug of an innovation."), examples=["gerakan-kudu-sekolah"])
    title: str = Field(description=gettext_noop("What the copy is called at home."))
    adopter: str = Field(description=gettext_noop("The institution that took it over."))
    place: str = Field(description=gettext_noop("Official code of the place."), examples=["33.29"])
    place_name: str
    stage: str = Field(description=gettext_noop("agreed, preparing, running, measured, confirmed or stopped."))
    running_since: date | None
    copied_from: str | None = Field(
        description=gettext_noop("Reference of the copy it was copied from; empty: from the origin.")
    )
    lesson: str = Field(description=gettext_noop("Why it stopped, for others to learn from."))


class StoryRow(Schema):
    slug: str
    title: str
    title_en: str
    lead: str
    lead_en: str
    category: str
    published_at: datetime
    is_sample: bool
    page: str


class Copies(Slice):
    results: list[CopyRow]


class Stories(Slice):
    results: list[StoryRow]


class AskCopies(Paging):
    innovation: str = Field("", max_length=120, description=gettext_noop("Slug of an innovation."))
    regency: str = Field("", max_length=13, description=gettext_noop("Code of a regency or city."), examples=["33.26"])


class AskStories(Paging):
    category: str = Field("", max_length=12, description=gettext_noop("A kind of story."))


@router.get(
    "/replications",
    response=Copies,
    url_name="replications",
    summary=gettext_noop("Copies of innovations, once agreed"),
)
def replications(request: HttpRequest, asked: AskCopies = Asked) -> dict[str, Any]:
    found = all_copies()
    if asked.innovation:
        found = found.filter(innovation__slug=asked.innovation)
    if asked.regency:
        found = found.filter(place__code__startswith=asked.regency)
    return sliced(request, found, asked, copy_row)


@router.get(
    "/stories", response=Stories, url_name="stories", summary=gettext_noop("Stories and news, the latest first")
)
def stories(request: HttpRequest, asked: AskStories = Asked) -> dict[str, Any]:
    found = public_stories(now(), category=asked.category)
    return sliced(request, found, asked, lambda one: story_row(request, one))


def all_copies() -> QuerySet[Replication]:
    """Copies everybody may know of."""
    return public_copies().select_related("innovation", "adopter", "place", "case", "parent__case").order_by("pk")


def copy_row(one: Replication) -> dict[str, Any]:
    return {
        "reference": one.case.reference,
        "innovation": one.innovation.slug,
        "title": one.title,
        "adopter": one.adopter.name,
        "place": one.place_id,
        "place_name": one.place.full_name,
        "stage": one.case.stage,
        "running_since": one.running_since,
        "copied_from": one.parent.case.reference if one.parent else None,
        "lesson": one.lesson,
    }


def story_row(request: HttpRequest, one: Story) -> dict[str, Any]:
    live = one.live
    said = {name: getattr(live, name) for name in ("title", "title_en", "lead", "lead_en")}
    same = {name: getattr(one, name) for name in ("slug", "category", "published_at", "is_sample")}
    return said | same | {"page": request.build_absolute_uri(reverse("forum:story", args=[one.slug]))}
