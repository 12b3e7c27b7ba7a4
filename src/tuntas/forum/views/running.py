"""Events behind the scenes: made, published, their programme, what is left afterwards."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tuntas.files.terms import UploadRefused
from tuntas.forum.actions import gatherings as acts
from tuntas.forum.actions.refusals import ForumRefused
from tuntas.forum.forms.gatherings import CancelForm, GatheringForm, ItemForm, MaterialForm
from tuntas.forum.models import Gathering, Item, Material
from tuntas.forum.queries import gatherings as found
from tuntas.forum.rules.gatherings import is_over
from tuntas.forum.views.doors import organising, sent
from tuntas.kernel.clock import now
from tuntas.people.middleware import SignedRequest


def _known(slug: str) -> Gathering:
    gathering = found.gathering_of(slug)
    if gathering is None:
        raise Http404
    return gathering


@organising
def begin(request: SignedRequest) -> HttpResponse:
    """A new event."""
    form = GatheringForm(sent(request))
    if request.method == "POST" and form.is_valid():
        gathering = acts.begin_gathering(values=form.changes(), by=request.user, now=now())
        messages.success(request, _("Saved. Nobody else sees it yet."))
        return redirect("forum:gathering_desk", gathering.slug)
    context = {"form": form, "gathering": None}
    return render(request, "forum/gatherings/write.html", context, status=422 if form.errors else 200)


@organising
@require_safe
def desk(request: SignedRequest, slug: str) -> HttpResponse:
    """Where the event stands, its programme and materials."""
    gathering = _known(slug)
    context = {
        "gathering": gathering, "found": found.page_of(gathering, None), "counts": found.counted(gathering),
        "over": is_over(gathering, now()),
    }  # fmt: skip
    return render(request, "forum/gatherings/desk.html", context)


@organising
def write(request: SignedRequest, slug: str) -> HttpResponse:
    """Change an event; whoever registered is told of a new time or place."""
    gathering = _known(slug)
    form = GatheringForm(sent(request), instance=gathering)
    if request.method == "POST" and form.is_valid():
        try:
            acts.save_gathering(
                gathering=gathering, values=form.changes(), revision=form.seen, by=request.user, now=now()
            )
        except ForumRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Saved."))
            return redirect("forum:gathering_desk", slug)
    context = {"form": form, "gathering": gathering}
    return render(request, "forum/gatherings/write.html", context, status=422 if form.errors else 200)


@organising
def publish(request: SignedRequest, slug: str) -> HttpResponse:
    """Ask once, then everybody can read about it."""
    gathering = _known(slug)
    if request.method == "POST":
        acts.publish_gathering(gathering=gathering, by=request.user, now=now())
        messages.success(request, _("Published."))
        return redirect("forum:gathering_desk", slug)
    return render(request, "forum/gatherings/publish.html", {"gathering": gathering})


@organising
def cancel(request: SignedRequest, slug: str) -> HttpResponse:
    """Ask once, with a reason everybody reads."""
    gathering = _known(slug)
    form = CancelForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            acts.cancel_gathering(gathering=gathering, by=request.user, now=now(), **form.cleaned_data)
        except ForumRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Called off. Those who registered are told."))
            return redirect("forum:gathering_desk", slug)
    context = {"form": form, "gathering": gathering}
    return render(request, "forum/gatherings/cancel.html", context, status=422 if form.errors else 200)


@organising
def item(request: SignedRequest, slug: str, pk: int | None = None) -> HttpResponse:
    """Add a line to the programme of the day, or change one."""
    gathering = _known(slug)
    line = get_object_or_404(Item, pk=pk, gathering=gathering) if pk is not None else None
    initial = None if line else {"starts_at": gathering.starts_at, "ends_at": gathering.ends_at}
    form = ItemForm(sent(request), instance=line, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            acts.put_item(gathering=gathering, values=form.changes(), by=request.user, now=now(), item=line)
        except ForumRefused as refused:
            form.add_error("starts_at", str(refused))
        else:
            messages.success(request, _("Saved."))
            return redirect("forum:gathering_desk", slug)
    context = {"form": form, "gathering": gathering, "line": line}
    return render(request, "forum/gatherings/item.html", context, status=422 if form.errors else 200)


@organising
@require_POST
def drop_item(request: SignedRequest, slug: str, pk: int) -> HttpResponse:
    """Take a line out of the programme of the day."""
    line = Item.objects.select_related("gathering").filter(pk=pk, gathering__slug=slug).first()
    if line is not None:
        acts.drop_item(item=line, by=request.user, now=now())
        messages.success(request, _("Taken out."))
    return redirect("forum:gathering_desk", slug)


@organising
def material(request: SignedRequest, slug: str) -> HttpResponse:
    """Leave a file or a link."""
    gathering = _known(slug)
    form = MaterialForm(sent(request), request.FILES if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        words = {key: form.cleaned_data[key] for key in ("title", "title_en", "link")}
        upload = form.cleaned_data["upload"]
        try:
            acts.add_material(
                gathering=gathering, upload=upload, name=upload.name if upload else "", by=request.user, now=now(),
                **words,
            )  # fmt: skip
        except (ForumRefused, UploadRefused) as refused:
            form.add_error("upload", str(refused))
        else:
            messages.success(request, _("Saved."))
            return redirect("forum:gathering_desk", slug)
    context = {"form": form, "gathering": gathering}
    return render(request, "forum/gatherings/material.html", context, status=422 if form.errors else 200)


@organising
@require_POST
def drop_material(request: SignedRequest, slug: str, pk: int) -> HttpResponse:
    """Take a file or link away."""
    left = Material.objects.select_related("gathering", "file").filter(pk=pk, gathering__slug=slug).first()
    if left is not None:
        acts.drop_material(material=left, by=request.user, now=now())
        messages.success(request, _("Taken out."))
    return redirect("forum:gathering_desk", slug)
