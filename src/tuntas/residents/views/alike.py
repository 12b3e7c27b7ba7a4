"""Records that may be one person: the list, both side by side, and what is decided."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tuntas.residents.actions import Refused
from tuntas.residents.actions.alike import keep_likeness, look_alike, merge, open_pair, undo_merge
from tuntas.residents.actions.reading import lines
from tuntas.residents.models import Merge
from tuntas.residents.queries.register import alike_waiting, merges_of
from tuntas.residents.rules.keyring import keyring
from tuntas.residents.rules.record import fields_of, opened
from tuntas.residents.views.doors import KeeperRequest, keeper, resident_or_404


@require_safe
@keeper
def pairs(request: KeeperRequest) -> HttpResponse:
    """Pairs nobody has decided about, and merges that can be undone."""
    page = Paginator(alike_waiting(request.place), 25).get_page(request.GET.get("page"))
    merged = list(merges_of(request.place)[:10])
    rows = {row.pk: row for pair in page for row in (pair.one, pair.other)} | {one.kept_id: one.kept for one in merged}
    shown = lines(rows=list(rows.values()), village=request.place, by=request.user, now=request.moment)
    found = {row.pk: one for row, one in shown}
    context = {
        "place": request.place,
        "page": page,
        "pairs": [(pair, found[pair.one_id], found[pair.other_id]) for pair in page],
        "merges": [(one, found[one.kept_id]) for one in merged],
    }
    return render(request, "residents/pairs.html", context)


@require_safe
@keeper
def alike(request: KeeperRequest, key: str) -> HttpResponse:
    """Who may be the same person as this one."""
    row = resident_or_404(request, key)
    fields = fields_of(row, opened(row, keyring()))
    found = look_alike(place=request.place, fields=fields, by=request.user, now=request.moment, leave_out=row)
    return render(
        request, "residents/alike.html", {"place": request.place, "row": row, "fields": fields, "alike": found}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@keeper
def pair(request: KeeperRequest, key: str, other: str) -> HttpResponse:
    """Both records side by side: the same person, or two."""
    one, two = resident_or_404(request, key), resident_or_404(request, other)
    decision = request.POST.get("decision", "")
    try:
        if request.method == "POST" and decision in ("same", "same_other"):
            kept, gone = (one, two) if decision == "same" else (two, one)
            merge(kept=kept, gone=gone, by=request.user, now=request.moment)
            messages.success(request, _("Made one. This can be undone on the page of doubles."))
            return redirect("residents:one", request.place.code, kept.key)
        both = open_pair(one=one, other=two, by=request.user, now=request.moment)
        if request.method == "POST" and decision == "different":
            keep_likeness(
                one=one, other=two, score=both.verdict.score, by=request.user, now=request.moment, different=True
            )
            messages.success(request, _("Noted: two people. Nobody is asked about them again."))
            return redirect("residents:pairs", request.place.code)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("residents:pairs", request.place.code)
    return render(request, "residents/pair.html", {"place": request.place, "one": one, "two": two, "both": both})


@require_POST
@keeper
def unmerge(request: KeeperRequest, pk: int) -> HttpResponse:
    """They were two after all."""
    found = get_object_or_404(Merge.objects.select_related("kept__village"), pk=pk, kept__village=request.place)
    try:
        undo_merge(merge=found, by=request.user, now=request.moment)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Undone: both records stand again."))
    return redirect("residents:pairs", request.place.code)
