"""Doors of every page: text of an address is made readable; public pages say how long they may be kept, and are."""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from hashlib import sha256
from threading import Lock
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers

from tuntas.kernel.text import clean

View = Callable[..., HttpResponseBase]
Visit = Callable[[HttpRequest], None]
PAGES_AT_MOST = 400  # kept by a process, about 4 MB
LONGEST_ADDRESS = 300
LARGEST_PAGE = 200_000  # bytes over the wire


@dataclass(frozen=True)
class Kept:
    """A page as it went out; `each_time` is called for every visitor who gets it."""

    until: float
    content: bytes
    headers: dict[str, str]
    each_time: Visit | None


class KeptPages:
    """Hands out pages marked by `kept_briefly` again for `PAGES_KEPT` seconds, to strangers, without making them anew.

    What goes out is what went out before: compressed, with its safety headers, in the same language. Nobody who is
    signed in, has a message waiting or sent a form gets or leaves a page here. Each process keeps its own.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.pages: OrderedDict[tuple[str, ...], Kept] = OrderedDict()
        self.lock = Lock()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method != "GET" or not settings.PAGES_KEPT or not _is_stranger(request):
            return self.get_response(request)
        address = request.get_full_path()
        if len(address) > LONGEST_ADDRESS:
            return self.get_response(request)
        said, known = request.META.get, request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        packed = "gzip" if "gzip" in said("HTTP_ACCEPT_ENCODING", "") else ""
        asked = (said("HTTP_HOST", ""), known, said("HTTP_ACCEPT_LANGUAGE", "")[:100], request.scheme or "")
        key = (address, packed, *asked)
        kept = self.pages.get(key)
        if kept is None or kept.until < time.monotonic():
            response = self.get_response(request)
            self._keep(key, response)
            return response
        if kept.each_time:
            kept.each_time(request)
        again = HttpResponse(kept.content, headers=kept.headers)
        return get_conditional_response(request, etag=kept.headers.get("ETag"), response=again) or again

    def _keep(self, key: tuple[str, ...], response: HttpResponseBase) -> None:
        if not getattr(response, "kept", False) or not isinstance(response, HttpResponse) or response.cookies:
            return
        if response.status_code != 200 or len(response.content) > LARGEST_PAGE:
            return
        until = time.monotonic() + settings.PAGES_KEPT
        page = Kept(until, response.content, dict(response.items()), getattr(response, "each_time", None))
        with self.lock:
            self.pages[key] = page
            self.pages.move_to_end(key)
            while len(self.pages) > PAGES_AT_MOST:
                self.pages.popitem(last=False)


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
    anything but 200, or that set a cookie are private. `KeptPages` hands the others out again. What has to happen at
    every visit, a view leaves on its response with `each_time`.
    """

    def around(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **options: Any) -> HttpResponseBase:
            response = view(request, *args, **options)
            patch_vary_headers(response, ["Cookie", "Accept-Language"])
            if visit := getattr(response, "each_time", None):
                visit(request)
            if not _is_stranger(request) or not _is_plain(request, response):
                patch_cache_control(response, private=True, no_cache=True)
                return response
            assert isinstance(response, HttpResponse)
            etag = f'"{sha256(response.content).hexdigest()[:32]}"'
            response["ETag"] = etag
            patch_cache_control(response, public=True, max_age=seconds)
            response.kept = True  # type: ignore[attr-defined]
            return get_conditional_response(request, etag=etag, response=response) or response

        return answer

    return around


def each_time(response: HttpResponse, visit: Visit) -> HttpResponse:
    """The response, with what is to be done for everybody who gets this page, also when it was kept."""
    response.each_time = visit  # type: ignore[attr-defined]
    return response


def _is_stranger(request: HttpRequest) -> bool:
    return not set(request.COOKIES) - {settings.LANGUAGE_COOKIE_NAME, settings.CSRF_COOKIE_NAME}


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
