"""Duel rounds: opened and closed by the organiser, answered by jurors on a page made for a phone."""

from datetime import datetime
from secrets import randbelow

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from tuntas.kernel.clock import now
from tuntas.kipp.actions.duels import DuelRefused, answer, cancel_duel, close_duel, open_duel
from tuntas.kipp.forms.duels import OpenForm, WordsForm
from tuntas.kipp.models import Duel, DuelPair, Edition
from tuntas.kipp.queries.duels import contenders, duels_of, mine, progress_of, summaries
from tuntas.kipp.queries.plenary import unlocked
from tuntas.kipp.rules.duels import MOST_ENTRIES, is_running, may_duel
from tuntas.kipp.rules.seats import CHECKS, ORGANISES
from tuntas.kipp.views.doors import Visit, behind, hidden_at
from tuntas.kipp.views.judging.door import JURY, seat_of


def _duel(edition: Edition, pk: int) -> Duel:
    found = Duel.objects.filter(edition=edition, pk=pk).select_related("track", "minutes", "opened_by", "closed_by")
    duel = found.first()
    if duel is None:
        raise Http404
    duel.edition = edition
    return duel


@behind(CHECKS)
@require_safe
def duels(request: Visit, edition: Edition) -> HttpResponse:
    """All rounds, and where a new one can be opened."""
    context = {
        "edition": edition,
        "duels": duels_of(edition),
        "tracks": list(edition.tracks.all()),
        "open_stages": unlocked(edition),
        "may": may_duel(request.user, edition),
    }
    return render(request, "kipp/duels/list.html", context)


@behind(ORGANISES)
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: Visit, edition: Edition, track: str) -> HttpResponse:
    """Choose the proposals around the last place and say why."""
    here = edition.tracks.filter(key=track).first()
    if here is None:
        raise Http404
    here.edition = edition
    if unlocked(edition) or not may_duel(request.user, edition):
        messages.error(request, _("Lock the scores of every stage first."))
        return redirect("kipp:duels", edition.slug)
    rows = contenders(edition, here)
    form = OpenForm(request.POST or None, contenders=rows)
    if request.method == "POST" and form.is_valid():
        try:
            duel = open_duel(
                track=here,
                entries=form.cleaned_data["entries"],
                reason=form.cleaned_data["reason"],
                by=request.user,
                now=now(),
                seed=randbelow(1_000_000),
            )
        except DuelRefused as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The round is open; the jurors have been told."))
            return redirect("kipp:duel", edition.slug, duel.pk)
    context = {"edition": edition, "track": here, "form": form, "rows": rows, "most": MOST_ENTRIES}
    return render(request, "kipp/duels/open.html", context)


@behind(CHECKS)
@require_safe
def show(request: Visit, edition: Edition, pk: int) -> HttpResponse:
    """How far a running round is, without a single choice; the result of a closed one."""
    duel = _duel(edition, pk)
    context = {
        "edition": edition,
        "duel": duel,
        "running": is_running(duel),
        "progress": progress_of(duel) if duel.closed_at is None else [],
        "entries": list(duel.entries.order_by("title", "pk")),
        "result": duel.result if duel.closed_at else None,
        "may": may_duel(request.user, edition),
    }
    return render(request, "kipp/duels/show.html", context)


@behind(ORGANISES)
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: Visit, edition: Edition, pk: int, how: str) -> HttpResponse:
    """Say what closing (or cancelling) means, then do it."""
    duel = _duel(edition, pk)
    if not is_running(duel) and not (how == "batal" and duel.cancelled_at is None):
        return redirect("kipp:duel", edition.slug, pk)
    waiting = duel.pairs.filter(choice="").count()
    form = WordsForm(request.POST or None, needed=how == "batal" or bool(waiting))
    if request.method == "POST" and form.is_valid():
        try:
            _ended(duel, how, form.cleaned_data["reason"], request, now())
        except DuelRefused as error:
            form.add_error(None, str(error))
        else:
            return redirect("kipp:duel", edition.slug, pk)
    context = {"edition": edition, "duel": duel, "form": form, "waiting": waiting, "how": how}
    return render(request, "kipp/duels/end.html", context)


def _ended(duel: Duel, how: str, reason: str, request: Visit, moment: datetime) -> None:
    if how == "batal":
        cancel_duel(duel=duel, reason=reason, by=request.user, now=moment)
        messages.success(request, _("The round is cancelled; it decides nothing."))
        return
    language = "en" if (get_language() or "").startswith("en") else "id"
    close_duel(duel=duel, by=request.user, now=moment, why_early=reason, language=language)
    messages.success(request, _("The round is closed and its minutes have a number."))


@never_cache
@behind(JURY)
@require_http_methods(["GET", "HEAD", "POST"])
def vote(request: Visit, edition: Edition, pk: int) -> HttpResponse:
    """One pair at a time: the first open one, or the one asked for; what was answered can be changed till the end."""
    duel, seat = _duel(edition, pk), seat_of(request, edition)
    pairs = mine(duel, seat, hidden_at(request, now()))
    if not pairs:
        raise Http404
    if request.method == "POST":
        pair = next((one for one in pairs if str(one.pk) == request.POST.get("pair")), None)
        if pair is None:
            raise Http404
        try:
            answer(pair=pair, choice=request.POST.get("choice", ""), by=request.user, now=now())
        except DuelRefused as error:
            messages.error(request, str(error))
        return redirect("kipp:duel_vote", edition.slug, pk)
    wanted = request.GET.get("n", "")
    asked = next((one for one in pairs if str(one.place) == wanted), None)
    pair = asked or next((one for one in pairs if not one.choice), None)
    context = {
        "edition": edition,
        "duel": duel,
        "running": is_running(duel),
        "pair": pair if is_running(duel) else None,
        "pairs": pairs,
        "done": sum(bool(one.choice) for one in pairs),
        "sides": _sides(pair) if pair and is_running(duel) else [],
    }
    return render(request, "kipp/duels/vote.html", context)


def _sides(pair: DuelPair) -> list[tuple[str, str, str, str]]:
    """Letter, answer, title and first section of both proposals."""
    texts = summaries([pair.one_id, pair.other_id])
    return [
        ("A", "one", pair.one.title, texts.get(pair.one_id, "")),
        ("B", "other", pair.other.title, texts.get(pair.other_id, "")),
    ]
