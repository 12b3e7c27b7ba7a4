"""The exhibition of winners, and writing on one's own stand."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tuntas.forum.actions.gatherings import dress_stand
from tuntas.forum.forms.gatherings import StandForm
from tuntas.forum.models import Stand
from tuntas.forum.queries.stands import stands, winning_entry
from tuntas.forum.rules.gatherings import has_stands, may_dress, may_run
from tuntas.forum.views.doors import sent
from tuntas.forum.views.gatherings import known
from tuntas.innovations.queries import own_organisations
from tuntas.kernel.clock import now, wib_date
from tuntas.people.middleware import SignedRequest
from tuntas.people.models import Person


@require_safe
def exhibition(request: HttpRequest, slug: str) -> HttpResponse:
    """A stand for each winner, once the winners are public."""
    gathering = known(request, slug)
    if not has_stands(gathering):
        raise Http404
    mine: set[int] = set()
    if isinstance(request.user, Person):
        mine = set(own_organisations(request.user, now()).values_list("pk", flat=True))
    until = gathering.exhibition_until
    context = {
        "gathering": gathering, "tracks": stands(gathering), "mine": mine,
        "may_run": may_run(request.user, now()),
        "closed": until is not None and until < wib_date(now()),
    }  # fmt: skip
    return render(request, "forum/gatherings/exhibition.html", context)


@login_required
def dress(request: SignedRequest, slug: str, reference: str) -> HttpResponse:
    """Write on a stand: the winner's own people, and those who make events."""
    gathering = known(request, slug)
    winner = winning_entry(gathering, reference)
    if winner is None or not may_dress(request.user, gathering, winner.entry, now()):
        raise Http404
    stand = Stand.objects.filter(gathering=gathering, entry=winner.entry).first()
    form = StandForm(sent(request), instance=stand)
    if request.method == "POST" and form.is_valid():
        dress_stand(gathering=gathering, entry=winner.entry, values=form.changes(), by=request.user, now=now())
        messages.success(request, _("Your stand is open."))
        return redirect("forum:exhibition", slug)
    context = {"form": form, "gathering": gathering, "entry": winner.entry}
    return render(request, "forum/gatherings/stand.html", context, status=422 if form.errors else 200)
