"""Opening an edition: a preset, then name, year and office; and publishing it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tuntas.kernel.clock import now, wib_date
from tuntas.kernel.text import clean
from tuntas.kipp.actions.editions import AlreadyPublished, EditionRefused, NotReady, open_edition, publish
from tuntas.kipp.forms.editions import OpenForm
from tuntas.kipp.models import Edition
from tuntas.kipp.presets.catalogue import PRESETS
from tuntas.kipp.queries.editions import likely_office, rulebook_of, visible_to
from tuntas.kipp.rules.publishing import problems_of, warnings_of
from tuntas.kipp.rules.seats import ORGANISES, may_open
from tuntas.kipp.terms import EditionStatus
from tuntas.kipp.views.doors import Visit, behind


@login_required
def new(request: Visit) -> HttpResponse:
    """Choose a preset; then `?preset=` asks for name, year and office."""
    if not may_open(request.user, now()):
        raise PermissionDenied
    preset = PRESETS.get(request.POST.get("preset") or request.GET.get("preset") or "")
    if preset is None:
        earlier = visible_to(request.user).order_by("-year", "name", "pk")[:20]
        return render(request, "kipp/editions/presets.html", {"presets": PRESETS.values(), "earlier": earlier})
    initial = {"name": preset.name[0] if preset.key.startswith("jateng") else "", "year": wib_date(now()).year}
    if preset.key.startswith("jateng"):
        initial["name"] = f"KIPP Jawa Tengah {initial['year']}"
    form = OpenForm(request.POST or None, initial=initial, now=now())
    form.initial["office"] = likely_office(request.user, form.offices)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if twin := _just_opened(request, data["name"]):  # a second click on the same button
            return redirect("kipp:rules", twin.slug)
        try:
            made = open_edition(
                preset=preset.key,
                name=clean(data["name"]),
                year=data["year"],
                office=data["office"],
                by=request.user,
                now=now(),
            )
        except EditionRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The draft edition is open. Nobody else sees it until you publish it."))
            return redirect("kipp:rules", made.slug)
    return render(request, "kipp/editions/new.html", {"form": form, "preset": preset})


def _just_opened(request: Visit, name: str) -> Edition | None:
    """A draft of the same name the same person opened within the last minute."""
    latest = Edition.objects.filter(created_by=request.user, status=EditionStatus.DRAFT, name=clean(name))
    found = latest.order_by("-created_at", "-pk").first()
    return found if found and (now() - found.created_at).total_seconds() < 60 else None


@behind(ORGANISES)
def publishing(request: Visit, edition: Edition) -> HttpResponse:
    """What is still wrong, what publishing means, and the button."""
    problems = problems_of(edition)
    if request.method == "POST":
        try:
            publish(edition=edition, by=request.user, now=now())
        except NotReady as refused:
            problems = refused.problems
        except AlreadyPublished as refused:
            messages.info(request, str(refused))
            return redirect("kipp:board", edition.slug)
        else:
            messages.success(request, _("The edition is public."))
            return redirect("kipp:board", edition.slug)
    return render(
        request,
        "kipp/editions/publish.html",
        {
            "edition": edition,
            "problems": problems,
            "warnings": warnings_of(edition, now()),
            "rules": rulebook_of(edition, now()),
            "is_draft": edition.status == EditionStatus.DRAFT,
        },
    )
