"""Who sits where in an edition."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from tuntas.kernel.clock import now
from tuntas.kernel.text import clean
from tuntas.kipp.actions import seats
from tuntas.kipp.forms.seats import SeatForm
from tuntas.kipp.models import Edition, SeatHolder, SeatOffer
from tuntas.kipp.queries.foresight import foresee
from tuntas.kipp.rules.seats import ORGANISES
from tuntas.kipp.terms import Seat
from tuntas.kipp.views.doors import Visit, behind
from tuntas.people.actions import Refused
from tuntas.people.models import Person


@behind(ORGANISES)
def people(request: Visit, edition: Edition) -> HttpResponse:
    """The seats, and a form that seats an account or keeps the seat for an address."""
    form = SeatForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if ahead := _foreseen(edition, form):
            return render(request, "kipp/conflicts/foreseen.html", {"edition": edition, "form": form} | ahead)
        try:
            messages.success(request, _give(request, edition, form.cleaned_data))
        except (seats.SeatRefused, Refused) as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("kipp:people", edition.slug)
    held = list(edition.seats.filter(left_at=None).select_related("person").order_by("person__name", "pk"))
    by_seat = [(label, [holder for holder in held if holder.seat == seat]) for seat, label in Seat.choices]
    offers = edition.offers.filter(taken_at=None, withdrawn_at=None).order_by("offered_at", "pk")
    return render(
        request,
        "kipp/editions/people.html",
        {"edition": edition, "form": form, "by_seat": by_seat, "offers": offers},
    )


def _foreseen(edition: Edition, form: SeatForm) -> dict[str, Any]:
    """What a juror could not judge, to be shown before the seat is given; empty where nothing is or was shown."""
    data = form.cleaned_data
    if data["seat"] != Seat.JUROR or "sure" in form.data:
        return {}
    person = Person.objects.filter(email=data["email"].lower(), is_active=True).first()
    seen = foresee(edition, person, clean(data["affiliation"]), now())
    who = person.name if person else data["name"] or data["email"]
    return {"seen": seen, "who": who, "account": person is not None} if seen.total else {}


def _give(request: Visit, edition: Edition, data: dict[str, Any]) -> str:
    """Seat the account of that address, or keep the seat for it; the sentence that says which."""
    given: dict[str, Any] = {"edition": edition, "seat": Seat(data["seat"]), "by": request.user, "now": now()}
    affiliation = clean(data["affiliation"])
    person = Person.objects.filter(email=data["email"].lower(), is_active=True).first()
    if person is not None:
        seats.seat(person=person, affiliation=affiliation, **given)
        return _("%(person)s has the seat now.") % {"person": person.name or person.email}
    seats.offer(email=data["email"], name=clean(data["name"]), affiliation=affiliation, **given)
    return _("An invitation goes to %(email)s. The seat is kept until it is accepted.") % {"email": data["email"]}


@behind(ORGANISES)
def leave(request: Visit, edition: Edition, holder: int) -> HttpResponse:
    """End a seat, after saying what that means."""
    found = get_object_or_404(SeatHolder.objects.select_related("person", "edition"), pk=holder, edition=edition)
    if request.method == "POST":
        try:
            seats.unseat(holder=found, by=request.user, now=now())
        except seats.SeatRefused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("The seat has ended."))
        if found.person_id == request.user.pk and found.left_at and found.seat == Seat.ORGANISER:
            return redirect("kipp:home")
        return redirect("kipp:people", edition.slug)
    return render(request, "kipp/editions/leave.html", {"edition": edition, "holder": found})


@behind(ORGANISES)
def withdraw(request: Visit, edition: Edition, offer: int) -> HttpResponse:
    """Keep a seat no longer, after saying what that means."""
    found = get_object_or_404(SeatOffer.objects.select_related("edition"), pk=offer, edition=edition)
    if request.method == "POST":
        seats.withdraw_offer(offer=found, by=request.user, now=now())
        messages.success(request, _("The seat is no longer kept for this address."))
        return redirect("kipp:people", edition.slug)
    if found.taken_at or found.withdrawn_at:
        return redirect("kipp:people", edition.slug)
    return render(request, "kipp/editions/withdraw.html", {"edition": edition, "offer": found})
