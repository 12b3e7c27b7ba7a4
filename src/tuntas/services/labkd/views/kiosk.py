"""The kiosk: big buttons, one letter, nothing left behind. A script ends it after idle time, and so does the header."""

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tuntas.catalogue.middleware import ServiceRequest
from tuntas.kernel.clock import now, wib_date
from tuntas.people.views.limits import limited
from tuntas.services.labkd.forms.letters import AskForm
from tuntas.services.labkd.rules.kinds import kind_of, kinds
from tuntas.services.labkd.terms import Channel
from tuntas.services.labkd.views.asking import send
from tuntas.services.labkd.views.doors import quiet, village

IDLE = 90  # seconds until what was begun is thrown away
RECEIPT = 45  # seconds the receipt stands


def _fresh(request: ServiceRequest, response: HttpResponse, seconds: int = IDLE) -> HttpResponse:
    """A page of the kiosk: kept nowhere, and back at the start after a while even without a script."""
    response["Refresh"] = f"{seconds}; url={reverse('labkd:kiosk_finish', args=[request.place.code])}"
    response["Cache-Control"] = "no-store"
    return quiet(response)


@require_http_methods(["GET", "HEAD"])
@village
def start(request: ServiceRequest, place: str) -> HttpResponseBase:
    """The first screen. Whoever is signed in on this device is asked to sign out first."""
    if request.user.is_authenticated:
        return quiet(render(request, "labkd/letters/kiosk_begin.html", {"place": request.place}))
    response = render(request, "labkd/letters/kiosk.html", {"place": request.place, "kinds": list(kinds().values())})
    return quiet(response)


@require_http_methods(["GET", "HEAD", "POST"])
@limited("letter")
@village
def ask(request: ServiceRequest, place: str, kind: str) -> HttpResponseBase:
    """One letter; then the receipt with the number, for a little while."""
    wanted = kind_of(kind)
    if wanted is None:
        raise Http404
    if request.user.is_authenticated:
        return redirect("labkd:kiosk", place)
    form = AskForm(request.POST or None, kind=wanted, today=wib_date(now()))
    context = {"place": request.place, "kind": wanted, "form": form, "idle": IDLE}
    if request.method == "POST" and form.is_valid():
        letter = send(request, form, Channel.KIOSK)
        language = request.LANGUAGE_CODE
        request.session.flush()
        receipt = {"place": request.place, "kind": wanted, "letter": letter, "case": letter.case, "idle": RECEIPT}
        response = render(request, "labkd/letters/kiosk_receipt.html", receipt | {"language": language})
        return _fresh(request, response, RECEIPT)
    page = render(request, "labkd/letters/kiosk_ask.html", context, status=422 if form.errors else 200)
    return _fresh(request, page)


@require_http_methods(["GET", "HEAD", "POST"])
@village
def finish(request: ServiceRequest, place: str) -> HttpResponse:
    """Throw the session away and begin anew. Somebody signed in is signed out by sending the form only."""
    if request.method == "POST" or not request.user.is_authenticated:
        request.session.flush()
    response = redirect("labkd:kiosk", place)
    response["Clear-Site-Data"] = '"storage"'
    return quiet(response)
