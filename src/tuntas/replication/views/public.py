"""What everybody may read: which innovations are copied, their trees, and a copy that has run."""

from datetime import datetime

from django.contrib.auth.views import redirect_to_login
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from tuntas.casework.flow import stage_of
from tuntas.casework.queries import timeline
from tuntas.innovations.models import Innovation
from tuntas.kernel.clock import now
from tuntas.replication.models import Replication
from tuntas.replication.queries.copies import copied_innovations, found, mine
from tuntas.replication.queries.tree import tree_of
from tuntas.replication.rules import compare_results, is_public, may_facilitate, parts_of
from tuntas.replication.views.doors import who
from tuntas.replication.views.work import workplace
from tuntas.ui.middleware import kept_briefly


@kept_briefly(60)
def home(request: HttpRequest) -> HttpResponse:
    """Innovations with copies, the most copied first; fifty a page."""
    page = Paginator(copied_innovations(), 50).get_page(request.GET.get("page"))
    person, moment = who(request), now()
    signed_in = request.user.is_authenticated
    context = {
        "page": page,
        "has_own": signed_in and mine(person, moment).exists(),
        "facilitates": signed_in and may_facilitate(person, moment),
    }
    return render(request, "replication/home.html", context)


@kept_briefly(60)
def tree(request: HttpRequest, slug: str) -> HttpResponse:
    """Where an innovation was copied to, and from whom."""
    innovation = get_object_or_404(Innovation.objects.select_related("owner", "place"), slug=slug, is_public=True)
    return render(request, "replication/tree.html", {"innovation": innovation, "tree": tree_of(innovation)})


def page(request: HttpRequest, reference: str) -> HttpResponse:
    """The work for those with a part in it (`?publik=1` shows them what others see); the story for everybody else."""
    moment = now()
    copy = found(reference)
    parts = parts_of(copy, who(request), moment) if copy else frozenset[str]()
    if copy and parts and "publik" not in request.GET:
        return workplace(request, copy, parts, moment)
    if copy is None or not (is_public(copy) or (parts and copy.running_since)):
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        raise Http404
    return _story(request, copy, parts, moment)


def _story(request: HttpRequest, copy: Replication, parts: frozenset[str], moment: datetime) -> HttpResponse:
    copies = copy.children.select_related("adopter", "case").exclude(running_since=None)
    context = {
        "copy": copy,
        "parts": parts,
        "stage": stage_of(copy.case),
        "adaptations": [row for row in copy.adaptations.all() if row.differs],
        "results": compare_results(copy.results.all()),
        "steps": timeline(copy.case, "public"),
        "copies": copies,
        "confirmed": copy.confirmations.last(),
        "units": copy.units.splitlines(),
    }
    return render(request, "replication/story.html", context)
