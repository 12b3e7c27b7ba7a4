"""Programmes for everybody, and for those who look after them."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tuntas.forum.actions import programmes as acts
from tuntas.forum.actions.refusals import ForumRefused
from tuntas.forum.forms.programmes import FORMS, ProgrammeForm
from tuntas.forum.models import Programme
from tuntas.forum.models.programmes import Piece
from tuntas.forum.queries.programmes import lines_of, page_of, programmes
from tuntas.forum.rules.programmes import may_begin, may_look_after
from tuntas.forum.rules.written import written
from tuntas.forum.terms import PieceKind
from tuntas.forum.views.doors import sent
from tuntas.kernel.bilingual import said
from tuntas.kernel.clock import now
from tuntas.people.middleware import SignedRequest


@require_safe
def list_(request: HttpRequest) -> HttpResponse:
    """All programmes."""
    page = Paginator(programmes(request.user, now()), 50).get_page(request.GET.get("page"))
    context = {"page": page, "may_begin": may_begin(request.user, now())}
    return render(request, "forum/programmes/list.html", context)


@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """One programme; one that is not shown yet exists for those who look after it only."""
    programme = get_object_or_404(Programme.objects.select_related("steward"), slug=slug)
    may_edit = may_look_after(request.user, programme, now())
    if not programme.is_public and not may_edit:
        raise Http404
    context = {
        "programme": programme, "found": page_of(programme), "about": written(said(programme, "about")),
        "may_edit": may_edit,
    }  # fmt: skip
    return render(request, "forum/programmes/page.html", context)


@login_required
def begin(request: SignedRequest) -> HttpResponse:
    """Begin a programme."""
    if not may_begin(request.user, now()):
        raise PermissionDenied
    form = ProgrammeForm(sent(request))
    if request.method == "POST" and form.is_valid():
        programme = acts.begin_programme(values=form.changes(), by=request.user, now=now())
        messages.success(request, _("Saved. Add the lines of its page, then show it."))
        return redirect("forum:programme_edit", programme.slug)
    context = {"form": form, "programme": None}
    return render(request, "forum/programmes/write.html", context, status=422 if form.errors else 200)


@login_required
def edit(request: SignedRequest, slug: str) -> HttpResponse:
    """The lists of the page, each line with its way in."""
    programme = _mine(request, slug)
    context = {"programme": programme, "lists": page_of(programme).pieces()}
    return render(request, "forum/programmes/edit.html", context)


@login_required
def write(request: SignedRequest, slug: str) -> HttpResponse:
    """What the page says of the programme itself."""
    programme = _mine(request, slug)
    form = ProgrammeForm(
        sent(request), instance=programme, may_hand_over=may_begin(request.user, now())
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            acts.save_programme(
                programme=programme, values=form.changes(), revision=form.seen, by=request.user, now=now()
            )
        except ForumRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Saved."))
            return redirect("forum:programme_edit", slug)
    context = {"form": form, "programme": programme}
    return render(request, "forum/programmes/write.html", context, status=422 if form.errors else 200)


@login_required
def show(request: SignedRequest, slug: str) -> HttpResponse:
    """Ask once: everybody, or nobody else any more."""
    programme = _mine(request, slug)
    if request.method == "POST":
        shown = request.POST.get("shown") == "1"
        try:
            acts.show_programme(programme=programme, shown=shown, by=request.user, now=now())
        except ForumRefused as refused:
            messages.error(request, str(refused))
        else:
            done = _("Everybody can read the page now.") if shown else _("The page is taken back.")
            messages.success(request, done)
        return redirect("forum:programme_edit", slug)
    return render(request, "forum/programmes/show.html", {"programme": programme})


@login_required
def piece(request: SignedRequest, slug: str, kind: str, pk: int | None = None) -> HttpResponse:
    """Add a line, or change one."""
    programme, what = _mine(request, slug), _kind(kind)
    line = _line(programme, what, pk) if pk is not None else None
    form = FORMS[what](sent(request), instance=line)
    if request.method == "POST" and form.is_valid():
        values: dict[str, Any] = form.changes()
        if what == PieceKind.SUPPORTED and _twice(programme, values["innovation"], line):
            form.add_error("innovation", _("This innovation is in the list already."))
        else:
            acts.put_piece(programme=programme, kind=what, values=values, by=request.user, now=now(), piece=line)
            messages.success(request, _("Saved."))
            return redirect("forum:programme_edit", slug)
    context = {"form": form, "programme": programme, "kind": what, "line": line}
    return render(request, "forum/programmes/piece.html", context, status=422 if form.errors else 200)


@login_required
def drop(request: SignedRequest, slug: str, kind: str, pk: int) -> HttpResponse:
    """Ask once, then take the line off the page."""
    programme, what = _mine(request, slug), _kind(kind)
    line = lines_of(programme, what).filter(pk=pk).first()
    if request.method == "POST":
        if line is not None:
            acts.drop_piece(programme=programme, kind=what, piece=line, by=request.user, now=now())
            messages.success(request, _("Taken off the page."))
        return redirect("forum:programme_edit", slug)
    if line is None:
        raise Http404
    return render(request, "forum/programmes/drop.html", {"programme": programme, "kind": what, "line": line})


def _mine(request: SignedRequest, slug: str) -> Programme:
    """The programme, for those who look after it; others learn only of public ones."""
    programme = get_object_or_404(Programme.objects.select_related("steward"), slug=slug)
    if may_look_after(request.user, programme, now()):
        return programme
    if programme.is_public:
        raise PermissionDenied
    raise Http404


def _kind(value: str) -> PieceKind:
    if value not in PieceKind.values:
        raise Http404
    return PieceKind(value)


def _line(programme: Programme, kind: PieceKind, pk: int) -> Piece:
    line = lines_of(programme, kind).filter(pk=pk).first()
    if line is None:
        raise Http404
    return line


def _twice(programme: Programme, innovation: Any, line: Piece | None) -> bool:
    return programme.supported.filter(innovation=innovation).exclude(pk=line.pk if line else 0).exists()
