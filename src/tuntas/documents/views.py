"""Checking, reading and ending documents."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tuntas.documents.actions import CannotEnd, anew, differences, may_be_renewed, renew, revoke, sealer, void
from tuntas.documents.forms import AskForm, EndForm
from tuntas.documents.models import Document
from tuntas.documents.press.code import grouped, normal
from tuntas.documents.queries import by_code, examine
from tuntas.documents.rules import has_expired, is_public, may_end, may_read
from tuntas.documents.terms import Status
from tuntas.files.queries import address
from tuntas.journal.queries import trail
from tuntas.kernel import clock
from tuntas.people.middleware import SignedRequest
from tuntas.people.views.limits import limited

TONES = {
    Status.RESERVED: "wait",
    Status.ISSUED: "ok",
    Status.REVOKED: "bad",
    Status.REPLACED: "bad",
    Status.VOID: "bad",
}


def _quiet(response: HttpResponse) -> HttpResponse:
    """Pages about single documents stay out of search engines, caches and referrers."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "same-origin"  # none at all would make browsers send forms without their origin
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@limited("examine")
def ask(request: HttpRequest) -> HttpResponseBase:
    """Check a document by its code or by the file itself. The file is looked at and forgotten."""
    if request.method != "POST":
        return _quiet(render(request, "documents/ask.html", {"form": AskForm()}))
    form = AskForm(request.POST, request.FILES)
    if not form.is_valid():
        return _quiet(render(request, "documents/ask.html", {"form": form}, status=422))
    if file := form.cleaned_data["file"]:
        found = examine(file.read(), sealer())
        context = {"form": AskForm(), "verdict": found.verdict.value, **_shown(found.document)}
        context["fingerprint"] = _parts(found.sha256)
        return _quiet(render(request, "documents/examined.html", context))
    return redirect("documents:check", form.cleaned_data["code"])


@require_safe
@limited("check", reading=True)
def check(request: HttpRequest, token: str) -> HttpResponse:
    """What everybody may know of a document who has its code; the same page for every code that does not exist."""
    document = by_code(token)
    status = 200 if document else 404
    return _quiet(render(request, "documents/check.html", _shown(document), status=status))


def _shown(document: Document | None) -> dict[str, object]:
    """The public facts, and nothing else, of a document."""
    if document is None:
        return {"document": None}
    return {
        "document": document,
        "expired": has_expired(document, clock.now()),
        "tone": TONES[Status(document.status)],
        "code": grouped(document.token),
        "public": is_public(document) and document.file is not None,
        "fingerprint": _parts(document.file.sha256) if document.file else [],
    }


def _parts(digest: str) -> list[str]:
    """A long hash in pieces, between which a narrow screen may break the line."""
    return [digest[place : place + 8] for place in range(0, len(digest), 8)]


@require_safe
def document(request: HttpRequest, token: str) -> HttpResponseBase:
    """The page of those who may read the document: facts, file, history."""
    found = _readable(request, token)
    if not isinstance(found, Document):
        return found
    now = clock.now()
    ending = request.user.is_authenticated and may_end(request.user, found, now)
    context = _shown(found) | {
        "may_end": ending and found.status in (Status.RESERVED, Status.ISSUED),
        "may_renew": ending and may_be_renewed(found),
        "lines": trail(found) if ending else [],
    }
    return _quiet(render(request, "documents/document.html", context))


@require_safe
def download(request: HttpRequest, token: str) -> HttpResponseBase:
    """Leads to the file. `files:serve` asks the same guard again."""
    found = _readable(request, token)
    if not isinstance(found, Document):
        return found
    if found.file is None:
        raise Http404
    return redirect(f"{address(found.file)}?unduh=1")


def _readable(request: HttpRequest, token: str) -> Document | HttpResponseBase:
    """The document, or the way to the sign-in page. Raises 404 for those it does not exist for."""
    found = by_code(token)
    if found is not None and may_read(request.user, found, clock.now()):
        return found
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    raise Http404


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: SignedRequest, token: str) -> HttpResponse:
    """Revoke an issued document, or void one that was never issued: says the consequences, asks the reason."""
    found, now = _endable(request, token), clock.now()
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act = void if found.status == Status.RESERVED else revoke
        try:
            act(document=found, reason=form.cleaned_data["reason"], by=request.user, now=now)
        except CannotEnd as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The document no longer holds. Its page says so from now on."))
            return redirect(reverse("documents:document", args=[normal(token)]))
    context = _shown(found) | {"form": form, "is_void": found.status == Status.RESERVED}
    return _quiet(render(request, "documents/end.html", context, status=422 if form.errors else 200))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def renewal(request: SignedRequest, token: str) -> HttpResponse:
    """Replace a document by one that says what is true now: shows what would change, asks the reason."""
    found = _endable(request, token)
    paper = anew(found) if may_be_renewed(found) else None
    if paper is None:
        return redirect(reverse("documents:document", args=[normal(token)]))
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            new = renew(document=found, reason=form.cleaned_data["reason"], by=request.user, now=clock.now())
        except CannotEnd as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Issued anew. The page of the old document leads to this one."))
            return redirect(reverse("documents:document", args=[new.token]))
    context = _shown(found) | {"form": form, "changes": differences(found, paper)}
    return _quiet(render(request, "documents/renew.html", context, status=422 if form.errors else 200))


def _endable(request: SignedRequest, token: str) -> Document:
    """The document for somebody who may end it; 404 for those it does not exist for, 403 for its other readers."""
    found, now = by_code(token), clock.now()
    if found is None or not may_read(request.user, found, now):
        raise Http404
    if not may_end(request.user, found, now):
        raise PermissionDenied
    return found
