"""No request body larger than `BODY_LIMIT` is ever kept."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tuntas.files.terms import BODY_LIMIT, MB

# A browser shows our page only after it could finish sending; so much more is read and thrown away at most.
DRAINED = 200 * MB
CHUNK = 256 * 1024


class BodyLimit:
    """Answers 413 with a plain page before any form or file is parsed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        size = _size(request)
        if size <= BODY_LIMIT:
            return self.get_response(request)
        left = min(size, DRAINED)
        while left > 0 and (chunk := request.read(min(CHUNK, left))):
            left -= len(chunk)
        sizes = {"limit": BODY_LIMIT // MB, "size": -(-size // MB)}
        return render(request, "files/too_large.html", sizes, status=413)


def _size(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0
