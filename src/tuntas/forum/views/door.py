"""The door of an event, and the list of those who come."""

import hashlib
from datetime import datetime

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tuntas.files.sheets import Sheet, write_csv, write_xlsx
from tuntas.files.terms import CSV_TYPE, XLSX_TYPE
from tuntas.forum.actions.door import Arrival, let_in
from tuntas.forum.actions.refusals import ForumRefused
from tuntas.forum.forms.gatherings import DoorForm
from tuntas.forum.models import Booking, Gathering
from tuntas.forum.queries import gatherings as found
from tuntas.forum.rules.gatherings import door_is_open, grouped_code, normal_code
from tuntas.forum.terms import BookingState
from tuntas.forum.views.doors import at_the_door, organising, sent
from tuntas.kernel.clock import now
from tuntas.kernel.text import clean
from tuntas.people.middleware import SignedRequest
from tuntas.ui.templatetags.ui import when

DIGEST = 10  # hex letters of a code's hash that a phone keeps to know tickets without a line
FORMS = {"xlsx": XLSX_TYPE, "csv": CSV_TYPE}


def _known(slug: str) -> Gathering:
    gathering = found.gathering_of(slug)
    if gathering is None or gathering.published_at is None:
        raise Http404
    return gathering


def _said(arrival: Arrival) -> str:
    """What whoever stands at the door reads."""
    booking = arrival.booking
    who = f"{booking.person.name}, {booking.office}" if booking.office else booking.person.name
    if not arrival.again:
        return _("Welcome: %(who)s") % {"who": who}
    parts = {"who": who, "when": when(booking.came_at), "by": booking.let_in_by or "–"}
    return _("This ticket was used before: %(who)s, %(when)s, let in by %(by)s") % parts


@at_the_door
def door(request: SignedRequest, slug: str) -> HttpResponse:
    """Let people in by their code; works without scripts, and with them without a line."""
    gathering = _known(slug)
    form = DoorForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            arrival = let_in(gathering=gathering, code=form.cleaned_data["code"], by=request.user, now=now())
        except ForumRefused as refused:
            form.add_error("code", str(refused))
        else:
            (messages.warning if arrival.again else messages.success)(request, _said(arrival))
            return redirect("forum:door", slug)
    codes = Booking.objects.filter(gathering=gathering, state=BookingState.CONFIRMED).values_list("code", flat=True)
    context = {
        "form": form, "gathering": gathering, "counts": found.counted(gathering),
        "open": door_is_open(gathering, now()),
        "known": [hashlib.sha256(code.encode()).hexdigest()[:DIGEST] for code in codes],
    }  # fmt: skip
    return render(request, "forum/gatherings/door.html", context, status=422 if form.errors else 200)


@at_the_door
@require_POST
def send(request: SignedRequest, slug: str) -> JsonResponse:
    """The same for scripts; `at` is the moment a phone without a line let somebody in."""
    gathering = _known(slug)
    try:
        arrival = let_in(
            gathering=gathering, code=request.POST.get("code", "")[:300], by=request.user, now=now(),
            at=_moment(request.POST.get("at", "")),
        )  # fmt: skip
    except ForumRefused as refused:
        return JsonResponse({"tone": "bad", "text": str(refused)}, status=409)
    return JsonResponse({"tone": "warn" if arrival.again else "ok", "text": _said(arrival)})


def _moment(typed: str) -> datetime | None:
    try:
        found_ = parse_datetime(typed)
    except ValueError:
        return None
    return found_ if found_ is not None and found_.tzinfo is not None else None


@at_the_door
def arrival(request: SignedRequest, slug: str, code: str) -> HttpResponse:
    """What a ticket's QR opens: who it is, and one button."""
    gathering, known = _known(slug), normal_code(code)
    booking = Booking.objects.select_related("person", "let_in_by").filter(gathering=gathering, code=known).first()
    if not known or booking is None:
        raise Http404
    if request.method == "POST":
        try:
            came = let_in(gathering=gathering, code=known, by=request.user, now=now())
        except ForumRefused as refused:
            messages.error(request, str(refused))
            return redirect("forum:arrival", slug, known)
        (messages.warning if came.again else messages.success)(request, _said(came))
        return redirect("forum:door", slug)
    context = {
        "gathering": gathering, "booking": booking, "code": grouped_code(known),
        "open": door_is_open(gathering, now()),
    }  # fmt: skip
    return render(request, "forum/gatherings/arrival.html", context)


@organising
@require_safe
def attendees(request: SignedRequest, slug: str) -> HttpResponse:
    """Who comes, who waits, who came; what people need stands here and nowhere else."""
    gathering = _known(slug)
    state, text = request.GET.get("keadaan", ""), clean(request.GET.get("q", ""))[:200]
    page = Paginator(found.attendees(gathering, state=state, text=text), 50).get_page(request.GET.get("page"))
    more = [("came", _("Came")), ("absent", _("Did not come (yet)")), ("needs", _("With needs"))]
    states = [*BookingState.choices, *more]
    context = {
        "gathering": gathering, "page": page, "state": state, "asked": text, "states": states,
        "counts": found.counted(gathering),
    }  # fmt: skip
    return render(request, "forum/gatherings/attendees.html", context)


@organising
@require_safe
def export(request: SignedRequest, slug: str, form: str) -> HttpResponse:
    """The attendance list as a table, without what people need: that is deleted here, and files are not."""
    gathering = _known(slug)
    if form not in FORMS:
        raise Http404
    columns = [_("Name"), _("Organisation or community"), _("E-mail address"), _("State"), _("Registered"), _("Came")]
    rows = [
        [one.person.name, one.office, one.person.email, one.get_state_display(), one.asked_at, one.came_at]
        for one in found.attendees(gathering)
    ]
    data = write_xlsx([Sheet(_("Attendance"), columns, rows)]) if form == "xlsx" else write_csv(columns, rows)
    name = f'attachment; filename="peserta-{slug}.{form}"'
    headers = {"Content-Disposition": name, "Cache-Control": "private, no-store"}
    return HttpResponse(data, content_type=FORMS[form], headers=headers)
