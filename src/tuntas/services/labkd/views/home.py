"""The service at a place, for everybody."""

from django.http import HttpResponse
from django.shortcuts import render

from tuntas.catalogue.middleware import ServiceRequest
from tuntas.catalogue.queries import places_on
from tuntas.kernel.clock import now
from tuntas.places.terms import Level
from tuntas.services.labkd.rules.access import may_word, office_of
from tuntas.services.labkd.rules.kinds import kinds


def home(request: ServiceRequest, place: str) -> HttpResponse:
    """What one can ask for here; at a regency, in which villages the service runs."""
    here, moment = request.place, now()
    if here.level == Level.VILLAGE:
        office = office_of(request.user, here, moment)
        context = {"place": here, "kinds": list(kinds().values()), "office": office}
        return render(request, "labkd/home.html", context)
    villages = places_on("labkd").filter(code__startswith=f"{here.code}.", level=Level.VILLAGE)
    writes = request.user.is_authenticated and may_word(request.user, here, moment)
    context = {"place": here, "villages": villages.order_by("name", "code")[:500], "writes": writes}
    return render(request, "labkd/regency.html", context)
