"""An innovation as a card other websites may show in a frame."""

from csp.decorators import csp_replace
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from tuntas.innovations import rules
from tuntas.innovations.models import Innovation
from tuntas.kernel.clock import now


@require_safe
@xframe_options_exempt
# The decorator knows views without arguments only.
@csp_replace({"frame-ancestors": ["*"], "script-src": ["'none'"], "connect-src": ["'none'"]})  # type: ignore[arg-type]
def card(request: HttpRequest, slug: str) -> HttpResponse:
    """Name, owner, what it does, whether it runs: no script, no form, nobody signed in; public ones only."""
    one = Innovation.objects.filter(slug=slug, is_public=True).select_related("owner", "place").first()
    if one is None:
        raise Http404
    fresh = rules.is_fresh(one, now())
    answer = render(request, "innovations/card.html", {"innovation": one, "fresh": fresh})
    answer["Cache-Control"] = "public, max-age=300"
    return answer
