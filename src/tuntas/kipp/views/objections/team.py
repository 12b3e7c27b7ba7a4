"""Raising an objection, as the entry's writer or local admin; and what everybody may know of objections."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from tuntas.files.terms import UploadRefused
from tuntas.kipp.actions.objections import ObjectionRefused, RaisedBefore, raise_objection
from tuntas.kipp.forms.objections import RaiseForm
from tuntas.kipp.queries.objections import numbers_of, objections_about, window_of
from tuntas.kipp.rules.seats import CHECKS
from tuntas.kipp.views.doors import enter
from tuntas.kipp.views.entries.access import asking, team_door


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, edition: str, reference: str) -> HttpResponse:
    """Object to the latest result: until when, why, in words. What was typed stays when it is refused."""
    door = team_door(request, edition, reference)
    form = RaiseForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = raise_objection(
                entry=door.entry,
                ground=form.cleaned_data["ground"],
                text=form.cleaned_data["text"],
                uploads=form.uploads,
                by=asking(request),
                now=door.now,
            )
        except RaisedBefore as error:
            messages.info(request, str(error))
            return redirect("kipp:objection", door.edition.slug, error.objection.case.reference)
        except (ObjectionRefused, UploadRefused) as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Your objection has arrived. You will be told of every step."))
            return redirect("kipp:objection", door.edition.slug, made.case.reference)
    window = window_of(door.entry)
    there = objections_about(door.entry)
    context = {
        "door": door,
        "entry": door.entry,
        "edition": door.edition,
        "window": window,
        "open": bool(window and window.is_open(door.now)),
        "early": bool(window and door.now < window.since),
        "there": there,
        "raised": bool(window and any(one.about == window.about and one.withdrawn_at is None for one in there)),
        "form": form,
    }
    return render(request, "kipp/objections/new.html", context, status=422 if form.errors else 200)


@require_safe
def public(request: HttpRequest, edition: str) -> HttpResponse:
    """The rule in words, and how many objections there were. Small numbers stay hidden."""
    found, seats = enter(request, edition)
    if found.objection_days is None:
        raise Http404
    context = {
        "edition": found,
        "numbers": numbers_of(found, public=True),
        "inside": bool(seats & CHECKS),
    }
    return render(request, "kipp/objections/public.html", context)
