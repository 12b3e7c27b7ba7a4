"""Editions of the competition and their announced results."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_noop
from ninja import Field, Router, Schema

from tuntas.kipp.models import Edition
from tuntas.kipp.queries.results import Winner, winners
from tuntas.kipp.terms import EditionStatus
from tuntas.lobby.api.doors import Asked, Paging, Slice, Trouble, sliced

router = Router(tags=["competition"])


class StageOfOne(Schema):
    title: str = Field(examples=["Pendaftaran"])
    title_en: str
    kind: str = Field(examples=["registration"])
    opens_at: datetime | None
    closes_at: datetime | None


class EditionRow(Schema):
    slug: str = Field(examples=["kipp-jateng-2021"])
    name: str
    name_en: str
    year: int = Field(examples=[2021])
    theme: str
    theme_en: str
    status: str = Field(description=gettext_noop("open, announced or archived."), examples=["announced"])
    announced_at: datetime | None
    stages: list[StageOfOne]
    is_sample: bool
    page: str


class ResultRow(Schema):
    edition: str = Field(examples=["kipp-jateng-2021"])
    reference: str
    track: str
    track_en: str
    rank: int | None
    title: str
    organisation: str
    place: str | None = Field(description=gettext_noop("Official code of the place."))
    innovation: str | None = Field(description=gettext_noop("Slug of an innovation."))
    score: Decimal | None = Field(description=gettext_noop("Only where the edition publishes scores."))
    certificate: str = Field(description=gettext_noop("Code to check the certificate with; empty while there is none."))
    page: str


class Editions(Slice):
    results: list[EditionRow]


class Results(Slice):
    results: list[ResultRow]


@router.get(
    "/editions", response=Editions, url_name="editions", summary=gettext_noop("Published editions of the competition")
)
def editions(request: HttpRequest, asked: Paging = Asked) -> dict[str, Any]:
    return sliced(request, published(), asked, lambda one: edition_row(request, one))


@router.get(
    "/editions/{slug:edition}/results",
    response={200: Results, 404: Trouble},
    url_name="results",
    summary=gettext_noop("Winners of an edition, once they are announced"),
)
def results(request: HttpRequest, edition: str, asked: Paging = Asked) -> dict[str, Any]:
    found = announced().filter(slug=edition).first()
    if found is None:
        raise Http404
    return sliced(request, rows_of(request, found), asked, lambda row: row)


def published() -> QuerySet[Edition]:
    """Editions everybody may know of."""
    return (
        Edition.objects.exclude(status=EditionStatus.DRAFT).prefetch_related("stages").order_by("-year", "name", "pk")
    )


def announced() -> QuerySet[Edition]:
    """Editions whose winners are public."""
    return published().filter(status__in=(EditionStatus.ANNOUNCED, EditionStatus.ARCHIVED), announced_at__isnull=False)


def edition_row(request: HttpRequest, one: Edition) -> dict[str, Any]:
    same = ("slug", "name", "name_en", "year", "theme", "theme_en", "status", "announced_at", "is_sample")
    stage_says = ("title", "title_en", "kind", "opens_at", "closes_at")
    stages = [{name: getattr(stage, name) for name in stage_says} for stage in one.stages.all()]
    page = request.build_absolute_uri(reverse("kipp:edition", args=[one.slug]))
    return {name: getattr(one, name) for name in same} | {"stages": stages, "page": page}


def rows_of(request: HttpRequest, edition: Edition) -> list[dict[str, Any]]:
    """The winners, track by track, best first."""
    return [_row(request, edition, found.track, winner) for found in winners(edition) for winner in found.winners]


def _row(request: HttpRequest, edition: Edition, track: Any, winner: Winner) -> dict[str, Any]:
    entry = winner.entry
    reference = entry.case.reference
    return {
        "edition": edition.slug,
        "reference": reference,
        "track": track.title,
        "track_en": track.title_en,
        "rank": winner.rank,
        "title": entry.title,
        "organisation": entry.organisation.name,
        "place": entry.organisation.place_id,
        "innovation": entry.innovation.slug if entry.innovation and entry.innovation.is_public else None,
        "score": winner.score,
        "certificate": winner.certificate,
        "page": request.build_absolute_uri(reverse("kipp:result", args=[edition.slug, reference])),
    }
