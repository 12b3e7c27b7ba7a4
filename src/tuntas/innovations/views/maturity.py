"""The maturity self-assessment of an innovation, for its owner."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tuntas.files.terms import UploadRefused
from tuntas.innovations import actions
from tuntas.innovations.forms.writing import MaturityForm
from tuntas.innovations.models import MaturityAnswer
from tuntas.innovations.rules.maturity import Claim, catalogue, score
from tuntas.innovations.views.doors import say, to_write
from tuntas.kernel.clock import now
from tuntas.people.middleware import SignedRequest

WAYS = 5  # how many ways to a higher score are named


@login_required
@require_safe
def maturity(request: SignedRequest, slug: str) -> HttpResponse:
    """All indicators, the score they come to, and what would raise it most."""
    innovation, known = to_write(request, slug, now()), catalogue()
    rows = innovation.maturity.filter(catalogue=known.year).select_related("file")
    held = {row.number: row for row in rows}
    claims = {number: Claim(row.parameter, row.file_id is not None) for number, row in held.items()}
    found = score(claims, known)
    lines = [
        (one, answer, one.step(answer.parameter) if answer else "", one.weight * (answer.parameter if answer else 0))
        for one in known.indicators
        for answer in [held.get(one.number)]
    ]
    ways = [(way, way.indicator.step(way.to)) for way in found.raises[:WAYS]]
    context = {"innovation": innovation, "known": known, "score": found, "lines": lines, "ways": ways}
    return render(request, "innovations/write/maturity.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def indicator(request: SignedRequest, slug: str, number: int) -> HttpResponse:
    """One indicator: where the owner is, and what shows it."""
    moment, known = now(), catalogue()
    innovation = to_write(request, slug, moment)
    one = next((row for row in known.indicators if row.number == number), None)
    if one is None:
        raise Http404
    held = MaturityAnswer.objects.filter(innovation=innovation, catalogue=known.year, number=number)
    answer = held.select_related("file").first()
    told = {"parameter": answer.parameter, "note": answer.note, "revision": answer.revision} if answer else {}
    has_file = bool(answer and answer.file_id)
    form = MaturityForm(request.POST or None, request.FILES or None, indicator=one, has_file=has_file, initial=told)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            actions.answer_maturity(
                innovation=innovation,
                number=number,
                parameter=typed["parameter"],
                note=typed["note"],
                upload=typed["file"],
                drop_file=bool(typed.get("drop_file")),
                revision=typed["revision"] or 0,
                by=request.user,
                now=moment,
            )
        except UploadRefused as refused:
            form.add_error("file", str(refused))
        except actions.InnovationRefused as refused:
            form.add_error(None, str(refused))
        else:
            say(request, _("Saved."))
            return redirect("innovations:maturity", slug)
    context = {"innovation": innovation, "indicator": one, "answer": answer, "form": form}
    return render(request, "innovations/write/indicator.html", context)
