"""The one door through which bytes leave."""

import re
from typing import IO
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from tuntas.files.actions import clean_copy, picture_copy
from tuntas.files.models import File
from tuntas.files.rules import disguised, may_read, safe_name
from tuntas.files.rules.pictures import FORMS, WIDTHS
from tuntas.files.terms import JPEG_TYPE, PDF_TYPE, PNG_TYPE
from tuntas.kernel import clock

SHOWN = {PDF_TYPE, JPEG_TYPE, PNG_TYPE}  # the rest is saved, never opened in the browser
_RANGE = re.compile(r"^bytes=(\d*)-(\d*)$")


@require_safe
def serve(request: HttpRequest, identifier: UUID) -> HttpResponseBase:
    """The file for those its guard lets in; for everybody else it does not exist.

    Whoever is not signed in is asked to sign in, whether the file exists or not. `?unduh=1` saves it.
    """
    now = clock.now()
    file = File.objects.filter(pk=identifier).first()
    if file is None or not may_read(request.user, file, now):
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        raise Http404
    neutral = disguised(request.user, file, now)
    name, path, etag = file.name, file.stored, f'"{file.sha256}"'
    if neutral is not None:
        name, etag = safe_name(neutral, file.type), f'"{file.pk.hex}-{neutral}"'
        path = clean_copy(file=file, title=neutral)
    if request.headers.get("If-None-Match") == etag:
        return _private(HttpResponse(status=304), etag)
    try:
        content = default_storage.open(path)
    except FileNotFoundError:
        raise Http404 from None
    response = _answer(request, content, content.size, file.type)
    save = file.type not in SHOWN or "unduh" in request.GET
    response["Content-Disposition"] = content_disposition_header(save, name) or "attachment"
    return _private(response, etag)


@require_safe
def picture(request: HttpRequest, identifier: UUID, width: int, form: str) -> HttpResponseBase:
    """A smaller copy of a picture. What everybody may see is kept by every cache: the bytes never change."""
    now = clock.now()
    file = File.objects.filter(pk=identifier, type__in=[JPEG_TYPE, PNG_TYPE]).first()
    if file is None or form not in FORMS or not 0 < width <= WIDTHS[-1]:
        raise Http404
    for_all = may_read(AnonymousUser(), file, now)
    if not for_all and not may_read(request.user, file, now):
        raise Http404
    if width not in WIDTHS and not default_storage.exists(f"small/{file.pk.hex}-{width}.{form}"):
        raise Http404  # only the sizes made when it was kept: nobody fills the disk by asking
    with default_storage.open(picture_copy(file=file, width=width, form=form)) as copy:
        response = HttpResponse(copy.read(), content_type=FORMS[form])
    _private(response, f'"{file.pk.hex}-{width}-{form}"')
    if for_all:
        response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


def _answer(request: HttpRequest, content: IO[bytes], size: int, type_: str) -> HttpResponseBase:
    """Everything, or the part a reader asked for (one range; PDF viewers do)."""
    asked = _RANGE.match(request.headers.get("Range", ""))
    if not asked or not any(asked.groups()):
        response: HttpResponseBase = FileResponse(content, content_type=type_)
        response["Accept-Ranges"] = "bytes"
        return response
    first, last = asked.groups()
    start = int(first) if first else max(size - int(last), 0)
    end = min(int(last), size - 1) if first and last else size - 1
    if start > end:
        content.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    with content:
        content.seek(start)
        part = content.read(end - start + 1)
    return HttpResponse(
        part,
        status=206,
        content_type=type_,
        headers={"Content-Range": f"bytes {start}-{end}/{size}", "Accept-Ranges": "bytes"},
    )


def _private(response: HttpResponseBase, etag: str) -> HttpResponseBase:
    """Headers of private bytes: no guessing of types, no scripts, no shared caches."""
    response["ETag"] = etag
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'; style-src 'unsafe-inline'"
    response["Cache-Control"] = "private, no-cache"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex"
    return response
