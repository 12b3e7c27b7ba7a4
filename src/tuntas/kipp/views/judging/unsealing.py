"""Breaking the seal of a running stage: what it means, the reason, and sealing it again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from tuntas.kernel.clock import now
from tuntas.kipp.actions.unsealing import UnsealingRefused, seal_again, unseal
from tuntas.kipp.forms.judging import UnsealForm
from tuntas.kipp.models import Edition
from tuntas.kipp.rules.unsealing import can_be_unsealed, span, unsealed
from tuntas.kipp.terms import Seat
from tuntas.kipp.views.doors import Visit, behind
from tuntas.kipp.views.judging.door import ORGANISERS, scored_stage


@never_cache
@require_http_methods(["GET", "POST"])
@behind(ORGANISERS)
def unseal_early(request: Visit, edition: Edition, stage: str) -> HttpResponse:
    """Says what breaking the seal means, asks the reason, then opens the scores for a limited time."""
    here = scored_stage(edition, stage)
    if not can_be_unsealed(here, edition) or unsealed([here], now()):
        return redirect("kipp:ranking", edition.slug, here.key)
    form = UnsealForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            unseal(stage=here, reason=form.cleaned_data["reason"], by=request.user, now=now())
        except UnsealingRefused as error:
            form.add_error(None, str(error))
        else:
            messages.warning(request, _("The scores are open for a limited time. The jury is told after the lock."))
            return redirect("kipp:ranking", edition.slug, here.key)
    context = {
        "edition": edition,
        "stage": here,
        "form": form,
        "minutes": int(span(edition).total_seconds() // 60),
        "jurors": edition.seats.filter(seat=Seat.JUROR, left_at=None).count(),
    }
    return render(request, "kipp/unsealing/unseal.html", context, status=422 if form.errors else 200)


@require_POST
@behind(ORGANISERS)
def close_early(request: Visit, edition: Edition, stage: str) -> HttpResponse:
    """Hides the scores again before the time is over."""
    here = scored_stage(edition, stage)
    seal_again(stage=here, by=request.user, now=now())
    messages.success(request, _("The scores are sealed again."))
    return redirect("kipp:ranking", edition.slug, here.key)
