"""The secretariat's list of entries, reminders over all matches, and invites."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from tuntas.kernel.clock import now as clock_now
from tuntas.kipp.actions.calendar import CalendarRefused, nudge
from tuntas.kipp.actions.invites import invite, uninvite
from tuntas.kipp.forms.entries import InviteForm
from tuntas.kipp.models import Edition, Invite
from tuntas.kipp.queries.listing import SORTS, Filters, counts_of, listing, options_of, rows_of
from tuntas.kipp.rules.entries import NOT_YET_SENT
from tuntas.kipp.terms import Seat
from tuntas.kipp.views.doors import Visit, behind
from tuntas.kipp.views.entries.access import asking

OFFICE = frozenset({Seat.ORGANISER, Seat.SECRETARIAT})
PAGE = 50


def _address(name: str, *args: str) -> str:
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


@behind(OFFICE)
@require_safe
def entries(request: Visit, edition: Edition) -> HttpResponse:
    """All entries, fifty a page or all at once."""
    filters, now = Filters.of(request.GET), clock_now()
    found, whole = listing(edition, filters), "semua" in request.GET
    page = None if whole else Paginator(found, PAGE).get_page(request.GET.get("page"))
    counts, options = counts_of(edition), options_of(edition)
    shown: Any = page.object_list if page else found
    rows = rows_of(edition, shown, options, now)
    context = {
        "edition": edition,
        "filters": filters,
        "rows": rows,
        "page": page,
        "found": page.paginator.count if page else len(rows),
        "whole": whole,
        "counts": counts,
        "total": sum(count for _key, _name, count in counts),
        "options": options,
        "sorts": _sorts(),
        "sample_word": _("sample"),
        "late_word": _("late"),
        "filtered": any(value for field, value in vars(filters).items() if field != "sort"),
        "exports": [(kind, _address("kipp:export", edition.slug, "entries", kind)) for kind in ("xlsx", "csv")],
        "organiser": Seat.ORGANISER in request.seats,
    }
    return render(request, "kipp/entries/list.html", context)


def _sorts() -> list[tuple[str, str]]:
    names = {
        "nomor": _("Number"),
        "judul": _("Title"),
        "instansi": _("Organisation"),
        "tahap": _("Stage"),
        "lama": _("Longest in its stage"),
        "baru": _("Last changed"),
    }
    return [(key, names[key]) for key in SORTS]


@behind(OFFICE)
@require_http_methods(["GET", "HEAD", "POST"])
def remind(request: Visit, edition: Edition) -> HttpResponse:
    """Remind the writers or local admins of every draft the list shows now, after saying how many there are."""
    filters = Filters.of(request.GET)
    found = listing(edition, filters).filter(case__stage__in=NOT_YET_SENT)
    back = f"{reverse('kipp:entries', args=[edition.slug])}?{request.GET.urlencode()}"
    if request.method != "POST":
        context = {"edition": edition, "count": found.count(), "back": back}
        return render(request, "kipp/entries/remind.html", context)
    try:
        told = nudge(edition=edition, by=asking(request), now=clock_now(), entries=found)
    except CalendarRefused as refused:
        messages.error(request, str(refused))
    else:
        sentence = ngettext("%(count)d person was reminded.", "%(count)d people were reminded.", told)
        messages.success(request, sentence % {"count": told})
    return HttpResponseRedirect(back)


@behind(frozenset({Seat.ORGANISER}))
@require_http_methods(["GET", "HEAD", "POST"])
def invites(request: Visit, edition: Edition) -> HttpResponse:
    """Organisations invited into groups that are open to invited ones only."""
    groups = list(edition.groups.filter(invited_only=True))
    form = InviteForm(request.POST if "invite" in request.POST else None, groups=groups)
    if request.method == "POST":
        done = _invites_post(request, edition, form)
        if done:
            return done
    there = Invite.objects.filter(group__in=groups).select_related("organisation__place", "group", "by")
    context: dict[str, Any] = {
        "edition": edition,
        "groups": groups,
        "form": form,
        "invites": there.order_by("group__order", "group_id", "organisation__name", "pk"),
    }
    return render(request, "kipp/entries/invites.html", context)


def _invites_post(request: Visit, edition: Edition, form: InviteForm) -> HttpResponse | None:
    now, here = clock_now(), HttpResponseRedirect(reverse("kipp:invites", args=[edition.slug]))
    if "take_back" in request.POST:
        wanted = request.POST.get("take_back", "")
        number = int(wanted) if wanted.isdecimal() else 0
        found = Invite.objects.filter(group__edition=edition, pk=number).first()
        if found:
            uninvite(invite=found, by=asking(request), now=now)
            messages.success(request, _("The invite was taken back."))
        return here
    if not form.is_valid():
        return None
    typed = form.cleaned_data
    if typed["group"].edition_id != edition.pk:
        raise PermissionDenied
    invite(group=typed["group"], organisation=typed["organisation"], by=asking(request), now=now)
    messages.success(request, _("%(organisation)s may enter now.") % {"organisation": typed["organisation"].name})
    return here
