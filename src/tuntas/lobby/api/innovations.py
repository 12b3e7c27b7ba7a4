"""Innovations, their awards and the places that run them."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet, prefetch_related_objects
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_noop
from ninja import Field, Router, Schema

from tuntas.innovations.models import Award, Innovation, Site
from tuntas.innovations.queries import Query as Question
from tuntas.innovations.queries import search
from tuntas.innovations.terms import Evidence
from tuntas.kernel.clock import wib_date
from tuntas.lobby.api.doors import Asked, Paging, Slice, Trouble, few, sliced

router = Router(tags=["innovations"])
CODE = gettext_noop("Official code of the place; the first two parts are the regency or city.")


class AwardOfOne(Schema):
    contest: str = Field(examples=["KIPP Jawa Tengah"])
    year: str = Field(description=gettext_noop("A year, or several: 2019–2021."), examples=["2021"])
    result: str = Field(examples=["Top 40"])
    result_en: str = Field(examples=["Top 40"])


class InnovationRow(Schema):
    slug: str = Field(
        description=gettext_noop("Its name in addresses; it does not change."), examples=["gerakan-kudu-sekolah"]
    )
    name: str = Field(examples=["Gerakan KUDU Sekolah"])
    owner: str = Field(
        description=gettext_noop("The institution that is responsible."), examples=["Pemerintah Kabupaten Pekalongan"]
    )
    place: str | None = Field(description=CODE, examples=["33.26"])
    place_name: str = Field(examples=["Kabupaten Pekalongan"])
    summary: str = Field(description=gettext_noop("What it does."))
    summary_en: str = Field(description=gettext_noop("The same in English, where it is told."))
    problem: str
    problem_en: str
    result: str = Field(description=gettext_noop("What was measured, as told by the owner or in the sources."))
    result_en: str
    category: str = Field(description=gettext_noop("Its field; empty where nobody chose."), examples=["education"])
    goals: list[int] = Field(
        description=gettext_noop("Sustainable development goals it serves, 1 to 17."), examples=[[4]]
    )
    cost_class: str = Field(
        description=gettext_noop("What a year costs: none, small, middle, large, huge."), examples=["small"]
    )
    started_on: date | None
    status: str = Field(
        description=gettext_noop("unknown, running, growing or stopped; the owner's word."), examples=["running"]
    )
    confirmed_on: date | None = Field(description=gettext_noop("When the owner last said so."))
    awards: list[AwardOfOne]
    sources: list[str] = Field(description=gettext_noop("Public reports where it can be checked."))
    is_sample: bool = Field(description=gettext_noop("True: invented, to show how things work."))
    page: str = Field(description=gettext_noop("Its page here."))


class ChapterOfOne(Schema):
    key: str = Field(examples=["how"])
    text: str
    text_en: str


class MeasureOfOne(Schema):
    name: str
    name_en: str
    unit: str
    before: Decimal | None
    before_when: str
    after: Decimal | None = Field(description=gettext_noop("Empty where it counts one to four people."))
    after_when: str
    source: str
    evidence: int = Field(description=gettext_noop("How well it is shown, 0 (told) to 5 (compared)."))
    evidence_name: str


class SiteRow(Schema):
    id: int
    innovation: str = Field(examples=["gerakan-kudu-sekolah"])
    place: str = Field(description=CODE, examples=["33.26"])
    place_name: str
    organisation: str
    since: date | None
    since_year_only: bool = Field(description=gettext_noop("True: only the year is known."))
    status: str
    ended_on: date | None
    lesson: str = Field(description=gettext_noop("Why it stopped, for others to learn from."))
    source: str
    copied_from: int | None = Field(description=gettext_noop("The place it was copied from (id of that row)."))
    is_sample: bool


class InnovationWhole(InnovationRow):
    chapters: list[ChapterOfOne]
    measures: list[MeasureOfOne]
    sites: list[SiteRow]


class AwardRow(AwardOfOne):
    innovation: str = Field(examples=["gerakan-kudu-sekolah"])
    name: str = Field(examples=["Gerakan KUDU Sekolah"])


class Innovations(Slice):
    results: list[InnovationRow]


class Awards(Slice):
    results: list[AwardRow]


class Sites(Slice):
    results: list[SiteRow]


class AskInnovations(Paging):
    text: str = Field(
        "", max_length=600, description=gettext_noop("Words, as in the search of the register."), examples=["akta"]
    )
    category: str = Field("", max_length=40, description=gettext_noop("A field, such as education or health."))
    goal: str = Field("", max_length=4, description=gettext_noop("Number of a sustainable development goal."))
    regency: str = Field("", max_length=13, description=gettext_noop("Code of a regency or city."), examples=["33.26"])
    year: str = Field("", max_length=4, description=gettext_noop("Year of an award."), examples=["2021"])
    contest: str = Field("", max_length=80, description=gettext_noop("Name of a contest."))
    status: str = Field("", max_length=10, description=gettext_noop("unknown, running, growing or stopped."))
    cost: str = Field("", max_length=10, description=gettext_noop("none, small, middle, large or huge."))
    copied: str = Field("", max_length=3, description=gettext_noop("yes: others copied it; no: nobody did yet."))
    sort: str = Field(
        "", max_length=10, description=gettext_noop("name, newest or confirmed; else the best answer first.")
    )


class AskAwards(Paging):
    contest: str = Field("", max_length=80, description=gettext_noop("Name of a contest."))
    year: str = Field("", max_length=12, description=gettext_noop("Year of an award."), examples=["2021"])


class AskSites(Paging):
    innovation: str = Field("", max_length=120, description=gettext_noop("Slug of an innovation."))
    regency: str = Field("", max_length=13, description=gettext_noop("Code of a regency or city."), examples=["33.26"])


@router.get(
    "/innovations",
    response=Innovations,
    url_name="innovations",
    summary=gettext_noop("Innovations of the public register"),
)
def innovations(request: HttpRequest, asked: AskInnovations = Asked) -> dict[str, Any]:
    chosen = {name: value for name, value in asked.dict().items() if name not in ("page", "size")}
    found = search(Question(**chosen))
    found.hits.also = ("goals",)
    return sliced(request, found.hits, asked, lambda one: innovation_row(request, one))


@router.get(
    "/innovations/{slug:slug}",
    response={200: InnovationWhole, 404: Trouble},
    url_name="innovation",
    summary=gettext_noop("One innovation with chapters, figures and places"),
)
def innovation(request: HttpRequest, slug: str) -> dict[str, Any]:
    related = ("awards", "goals", "chapters", "measures", "sites__place", "sites__organisation", "sites__innovation")
    one = Innovation.objects.filter(slug=slug, is_public=True).select_related("owner", "place").first()
    if one is None:
        raise Http404
    prefetch_related_objects([one], *related)
    told = [{"key": c.key, "text": c.text, "text_en": c.text_en} for c in one.chapters.all() if c.text or c.text_en]
    measures = [measure_row(measure) for measure in one.measures.all()]
    sites = [site_row(site) for site in one.sites.all()]
    return innovation_row(request, one) | {"chapters": told, "measures": measures, "sites": sites}


@router.get(
    "/awards", response=Awards, url_name="awards", summary=gettext_noop("Awards of innovations in contests and indices")
)
def awards(request: HttpRequest, asked: AskAwards = Asked) -> dict[str, Any]:
    found = all_awards()
    if asked.contest:
        found = found.filter(contest=asked.contest)
    if asked.year:
        found = found.filter(year=asked.year)
    return sliced(request, found, asked, award_row)


@router.get(
    "/sites",
    response=Sites,
    url_name="sites",
    summary=gettext_noop("Places that run an innovation, origins and copies"),
)
def sites(request: HttpRequest, asked: AskSites = Asked) -> dict[str, Any]:
    found = all_sites()
    if asked.innovation:
        found = found.filter(innovation__slug=asked.innovation)
    if asked.regency:
        found = found.filter(place__code__startswith=asked.regency)
    return sliced(request, found, asked, site_row)


def all_awards() -> QuerySet[Award]:
    """Awards of public innovations, the latest first."""
    found = Award.objects.filter(innovation__is_public=True).select_related("innovation")
    return found.order_by("-year", "contest", "innovation__name", "pk")


def all_sites() -> QuerySet[Site]:
    """Places of public innovations."""
    found = Site.objects.filter(innovation__is_public=True).select_related("innovation", "place", "organisation")
    return found.order_by("innovation__name", "since", "pk")


def award_row(award: Award) -> dict[str, Any]:
    return _award(award) | {"innovation": award.innovation.slug, "name": award.innovation.name}


def _award(award: Award) -> dict[str, Any]:
    said = ("contest", "year", "result", "result_en")
    return {name: getattr(award, name) for name in said}


def site_row(site: Site) -> dict[str, Any]:
    same = ("id", "since", "since_year_only", "status", "ended_on", "lesson", "source", "is_sample")
    return {name: getattr(site, name) for name in same} | {
        "innovation": site.innovation.slug,
        "place": site.place_id,
        "place_name": site.place.full_name,
        "organisation": site.organisation.name if site.organisation else site.organisation_name,
        "copied_from": site.parent_id,
    }


def measure_row(measure: Any) -> dict[str, Any]:
    same = ("name", "name_en", "unit", "before_when", "after_when", "source", "evidence")
    return {name: getattr(measure, name) for name in same} | {
        "before": few(measure.before, measure.unit),
        "after": few(measure.after, measure.unit),
        "evidence_name": Evidence(measure.evidence).name.lower(),
    }


def innovation_row(request: HttpRequest, one: Innovation) -> dict[str, Any]:
    same = (
        "slug", "name", "summary", "summary_en", "problem", "problem_en", "result", "result_en", "category",
        "cost_class", "started_on", "status", "sources", "is_sample",
    )  # fmt: skip
    return {name: getattr(one, name) for name in same} | {
        "owner": one.owner.name if one.owner else one.owner_name,
        "place": one.place_id,
        "place_name": one.place.full_name if one.place else one.place_name,
        "goals": [goal.number for goal in one.goals.all()],
        "confirmed_on": wib_date(one.confirmed_at) if one.confirmed_at else None,
        "awards": [_award(award) for award in one.awards.all()],
        "page": request.build_absolute_uri(reverse("innovations:page", args=[one.slug])),
    }
