"""The switches of a place: what runs there, why or why not, and since whose word."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tuntas.catalogue.actions import CatalogueRefused, switch, switch_villages
from tuntas.catalogue.forms.switching import SwitchForm, VillagesForm
from tuntas.catalogue.models import Switch
from tuntas.catalogue.queries.explained import why
from tuntas.catalogue.queries.places import effects_at, running_below, villages_of
from tuntas.catalogue.queries.practice import parts_of
from tuntas.catalogue.queries.readiness import readiness_at
from tuntas.catalogue.queries.switches import effect, effects
from tuntas.catalogue.rules.permission import stands_above
from tuntas.catalogue.terms import SwitchState
from tuntas.catalogue.views.doors import managed, module_of
from tuntas.kernel.clock import now
from tuntas.people.middleware import SignedRequest
from tuntas.places.models import Place
from tuntas.places.queries import children, lineage
from tuntas.places.terms import Level

HISTORY = 50  # changes shown


@login_required
def switches(request: SignedRequest, place: str) -> HttpResponse:
    """Every service of the house as it stands at the place."""
    here = managed(request, place, now())
    names = {one.code: one.full_name for one in lineage(here)}
    context = {
        "place": here,
        "rows": [(found, why(found, names)) for found in effects(here)],
        "is_regency": here.level == Level.REGENCY,
        "below": children(here) if here.level in (Level.PROVINCE, Level.REGENCY) else [],
    }
    return render(request, "catalogue/switches.html", context)


@login_required
def one(request: SignedRequest, place: str, prefix: str) -> HttpResponse:
    """One service at the place: its state explained, what is ready, the switch, the history."""
    moment = now()
    here, module = managed(request, place, moment), module_of(prefix)
    found = effect(module.key, here)
    form = SwitchForm(found, request.POST or None, initial={"state": found.own})
    context: dict[str, Any] = {
        "place": here,
        "module": module,
        "effect": found,
        "why": why(found),
        "ready": readiness_at(module, here),
        "form": form,
        "is_regency": here.level == Level.REGENCY,
        "acts_from_above": stands_above(request.user, here, moment),
        "has_texts": bool(parts_of(module)),
        "history": Switch.objects.filter(module=module.key, place=here).select_related("by")[:HISTORY],
    }
    if request.method == "POST" and form.is_valid():
        state = SwitchState(form.cleaned_data["state"])
        closes = running_below(module, here) if state == SwitchState.HIDDEN else 0
        if closes and "sure" not in request.POST:
            return render(request, "catalogue/closing.html", context | {"closes": closes})
        try:
            reason = form.cleaned_data["reason"]
            switch(module=module.key, place=here, state=state, by=request.user, now=moment, reason=reason)
        except CatalogueRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Saved. It holds from now on."))
            return redirect("catalogue:switch", here.code, module.prefix)
    return render(request, "catalogue/switch.html", context, status=422 if form.errors else 200)


@login_required
def villages(request: SignedRequest, place: str, prefix: str) -> HttpResponse:
    """The villages of a regency: where the service runs, and switching many at once."""
    moment = now()
    here, module = managed(request, place, moment), module_of(prefix)
    if here.level != Level.REGENCY or Level.VILLAGE not in module.levels:
        raise Http404
    district = request.GET.get("district", "")
    places = villages_of(here, district)
    page = Paginator(places, 50).get_page(request.GET.get("page"))
    form = VillagesForm(places, request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            many = switch_villages(
                module=module.key,
                regency=here,
                villages=list(places if typed["everywhere"] else typed["villages"]),
                state=SwitchState(typed["state"]),
                reason=typed["reason"],
                by=request.user,
                now=moment,
            )
        except CatalogueRefused as refused:
            form.add_error(None, str(refused))
        else:
            _say(request, many)
            return redirect(request.get_full_path())
    context = {
        "place": here,
        "module": module,
        "form": form,
        "page": page,
        "rows": effects_at(module, list(page.object_list)),
        "chosen": {one.pk for one in form.cleaned_data.get("villages") or []} if form.is_bound else set(),
        "district": district,
        "districts": Place.objects.filter(parent=here).order_by("name"),
    }
    return render(request, "catalogue/villages.html", context, status=422 if form.errors else 200)


def _say(request: SignedRequest, many: Any) -> None:
    done = len(many.done)
    messages.success(
        request, ngettext("%(count)d village changed.", "%(count)d villages changed.", done) % {"count": done}
    )
    if many.refused:
        first = many.refused[0]
        parts = {"count": len(many.refused), "place": first.place.full_name, "why": first.why}
        messages.warning(request, _("%(count)d left as they are. %(place)s: %(why)s") % parts)
