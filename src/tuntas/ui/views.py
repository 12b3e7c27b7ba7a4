"""Error pages, the page for an expired form, and the style page."""

from datetime import timedelta

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language

from tuntas.kernel.clock import now
from tuntas.ui.forms import SampleForm
from tuntas.ui.rules import typed_text


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: what came in could not be read."""
    return render(request, "ui/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: known to exist, not for this person."""
    return render(request, "ui/403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: nothing here, or nothing this person may know of."""
    return render(request, "ui/404.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """500: uses neither database, session nor context processors, for any of them may be what broke."""
    return HttpResponse(render_to_string("ui/500.html", {"LANGUAGE_CODE": get_language() or "id"}), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form that is too old or from elsewhere: says so and hands the typed text back."""
    back = request.headers.get("referer", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}):
        back = request.get_full_path()
    context = {"typed": typed_text(request.POST), "back": back}
    return render(request, "ui/csrf.html", context, status=403)


def style(request: HttpRequest) -> HttpResponse:
    """Every component in every state."""
    present = now()
    wrong = SampleForm({"wrong-title": "tes", "wrong-cost": "-5", "wrong-started": "40-13-2021"}, prefix="wrong")
    context = {
        "form": SampleForm(request.POST or None),
        "wrong": wrong,
        "sent": request.method == "POST",
        "present": present,
        "earlier": present - timedelta(days=12),
        "later": present + timedelta(days=3),
        "page": Paginator(range(421), 50).get_page(request.GET.get("page", 3)),
    }
    return render(request, "ui/style.html", context)
