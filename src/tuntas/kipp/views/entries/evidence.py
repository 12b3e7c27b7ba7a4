"""Attaching evidence: one requirement a page."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tuntas.files.terms import UploadRefused
from tuntas.kipp.actions.entries import DoorShut, EntryRefused
from tuntas.kipp.actions.evidence import attach_file, attach_link, put_back, take_off
from tuntas.kipp.forms.entries import LinkForm, UploadForm
from tuntas.kipp.models import Requirement
from tuntas.kipp.queries.tasks import asked_of, size_hint, tasks_of
from tuntas.kipp.rules.entries import why_not_write
from tuntas.kipp.rules.evidence import is_file, kind_of
from tuntas.kipp.views.entries.access import Door, asking, shut, team_door
from tuntas.kipp.views.entries.writing import address_of


def _requirement(door: Door, key: str) -> Requirement:
    found = next((one for one in asked_of(door.entry)[1] if one.key == key), None)
    if found is None:
        raise Http404
    return found


def _form(requirement: Requirement, *data: Any) -> UploadForm | LinkForm:
    if not is_file(requirement):
        return LinkForm(*data)
    form = UploadForm(*data)
    kind = kind_of(requirement)
    form.fields["upload"].widget.attrs["accept"] = kind.accept
    form.fields["upload"].help_text = size_hint(requirement)
    return form


def _page(request: HttpRequest, door: Door, asked: Requirement, form: Any, status: int = 200) -> HttpResponse:
    everything = list(
        door.entry.evidence.filter(requirement=asked).select_related("file", "added_by").order_by("added_at", "pk")
    )
    there = [item for item in everything if item.removed_at is None]
    context = {
        "door": door,
        "entry": door.entry,
        "edition": door.edition,
        "requirement": asked,
        "form": form,
        "hint": size_hint(asked),
        "by_file": is_file(asked),
        "there": there,
        "off": [item for item in everything if item.removed_at is not None][-5:],
        "full": len(there) >= asked.most > 1,
        "following": address_of(door, tasks_of(door.entry).after("requirement", asked.key)),
    }
    return render(request, "kipp/entries/evidence.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def evidence(request: HttpRequest, edition: str, reference: str, requirement: str) -> HttpResponse:
    """What is attached for a requirement, and a form to attach more."""
    door = team_door(request, edition, reference)
    asked = _requirement(door, requirement)
    if why_not_write(asking(request), door.entry, door.now):
        return shut(request, door)
    if request.method != "POST":
        return _page(request, door, asked, _form(asked))
    form = _form(asked, request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, door, asked, form, 422)
    common: dict[str, Any] = {"entry": door.entry, "requirement": asked, "by": asking(request), "now": door.now}
    typed = form.cleaned_data
    try:
        if is_file(asked):
            upload = typed["upload"]
            attach_file(upload=upload, name=upload.name, caption=typed["caption"], **common)
        else:
            attach_link(link=typed["link"], caption=typed["caption"], **common)
    except DoorShut as refused:
        return shut(request, door, str(refused))
    except (UploadRefused, EntryRefused) as refused:
        form.add_error("upload" if is_file(asked) else "link", str(refused))
        return _page(request, door, asked, form, 422)
    messages.success(request, _("Attached."))
    return HttpResponseRedirect(reverse("kipp:entry_evidence", args=[*door.args, asked.key]))


@login_required
@require_POST
def evidence_off(request: HttpRequest, edition: str, reference: str, requirement: str, item: int) -> HttpResponse:
    """Take an attachment off, or put it back (`again` in the form)."""
    door = team_door(request, edition, reference)
    asked = _requirement(door, requirement)
    found = door.entry.evidence.filter(requirement=asked, pk=item).first()
    if found is None:
        raise Http404
    try:
        if "again" in request.POST:
            put_back(evidence=found, by=asking(request), now=door.now)
            messages.success(request, _("Put back."))
        else:
            take_off(evidence=found, by=asking(request), now=door.now)
            messages.success(request, _("Taken off. You can put it back below."))
    except DoorShut as refused:
        return shut(request, door, str(refused))
    except EntryRefused as refused:
        messages.error(request, str(refused))
    return HttpResponseRedirect(reverse("kipp:entry_evidence", args=[*door.args, asked.key]))
