"""Which innovations come first because others copied them: recorded with evidence, taken back with a reason."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tuntas.kernel.clock import now
from tuntas.kipp.actions.order import OrderRefused, mark_copied, unmark_copied
from tuntas.kipp.forms.duels import WordsForm
from tuntas.kipp.forms.order import CopiedForm
from tuntas.kipp.models import Edition, Entry, Replicated
from tuntas.kipp.rules.seats import CHECKS
from tuntas.kipp.terms import EditionStatus
from tuntas.kipp.views.doors import Visit, behind


@behind(CHECKS)
@require_http_methods(["GET", "HEAD", "POST"])
def copied(request: Visit, edition: Edition) -> HttpResponse:
    """The marks that stand and stood, and a form for one more; there is no such page where it is not the rule."""
    if not edition.replicated_first:
        raise Http404
    form = CopiedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reference = form.cleaned_data["reference"].strip()
        entry = Entry.objects.filter(edition=edition, case__reference=reference).select_related("case").first()
        try:
            if entry is None:
                raise OrderRefused(_("This edition has no proposal of that reference."))
            mark_copied(entry=entry, evidence=form.cleaned_data["evidence"], by=request.user, now=now())
        except OrderRefused as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Recorded. No score changes; the order of those above the grade does."))
            return redirect("kipp:copied", edition.slug)
    rows = Replicated.objects.filter(entry__edition=edition).select_related("entry__case", "by", "ended_by")
    rows = rows.order_by("-at", "-pk")
    context = {
        "edition": edition, "form": form, "rows": rows, "may": edition.status == EditionStatus.OPEN,
    }  # fmt: skip
    return render(request, "kipp/judging/copied.html", context)


@behind(CHECKS)
@require_http_methods(["GET", "HEAD", "POST"])
def uncopied(request: Visit, edition: Edition, pk: int) -> HttpResponse:
    """Take a mark back."""
    mark = Replicated.objects.filter(entry__edition=edition, pk=pk, ended_at=None).select_related("entry").first()
    if mark is None:
        raise Http404
    form = WordsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            unmark_copied(mark=mark, reason=form.cleaned_data["reason"], by=request.user, now=now())
        except OrderRefused as error:
            form.add_error(None, str(error))
        else:
            return redirect("kipp:copied", edition.slug)
    return render(request, "kipp/judging/uncopied.html", {"edition": edition, "mark": mark, "form": form})
