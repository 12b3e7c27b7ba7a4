"""The places with their official codes."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_noop
from ninja import Field, Router, Schema

from tuntas.lobby.api.doors import Asked, Paging, Slice, sliced
from tuntas.places.models import Place

router = Router(tags=["places"])


class PlaceRow(Schema):
    code: str = Field(description=gettext_noop("Official code of the place."), examples=["33.26"])
    level: str = Field(description=gettext_noop("province, regency, district or village."), examples=["regency"])
    name: str = Field(examples=["Pekalongan"])
    kind: str = Field(examples=["kabupaten"])
    parent: str | None = Field(description=gettext_noop("Code of the place it lies in."), examples=["33"])


class Places(Slice):
    results: list[PlaceRow]


class AskPlaces(Paging):
    level: str = Field("", max_length=10, description=gettext_noop("province, regency, district or village."))
    parent: str = Field("", max_length=13, description=gettext_noop("Code of the place it lies in."), examples=["33"])


@router.get("/places", response=Places, url_name="places", summary=gettext_noop("Places with their official codes"))
def places(request: HttpRequest, asked: AskPlaces = Asked) -> dict[str, Any]:
    found = Place.objects.order_by("code")
    if asked.level:
        found = found.filter(level=asked.level)
    if asked.parent:
        found = found.filter(parent_id=asked.parent)
    return sliced(request, found, asked, place_row)


def place_row(one: Place) -> dict[str, Any]:
    return {"code": one.code, "level": one.level, "name": one.name, "kind": one.kind, "parent": one.parent_id}
