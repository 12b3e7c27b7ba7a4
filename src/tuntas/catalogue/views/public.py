"""What everybody may read: the services, one service, its texts, and the services of a place."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from tuntas.catalogue.queries.practice import part_of, parts_of
from tuntas.catalogue.queries.public import cards_at, conditions_of, levels_of, spread, ways_of
from tuntas.catalogue.queries.switches import places_on
from tuntas.catalogue.rules.permission import may_manage
from tuntas.catalogue.rules.reading import html_of
from tuntas.catalogue.views.doors import module_of
from tuntas.kernel.clock import now
from tuntas.people.models import Person
from tuntas.places.models import Place
from tuntas.places.queries import lineage
from tuntas.places.terms import Level
from tuntas.residents.rules import may_keep
from tuntas.ui.middleware import kept_briefly


@kept_briefly(60)
def home(request: HttpRequest) -> HttpResponse:
    """Which services there are, and where they run."""
    return render(request, "catalogue/home.html", {"spread": spread()})


@kept_briefly(60)
def service(request: HttpRequest, prefix: str) -> HttpResponse:
    """One service: what it promises, how it goes, who may ask, where it runs, what a place needs for it."""
    module = module_of(prefix)
    places = places_on(module.key).select_related("parent__parent")
    context = {
        "module": module,
        "ways": ways_of(module),
        "levels": levels_of(module),
        "conditions": conditions_of(module),
        "texts": parts_of(module),
        "page": Paginator(places, 50).get_page(request.GET.get("page")),
    }
    return render(request, "catalogue/service.html", context)


@kept_briefly(60)
def text(request: HttpRequest, prefix: str, part: str) -> HttpResponse:
    """One text of a service as its origin wrote it: for a place that wants to do the same."""
    module = module_of(prefix)
    found = part_of(module, part)
    if found is None:
        raise Http404
    return render(request, "catalogue/text.html", {"module": module, "part": found, "html": html_of(found.text)})


def desk(request: HttpRequest, place: str) -> HttpResponse:
    """The services that run at one place, as cards for whoever looks."""
    here = get_object_or_404(Place.objects.select_related("parent__parent__parent"), code=place)
    person, moment = request.user if isinstance(request.user, Person) else None, now()
    context = {
        "place": here,
        "lineage": lineage(here)[:-1] if here.level != Level.PROVINCE else [],
        "cards": cards_at(here, person, moment),
        "manages": may_manage(person, here, moment),
        "keeps_register": person is not None and here.level == Level.VILLAGE and may_keep(person, here, moment),
    }
    return render(request, "catalogue/desk.html", context)
