"""Settings of a service at a place, and what the place has ready."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tuntas.catalogue.actions.settling import decide, declare
from tuntas.catalogue.forms.settling import ReadyForm, SettingsForm, worded
from tuntas.catalogue.queries.readiness import readiness_at
from tuntas.catalogue.queries.settings import settings_at
from tuntas.catalogue.views.doors import managed, module_of
from tuntas.files.terms import UploadRefused
from tuntas.kernel.clock import now
from tuntas.people.middleware import SignedRequest


@login_required
def settings(request: SignedRequest, place: str, prefix: str) -> HttpResponse:
    """What the place decides for itself, and whose word holds where it says nothing."""
    moment = now()
    here, module = managed(request, place, moment), module_of(prefix)
    held = settings_at(module, here)
    if not held:
        raise Http404
    form = SettingsForm(held, request.POST or None)
    if request.method == "POST" and form.is_valid():
        decide(module=module, place=here, values=form.values, by=request.user, now=moment)
        messages.success(request, _("Saved. It holds from now on."))
        return redirect("catalogue:settings", here.code, module.prefix)
    context = {
        "place": here,
        "module": module,
        "form": form,
        "rows": [(one, worded(one, one.value)) for one in held],
        "fields": list(form),
    }
    return render(request, "catalogue/settings.html", context, status=422 if form.errors else 200)


@login_required
def ready(request: SignedRequest, place: str, prefix: str, key: str) -> HttpResponse:
    """One thing the place should have: its own word on it, with evidence."""
    moment = now()
    here, module = managed(request, place, moment), module_of(prefix)
    found = next((one for one in readiness_at(module, here) if one.item.key == key), None)
    if found is None:
        raise Http404
    initial = {"met": found.met, "evidence": found.answer.evidence if found.answer else ""}
    form = ReadyForm(request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            declare(
                module=module,
                place=here,
                key=key,
                met=typed["met"],
                evidence=typed["evidence"],
                upload=typed["file"],
                by=request.user,
                now=moment,
            )
        except UploadRefused as refused:
            form.add_error("file", str(refused))
        else:
            messages.success(request, _("Saved."))
            return redirect("catalogue:switch", here.code, module.prefix)
    context = {"place": here, "module": module, "ready": found, "form": form}
    return render(request, "catalogue/ready.html", context, status=422 if form.errors else 200)
