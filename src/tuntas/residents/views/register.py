"""The register: its list, searching, and the villages somebody keeps."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from tuntas.kernel.clock import now as clock_now
from tuntas.kernel.clock import wib_date
from tuntas.people.middleware import SignedRequest
from tuntas.people.views.limits import limited
from tuntas.residents.actions.reading import lines, search
from tuntas.residents.forms.records import FilterForm, SearchForm
from tuntas.residents.queries.register import hamlets, listed, totals, waiting
from tuntas.residents.rules import villages_kept
from tuntas.residents.terms import Group, Purpose, ResidentState
from tuntas.residents.views.doors import KeeperRequest, keeper

_SHOWN = (ResidentState.PRESENT, ResidentState.AWAY, ResidentState.DEAD)


@require_safe
@login_required
def home(request: SignedRequest) -> HttpResponse:
    """The villages whose register the person keeps; the only one opens by itself."""
    kept = list(villages_kept(request.user, clock_now()))
    if not kept:
        raise Http404
    if len(kept) == 1:
        return redirect("residents:list", kept[0].code)
    return render(request, "residents/villages.html", {"villages": kept})


@require_safe
@keeper
def residents(request: KeeperRequest) -> HttpResponse:
    """One page of the register by hamlet, RT and family."""
    form, chosen = _filters(request)
    rows = listed(request.place, **chosen, day=wib_date(request.moment))
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    context = {
        "place": request.place,
        "page": page,
        "lines": lines(
            rows=list(page), village=request.place, by=request.user, now=request.moment, roles=request.roles
        ),
        "form": form,
        "search": SearchForm(auto_id="search_%s"),
        "filtered": any(chosen.values()),
    }
    return render(request, "residents/list.html", context)


def _filters(request: KeeperRequest) -> tuple[FilterForm, dict[str, str]]:
    form = FilterForm(request.GET)
    form.fields["dusun"].choices = [("", "–"), *[(name, name) for name in hamlets(request.place)]]  # type: ignore[attr-defined]
    form.fields["kelompok"].choices = [("", "–"), *Group.choices]  # type: ignore[attr-defined]
    form.fields["keadaan"].choices = [(state.value, state.label) for state in _SHOWN]  # type: ignore[attr-defined]
    form.is_valid()
    typed: dict[str, Any] = form.cleaned_data
    names = {"hamlet": "dusun", "rt": "rt", "group": "kelompok", "state": "keadaan"}
    return form, {name: typed.get(asked, "") for name, asked in names.items()}


@require_http_methods(["GET", "HEAD", "POST"])
@limited("residents")
@keeper
def find(request: KeeperRequest) -> HttpResponseBase:
    """Look for somebody by name or whole NIK. What was typed is in no address and in no log."""
    form = SearchForm(request.POST or None)
    found = None
    if request.method == "POST" and form.is_valid():
        found = search(
            place=request.place,
            text=form.cleaned_data["q"],
            purpose=Purpose.REGISTER_UPKEEP,
            by=request.user,
            now=request.moment,
        )
    return render(request, "residents/find.html", {"place": request.place, "form": form, "found": found})


@require_safe
@keeper
def office(request: KeeperRequest) -> HttpResponse:
    """What else there is to do with the register: import, doubles, requests."""
    context = {"place": request.place, "waiting": waiting(request.place), "totals": totals(request.place)}
    return render(request, "residents/office.html", context)
