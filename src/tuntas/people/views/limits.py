"""How often one address may ask what anybody may ask; counted in all processes together (`ACCOUNT_RATE_LIMITS`)."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from allauth.core.ratelimit import consume_or_429
from django.http import HttpRequest, HttpResponseBase

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def limited(action: str, *, reading: bool = False) -> Callable[[View], View]:
    """Answer 429 with a plain page when an address asks too often; `reading` counts GET too, else only POST."""

    def limit(view: View) -> View:
        @wraps(view)
        def asked(request: HttpRequest, *args: Any, **named: Any) -> HttpResponseBase:
            refused: HttpResponseBase | None = consume_or_429(request, action=action, limit_get=reading)
            return refused or view(request, *args, **named)

        return asked  # type: ignore[return-value]

    return limit
