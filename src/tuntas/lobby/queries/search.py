"""One box that looks everywhere a visitor may look."""

from django.urls import reverse
from django.utils.translation import gettext as _

from tuntas.innovations.queries import Query
from tuntas.innovations.queries import search as search_register
from tuntas.kernel.bilingual import said
from tuntas.kernel.text import clean
from tuntas.kipp.models import Edition
from tuntas.kipp.terms import EditionStatus
from tuntas.lobby.terms import Hit
from tuntas.places.models import Place

EACH = 10
LONGEST = 200


def search(text: str) -> list[Hit]:
    """Innovations that answer, editions and places whose names contain the text; at most `EACH` of a kind."""
    text = " ".join(clean(text).split())[:LONGEST]
    if len(text) < 2:
        return []
    innovations = search_register(Query(text=text)).hits
    editions = Edition.objects.filter(
        name__icontains=text, status__in=[EditionStatus.OPEN, EditionStatus.ANNOUNCED, EditionStatus.ARCHIVED]
    )
    places = Place.objects.filter(name__istartswith=text).select_related("parent").order_by("level", "name")
    return [
        *(
            Hit(reverse("innovations:page", args=[found.slug]), found.name, _("Innovation"), said(found, "summary"))
            for found in innovations[:EACH]
        ),
        *(
            Hit(reverse("kipp:edition", args=[found.slug]), said(found, "name"), _("Competition"))
            for found in editions[:EACH]
        ),
        *(
            Hit(reverse("places:place", args=[found.code]), found.full_name, _("Place"), str(found.parent or ""))
            for found in places[:EACH]
        ),
    ]
