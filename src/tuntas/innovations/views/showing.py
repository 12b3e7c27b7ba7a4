"""Figures, pictures and documents of an innovation, for its owner."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tuntas.files.terms import UploadRefused
from tuntas.innovations import actions
from tuntas.innovations.forms.writing import MeasureForm, PaperForm, PictureForm, PictureWordsForm
from tuntas.innovations.models import Innovation, Measure, Paper, Picture
from tuntas.innovations.views.doors import say, to_write
from tuntas.kernel.clock import now
from tuntas.kernel.text import whole_number
from tuntas.people.middleware import SignedRequest

BOTH = ["GET", "HEAD", "POST"]


@login_required
@require_http_methods(BOTH)
def measures(request: SignedRequest, slug: str) -> HttpResponse:
    """The figures there are, and a form for one more."""
    moment = now()
    innovation = to_write(request, slug, moment)
    form = MeasureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_measure(innovation=innovation, by=request.user, now=moment, facts=form.facts())
        except actions.InnovationRefused as refused:
            form.add_error(None, str(refused))
        else:
            say(request, _("The figure is on the page."))
            return redirect("innovations:measures", slug)
    return _page(request, "measures", innovation, form=form, rows=innovation.measures.all())


@login_required
@require_http_methods(BOTH)
def measure(request: SignedRequest, slug: str, pk: int) -> HttpResponse:
    """Correct a figure, or take it away."""
    moment = now()
    innovation = to_write(request, slug, moment)
    held = get_object_or_404(Measure.objects.select_related("innovation"), pk=pk, innovation=innovation)
    if "drop" in request.POST:
        actions.drop_measure(measure=held, by=request.user, now=moment)
        say(request, _("The figure is gone."))
        return redirect("innovations:measures", slug)
    form = MeasureForm(request.POST or None, instance=held)
    if request.method == "POST" and form.is_valid():
        revision = form.cleaned_data["revision"] or 0
        try:
            actions.change_measure(measure=held, by=request.user, now=moment, revision=revision, facts=form.facts())
        except actions.InnovationRefused as refused:
            form.add_error(None, str(refused))
        else:
            say(request, _("Saved."))
            return redirect("innovations:measures", slug)
    return _page(request, "measure", innovation, form=form, measure=held)


@login_required
@require_http_methods(BOTH)
def pictures(request: SignedRequest, slug: str) -> HttpResponse:
    """The pictures there are, and a form for one more."""
    moment = now()
    innovation = to_write(request, slug, moment)
    form = PictureForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            actions.add_picture(innovation=innovation, upload=upload, words=form.words(), by=request.user, now=moment)
        except (UploadRefused, actions.InnovationRefused) as refused:
            form.add_error("file", str(refused))
        else:
            say(request, _("The picture is on the page."))
            return redirect("innovations:pictures", slug)
    return _page(request, "pictures", innovation, form=form, rows=innovation.pictures.select_related("file"))


@login_required
@require_http_methods(BOTH)
def picture(request: SignedRequest, slug: str, pk: int) -> HttpResponse:
    """Say something else about a picture, or take it away."""
    moment = now()
    innovation = to_write(request, slug, moment)
    held = get_object_or_404(Picture.objects.select_related("innovation", "file"), pk=pk, innovation=innovation)
    if "drop" in request.POST:
        actions.drop_picture(picture=held, by=request.user, now=moment)
        say(request, _("The picture is gone."))
        return redirect("innovations:pictures", slug)
    told = {name: getattr(held, name) for name in PictureWordsForm.base_fields}
    form = PictureWordsForm(request.POST or None, initial=told)
    if request.method == "POST" and form.is_valid():
        actions.change_picture(picture=held, words=form.words(), by=request.user, now=moment)
        say(request, _("Saved."))
        return redirect("innovations:pictures", slug)
    return _page(request, "picture", innovation, form=form, picture=held)


@login_required
@require_http_methods(BOTH)
def papers(request: SignedRequest, slug: str) -> HttpResponse:
    """The documents there are, and a form for one more."""
    moment = now()
    innovation = to_write(request, slug, moment)
    if "drop" in request.POST:
        pk = request.POST["drop"]
        held = innovation.papers.select_related("innovation", "file").filter(pk=whole_number(pk) or 0).first()
        if held is not None:
            actions.drop_paper(paper=held, by=request.user, now=moment)
            say(request, _("The document is gone."))
        return redirect("innovations:papers", slug)
    form = PaperForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        typed = dict(form.cleaned_data)
        upload = typed.pop("file")
        try:
            actions.add_paper(innovation=innovation, upload=upload, by=request.user, now=moment, **typed)
        except (UploadRefused, actions.InnovationRefused) as refused:
            form.add_error("file", str(refused))
        else:
            say(request, _("The document is on the page."))
            return redirect("innovations:papers", slug)
    rows = Paper.objects.filter(innovation=innovation).select_related("file")
    return _page(request, "papers", innovation, form=form, rows=rows)


def _page(request: SignedRequest, name: str, innovation: Innovation, **more: Any) -> HttpResponse:
    return render(request, f"innovations/write/{name}.html", {"innovation": innovation, **more})
