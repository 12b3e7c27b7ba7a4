"""Pictures and claims of a visit, one at a time: small posts that survive a poor line."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tuntas.files.terms import UploadRefused
from tuntas.kernel.clock import now
from tuntas.kipp.actions.field import drop_claim
from tuntas.kipp.actions.findings import add_photo, drop_photo
from tuntas.kipp.actions.interview import MeetingRefused
from tuntas.kipp.forms.meetings import PhotoForm
from tuntas.kipp.models import Claim, Edition, Photo
from tuntas.kipp.views import doors
from tuntas.kipp.views.meetings.visits import SEATED, visit_of


@doors.behind(SEATED)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: doors.Visit, edition: Edition, reference: str) -> HttpResponse:
    """Upload one picture with its caption; on refusal the caption comes back."""
    visit = visit_of(request, edition, reference, write=True)
    form = PhotoForm(request.POST or None, request.FILES or None, visit=visit)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            add_photo(
                visit=visit,
                upload=data["picture"],
                caption=data["caption"],
                claim=data["claim"],
                by=request.user,
                now=now(),
            )
        except UploadRefused as error:
            form.add_error("picture", str(error))
        except MeetingRefused as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The picture is kept."))
            return redirect("kipp:visit", edition.slug, reference)
    context = {"edition": edition, "visit": visit, "entry": visit.entry, "form": form}
    return render(request, "kipp/meetings/visit_photo.html", context)


@doors.behind(SEATED)
@require_POST
def drop(request: doors.Visit, edition: Edition, reference: str, pk: int) -> HttpResponse:
    """Take one picture away."""
    visit = visit_of(request, edition, reference, write=True)
    photo = get_object_or_404(Photo.objects.select_related("visit"), visit=visit, pk=pk)
    return _dropped(request, edition, reference, lambda by: drop_photo(photo=photo, by=by, now=now()))


@doors.behind(SEATED)
@require_POST
def drop_one_claim(request: doors.Visit, edition: Edition, reference: str, pk: int) -> HttpResponse:
    """Take one unchecked claim off the list."""
    visit = visit_of(request, edition, reference, write=True)
    claim = get_object_or_404(Claim.objects.select_related("visit"), visit=visit, pk=pk)
    return _dropped(request, edition, reference, lambda by: drop_claim(claim=claim, by=by, now=now()))


def _dropped(request: doors.Visit, edition: Edition, reference: str, act: Any) -> HttpResponse:
    try:
        act(request.user)
    except MeetingRefused as error:
        messages.error(request, str(error))
    return redirect("kipp:visit", edition.slug, reference)
