"""Two doors of every page: text of an address is made readable, and public pages say how long they may be kept."""

from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers

from tuntas.kernel.text import clean

View = Callable[..., HttpResponseBase]


class ReadableAddress:
    """Takes control characters out of what is asked in an address, before any view reads it.

    PostgreSQL refuses text with a NUL, whatever is done with it: a question is cleaned (`kernel.text.clean`), and an
    address of a thing that holds one leads nowhere (404). Bytes that are no UTF-8 were replaced by Django.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if "\0" in request.path_info:
            raise Http404
        if "%" in request.META.get("QUERY_STRING", ""):
            asked = QueryDict(mutable=True)
            for name, values in request.GET.lists():
                asked.setlist(clean(name), [clean(value) for value in values])
            asked._mutable = False
            request.GET = asked  # type: ignore[assignment]
        return self.get_response(request)


def kept_briefly(seconds: int = 60) -> Callable[[View], View]:
    """A public page that browsers and shared caches may keep so long for people who are not signed in.

    The answer depends on the cookies (language, session) and the browser's language, and says so in `Vary`. It has an
    ETag of its content, so that an unchanged page is answered with 304. Pages of signed-in people, with messages, with
    anything but 200, or that set a cookie are private.
    """

    def around(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **options: Any) -> HttpResponseBase:
            response = view(request, *args, **options)
            patch_vary_headers(response, ["Cookie", "Accept-Language"])
            stranger = not set(request.COOKIES) - {settings.LANGUAGE_COOKIE_NAME, settings.CSRF_COOKIE_NAME}
            if not stranger or not _is_plain(request, response):
                patch_cache_control(response, private=True, no_cache=True)
                return response
            assert isinstance(response, HttpResponse)
            etag = f'"{sha256(response.content).hexdigest()[:32]}"'
            response["ETag"] = etag
            patch_cache_control(response, public=True, max_age=seconds)
            return get_conditional_response(request, etag=etag, response=response) or response

        return answer

    return around


def _is_plain(request: HttpRequest, response: HttpResponseBase) -> bool:
    """A page everybody without an account gets alike: read, found, without a cookie or a token of its own."""
    asked_for_token = request.META.get("CSRF_COOKIE_NEEDS_UPDATE", False)
    return (
        request.method in ("GET", "HEAD")
        and response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not asked_for_token
    )
