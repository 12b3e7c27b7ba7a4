"""What every address of the open data does alike: pages, limits, caching, and leave for other sites to read."""

from collections.abc import Callable
from decimal import Decimal
from functools import wraps
from hashlib import sha256
from typing import Any

from allauth.core.ratelimit import consume_or_429
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext_noop
from ninja import Field, Query, Schema
from pydantic import field_validator

from tuntas.kernel.text import clean

MOST = 100  # things on a page
PAGES = 10_000
PEOPLE = frozenset(
    {"orang", "anak", "jiwa", "warga", "pasien", "ibu", "siswa", "murid", "penduduk", "people", "children", "patients"}
)
Run = Callable[..., HttpResponse]


class Paging(Schema):
    """Which page, and how many on it."""

    page: int = Field(1, ge=1, le=PAGES, description=gettext_noop("Which page, from 1."))
    size: int = Field(50, ge=1, le=MOST, description=gettext_noop("How many on a page, at most 100."))

    @field_validator("*", mode="before")
    @classmethod
    def _clean(cls, value: Any) -> Any:
        return clean(value) if isinstance(value, str) else value


class Slice(Schema):
    """One page of things."""

    count: int = Field(description=gettext_noop("How many there are in all."), examples=[72])
    next: str | None = Field(description=gettext_noop("Address of the next page, if there is one."))
    previous: str | None = Field(description=gettext_noop("Address of the page before, if there is one."))


class Trouble(Schema):
    """What went wrong."""

    detail: str = Field(examples=["Not Found"])


Asked = Query(...)


def sliced(request: HttpRequest, things: Any, asked: Paging, row: Callable[[Any], Any]) -> dict[str, Any]:
    """The page asked for with addresses of its neighbours; beyond the last page it is empty."""
    pages = Paginator(things, asked.size)
    start = (asked.page - 1) * asked.size
    rows = [row(one) for one in things[start : start + asked.size]] if asked.page <= pages.num_pages else []
    more = asked.page < pages.num_pages
    return {
        "count": pages.count,
        "next": _address(request, asked.page + 1) if more else None,
        "previous": _address(request, min(asked.page - 1, pages.num_pages)) if asked.page > 1 else None,
        "results": rows,
    }


def _address(request: HttpRequest, page: int) -> str:
    said = request.GET.copy()
    said["page"] = str(page)
    return request.build_absolute_uri(f"{request.path}?{said.urlencode()}")


def few(number: Decimal | None, unit: str) -> Decimal | None:
    """The number, or nothing where it counts one to four people: so few could be known by name."""
    counts_people = bool(PEOPLE & set(unit.casefold().split()))
    return None if number is not None and counts_people and 0 < number < 5 else number


def open_door(run: Run) -> Run:
    """Limit by address, allow every site to read, and let caches ask whether anything changed."""

    @wraps(run)
    def opened(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        if consume_or_429(request, action="data", limit_get=True):
            refused = JsonResponse({"detail": "Too many requests. Wait a minute."}, status=429)
            refused["Retry-After"] = "60"
            return _shared(refused)
        response = run(request, *args, **named)
        if response.status_code == 200:
            etag = f'"{sha256(response.content).hexdigest()[:32]}"'
            response["ETag"] = etag
            response["Cache-Control"] = "public, max-age=60"
            response = get_conditional_response(request, etag=etag, response=response) or response
        return _shared(response)

    return opened


def _shared(response: HttpResponse) -> HttpResponse:
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = "ETag, Retry-After"
    response["X-Robots-Tag"] = "noindex"
    return response
