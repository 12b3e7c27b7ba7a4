"""Beginning an entry, and the list of one's own."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_http_methods, require_safe

from tuntas.innovations.models import Innovation
from tuntas.innovations.queries import alike
from tuntas.kernel.clock import now as clock_now
from tuntas.kipp.actions.entries import EntryRefused, start
from tuntas.kipp.flow import ENTRY
from tuntas.kipp.forms.entries import NEW, LinkInnovationForm, StartForm
from tuntas.kipp.models import Edition, Group
from tuntas.kipp.queries.entries import of_person
from tuntas.kipp.queries.offers import Condition, Offer, conditions_of, offers_for
from tuntas.kipp.rules.calendar import stage_of_kind
from tuntas.kipp.rules.entries import registration_shut
from tuntas.kipp.terms import StageKind
from tuntas.kipp.views.entries.access import TONES, asking, edition_at
from tuntas.people.models import Organisation


def _choosable(conditions: list[Condition], organisations: list[Organisation]) -> list[Group]:
    """Groups at least one of the organisations may enter; the action asks again for the chosen one."""
    ids = {pk for one in organisations for pk in (one.pk, one.parent_id) if pk}
    return [c.group for c in conditions if not c.group.invited_only or c.invited & ids]


def _page(
    request: HttpRequest, edition: Edition, offers: list[Offer], conditions: list[Condition], **more: Any
) -> HttpResponse:
    context = {
        "edition": edition,
        "offers": [offer for offer in offers if offer.track],
        "outside": [offer for offer in offers if not offer.track],
        "conditions": conditions,
        "registration": stage_of_kind(edition, StageKind.REGISTRATION),
        "organisations_link": _address("people:organisations"),
    } | more
    return render(request, "kipp/entries/new.html", context)


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, edition: str) -> HttpResponse:
    """Choose organisation, group and title; near copies in the register are shown before a draft is made."""
    found, now = edition_at(request, edition), clock_now()
    offers, conditions = offers_for(asking(request), found, now), conditions_of(found)
    organisations = [offer.organisation for offer in offers if offer.track]
    if sentence := registration_shut(found, now):
        return _page(request, found, offers, conditions, sentence=sentence)
    form = StartForm(
        request.POST or None,
        edition=found,
        organisations=organisations,
        groups=_choosable(conditions, organisations),
    )
    if request.method == "POST" and form.is_valid():
        return _begin(request, found, form, offers, conditions)
    return _page(request, found, offers, conditions, form=form)


def _begin(
    request: HttpRequest, edition: Edition, form: StartForm, offers: list[Offer], conditions: list[Condition]
) -> HttpResponse:
    typed = form.cleaned_data
    near = alike(typed["title"], owner=typed["organisation"])
    choice = LinkInnovationForm({"innovation": typed["innovation"]} if typed["innovation"] else None, alike=near)
    if near and not choice.is_valid():
        return _page(request, edition, offers, conditions, form=form, alike=near, choice=choice)
    chosen = typed["innovation"]
    linked = Innovation.objects.filter(pk=chosen).first() if near and chosen != NEW else None
    try:
        entry = start(
            edition=edition,
            organisation=typed["organisation"],
            group=typed["group"],
            category=typed.get("category"),
            title=typed["title"],
            started_on=typed["started_on"] or (linked.started_on if linked else None),
            origin=typed["origin"],
            innovation=linked,
            by=asking(request),
            now=clock_now(),
        )
    except EntryRefused as refused:
        form.add_error(None, str(refused))
        return _page(request, edition, offers, conditions, form=form)
    return HttpResponseRedirect(reverse("kipp:entry_write", args=[edition.slug, entry.case.reference]))


@login_required
@require_safe
def mine(request: HttpRequest, edition: str) -> HttpResponse:
    """The entries somebody writes or administers in this edition."""
    found, now = edition_at(request, edition), clock_now()
    entries = list(of_person(asking(request), found.pk, now)[:200])
    rows = [
        {
            "entry": entry,
            "href": reverse("kipp:entry", args=[found.slug, entry.case.reference]),
            "status": ENTRY.stage(entry.case.stage).public,
            "tone": TONES.get(entry.case.stage, "ok"),
        }
        for entry in entries
    ]
    context = {
        "edition": found,
        "entries": entries,
        "rows": rows,
        "sentence": registration_shut(found, now),
        "registration": stage_of_kind(found, StageKind.REGISTRATION),
    }
    return render(request, "kipp/entries/mine.html", context)
