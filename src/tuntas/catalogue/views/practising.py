"""The texts of a service as they hold at a place: read, written, compared with the origin, brought up to date."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tuntas.catalogue.actions import CatalogueRefused
from tuntas.catalogue.actions.practising import answer_news, restore, write_own
from tuntas.catalogue.forms.practising import NewsForm, TextForm
from tuntas.catalogue.queries.practice import Held, held, held_part, history
from tuntas.catalogue.rules.reading import html_of
from tuntas.catalogue.terms import Module
from tuntas.catalogue.views.doors import managed, module_of
from tuntas.kernel.clock import now
from tuntas.kernel.text import compare
from tuntas.people.middleware import SignedRequest
from tuntas.places.models import Place


def _held(module: Module, place: Place, part: str) -> Held:
    found = held_part(module, place, part)
    if found is None:
        raise Http404
    return found


@login_required
def texts(request: SignedRequest, place: str, prefix: str) -> HttpResponse:
    """Every text of the service at the place: as the origin has it, or the place's own."""
    here, module = managed(request, place, now()), module_of(prefix)
    return render(request, "catalogue/texts.html", {"place": here, "module": module, "rows": held(module, here)})


@login_required
def text(request: SignedRequest, place: str, prefix: str, part: str) -> HttpResponse:
    """One text as it holds here, what differs from the origin, and every version there was."""
    here, module = managed(request, place, now()), module_of(prefix)
    found = _held(module, here, part)
    above = Place.objects.filter(code=found.origin_place).first() if found.origin_place else None
    context = {
        "place": here,
        "module": module,
        "held": found,
        "above": above,
        "html": html_of(found.text),
        "pieces": compare(found.origin, found.text) if found.is_own else [],
        "history": history(module, here, part)[:50],
    }
    return render(request, "catalogue/own_text.html", context)


@login_required
def write(request: SignedRequest, place: str, prefix: str, part: str) -> HttpResponse:
    """Write the place's version."""
    moment = now()
    here, module = managed(request, place, moment), module_of(prefix)
    found = _held(module, here, part)
    initial = {"text": found.text, "revision": found.own.revision if found.own else 0}
    form = TextForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            write_own(module=module, place=here, part=part, by=request.user, now=moment, **form.cleaned_data)
        except CatalogueRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Saved. It holds from now on."))
            return redirect("catalogue:own_text", here.code, module.prefix, part)
    context = {"place": here, "module": module, "held": found, "form": form}
    return render(request, "catalogue/write.html", context, status=422 if form.errors else 200)


@login_required
def news(request: SignedRequest, place: str, prefix: str, part: str) -> HttpResponse:
    """The origin has changed: answer every difference."""
    moment = now()
    here, module = managed(request, place, moment), module_of(prefix)
    found = _held(module, here, part)
    if found.own is None or not found.has_news:
        return redirect("catalogue:own_text", here.code, module.prefix, part)
    initial = {"revision": found.own.revision, "seen": found.mark}
    form = NewsForm(found.news, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            answer_news(
                module=module,
                place=here,
                part=part,
                taken=form.taken,
                written=form.written,
                seen=form.cleaned_data["seen"],
                revision=form.cleaned_data["revision"],
                by=request.user,
                now=moment,
            )
        except CatalogueRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Answered. Your text is up to date with the origin."))
            return redirect("catalogue:own_text", here.code, module.prefix, part)
    context = {"place": here, "module": module, "held": found, "form": form}
    return render(request, "catalogue/news.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def back(request: SignedRequest, place: str, prefix: str, part: str) -> HttpResponse:
    """Back to what stands above."""
    moment = now()
    here, module = managed(request, place, moment), module_of(prefix)
    revision = request.POST.get("revision", "")
    try:
        restore(
            module=module,
            place=here,
            part=part,
            revision=int(revision) if revision.isascii() and revision.isdigit() and len(revision) < 9 else -1,
            by=request.user,
            now=moment,
        )
    except CatalogueRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The origin's text holds here again. Your versions are kept below."))
    return redirect("catalogue:own_text", here.code, module.prefix, part)
