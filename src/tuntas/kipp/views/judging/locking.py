"""Locking scores, opening them with a reason, making totals again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from tuntas.kernel.clock import now
from tuntas.kipp.actions.judging import JudgingRefused, recompute
from tuntas.kipp.actions.locking import lock_stage, unlock_stage
from tuntas.kipp.forms.judging import ReasonForm
from tuntas.kipp.models import Edition
from tuntas.kipp.queries.assigning import loads
from tuntas.kipp.rules.judging import scores_closed
from tuntas.kipp.views.doors import Visit, behind
from tuntas.kipp.views.judging.door import ORGANISERS, scored_stage


@never_cache
@require_http_methods(["GET", "POST"])
@behind(ORGANISERS)
def lock(request: Visit, edition: Edition, stage: str) -> HttpResponse:
    """Says what locking means and what is still missing, then locks."""
    here = scored_stage(edition, stage)
    if request.method == "POST":
        try:
            lock_stage(stage=here, by=request.user, now=now())
            messages.success(request, _("The scores are locked."))
        except JudgingRefused as error:
            messages.error(request, str(error))
        return redirect("kipp:ranking", edition.slug, here.key)
    rows = loads(here)
    context = {
        "edition": edition,
        "stage": here,
        "late": [row for row in rows if row.open],
        "open": sum(row.open for row in rows),
        "closed": scores_closed(here, now()),
    }
    return render(request, "kipp/judging/lock.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
@behind(ORGANISERS)
def unlock(request: Visit, edition: Edition, stage: str) -> HttpResponse:
    """Asks for the reason, then opens the scores again."""
    here = scored_stage(edition, stage)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            unlock_stage(stage=here, reason=form.cleaned_data["reason"], by=request.user, now=now())
        except JudgingRefused as error:
            form.add_error(None, str(error))
        else:
            messages.warning(request, _("The scores are open again. The reason stands beside the ranking."))
            return redirect("kipp:ranking", edition.slug, here.key)
    status = 422 if form.errors else 200
    return render(request, "kipp/judging/unlock.html", {"edition": edition, "stage": here, "form": form}, status=status)


@require_POST
@behind(ORGANISERS)
def again(request: Visit, edition: Edition, stage: str) -> HttpResponse:
    """Makes every total again from its raw scores, after weights were amended."""
    here = scored_stage(edition, stage)
    changed = recompute(stage=here, by=request.user, now=now())
    messages.success(
        request, ngettext("%(n)d total was made again.", "%(n)d totals were made again.", changed) % {"n": changed}
    )
    return redirect("kipp:ranking", edition.slug, here.key)
