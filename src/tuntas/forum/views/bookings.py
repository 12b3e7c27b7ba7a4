"""Registering for an event, the ticket, giving the place back."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tuntas.documents.press.code import qr
from tuntas.forum.actions import bookings as acts
from tuntas.forum.actions.refusals import ForumRefused
from tuntas.forum.forms.gatherings import BookingForm
from tuntas.forum.models import Booking, Gathering
from tuntas.forum.queries.gatherings import booking_of, turn_of
from tuntas.forum.rules.gatherings import grouped_code, is_over, may_withdraw, registration_of
from tuntas.forum.terms import BookingState, Registration
from tuntas.forum.views.doors import sent
from tuntas.forum.views.gatherings import known
from tuntas.kernel.clock import now
from tuntas.people.middleware import SignedRequest


@login_required
def book(request: SignedRequest, slug: str) -> HttpResponse:
    """Register, or change what was said when registering."""
    gathering, moment = known(request, slug), now()
    mine = booking_of(gathering, request.user)
    open_ = registration_of(gathering, moment) in (Registration.OPEN, Registration.FULL)
    has = mine is not None and mine.state != BookingState.WITHDRAWN and not is_over(gathering, moment)
    form = BookingForm(sent(request), instance=mine if has else None)
    if request.method == "POST" and form.is_valid():
        try:
            acts.book(gathering=gathering, by=request.user, now=moment, **form.changes())
        except ForumRefused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("forum:ticket", slug)
    if not open_ and not has and request.method != "POST":
        messages.error(request, _("Registration for this event is closed."))
        return redirect("forum:gathering", slug)
    context = {
        "form": form, "gathering": gathering, "booking": mine if has else None,
        "waits": registration_of(gathering, moment) == Registration.FULL,
    }  # fmt: skip
    return render(request, "forum/gatherings/book.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def ticket(request: SignedRequest, slug: str) -> HttpResponse:
    """One's own ticket, or turn on the waiting list."""
    gathering, booking = _own(request, slug)
    address = settings.PUBLIC_ADDRESS + reverse("forum:arrival", args=[slug, booking.code])
    confirmed = booking.state == BookingState.CONFIRMED
    context = {
        "gathering": gathering, "booking": booking, "turn": turn_of(booking),
        "code": grouped_code(booking.code), "qr": qr(address) if confirmed else "",
        "may_withdraw": may_withdraw(booking, gathering, now()),
    }  # fmt: skip
    return render(request, "forum/gatherings/ticket.html", context)


@login_required
def withdraw(request: SignedRequest, slug: str) -> HttpResponse:
    """Ask once, then give the place back."""
    gathering, booking = _own(request, slug)
    if request.method == "POST":
        try:
            acts.withdraw_booking(booking=booking, by=request.user, now=now())
        except ForumRefused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("Withdrawn. Thank you: somebody else can come."))
        return redirect("forum:gathering", slug)
    if not may_withdraw(booking, gathering, now()):
        return redirect("forum:ticket", slug)
    return render(request, "forum/gatherings/withdraw.html", {"gathering": gathering, "booking": booking})


def _own(request: SignedRequest, slug: str) -> tuple[Gathering, Booking]:
    gathering = known(request, slug)
    booking = booking_of(gathering, request.user)
    if booking is None:
        raise Http404
    return gathering, booking
