"""The sealed archives of an edition: made by an organiser, read by those who may, and how to check one."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tuntas.documents.actions import sealer
from tuntas.documents.press.seal import fingerprint_of
from tuntas.kernel.clock import now
from tuntas.kipp.actions.archiving import ArchiveRefused, make_archive
from tuntas.kipp.models import Edition
from tuntas.kipp.rules.archives import can_be_archived, is_public, may_archive, may_read_archives
from tuntas.kipp.views.doors import enter, who

MOST = 50


def _readable(request: HttpRequest, slug: str) -> Edition | HttpResponseBase:
    """The edition whose archives the visitor may read, or the way to sign in; 404 and 403 for all others."""
    edition, seats = enter(request, slug)
    if is_public(edition) or may_read_archives(who(request), edition):
        return edition
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if seats:
        raise PermissionDenied
    raise Http404


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, edition: str) -> HttpResponseBase:
    """The archives there are with their hashes, the seal, how to check; an organiser makes a new one."""
    found = _readable(request, edition)
    if not isinstance(found, Edition):
        return found
    organises = may_archive(who(request), found)
    if request.method == "POST":
        if not organises:
            raise PermissionDenied
        return _made(request, found)
    archives = found.archives.select_related("file", "by")
    certificate = sealer().certificate
    context = {
        "edition": found,
        "archives": [
            (one, _parts(one.file.sha256)) for one in (archives if organises else archives.filter(named=False))[:MOST]
        ],
        "organises": organises,
        "ready": can_be_archived(found),
        "public": is_public(found),
        "fingerprint": _parts(fingerprint_of(certificate)),
    }
    return render(request, "kipp/archive/archive.html", context)


def _made(request: HttpRequest, edition: Edition) -> HttpResponse:
    try:
        make_archive(edition=edition, named="named" in request.POST, by=who(request), now=now())
    except ArchiveRefused as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The archive is made. Its hash stands in the journal."))
    return redirect("kipp:archive", edition.slug)


def _parts(digest: str) -> list[str]:
    """A long hash in pieces, between which a narrow screen may break the line."""
    return [digest[place : place + 8] for place in range(0, len(digest), 8)]


@require_safe
def seal(request: HttpRequest, edition: str) -> HttpResponseBase:
    """The certificate of this installation's seal, to check archives with."""
    found = _readable(request, edition)
    if not isinstance(found, Edition):
        return found
    headers = {"Content-Disposition": 'attachment; filename="segel.pem"'}
    return HttpResponse(sealer().certificate, content_type="application/x-pem-file", headers=headers)
