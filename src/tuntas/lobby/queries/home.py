"""What the public front page tells: counts, the edition to look at, what is new."""

from dataclasses import dataclass
from datetime import datetime

from django.core.cache import cache
from django.db.models import Count

from tuntas.forum.models import Gathering
from tuntas.forum.queries.gatherings import next_public
from tuntas.innovations.models import Innovation
from tuntas.kipp.models import Edition
from tuntas.kipp.terms import EditionStatus
from tuntas.people.models import Organisation
from tuntas.places.models import Place
from tuntas.places.terms import Level

FRESH = 60  # seconds the front page may lag behind


@dataclass(frozen=True)
class Front:
    """The front page's figures. `owners` are organisations with an innovation in the register."""

    innovations: int
    owners: int
    villages: int
    editions: list[Edition]
    newest: list[Innovation]
    gatherings: list[Gathering]


def front(now: datetime) -> Front:
    """Everything the front page shows; counted at most once a minute."""
    found: Front = cache.get_or_set("lobby.front", lambda: _front(now), FRESH)  # type: ignore[assignment]
    return found


def _front(now: datetime) -> Front:
    public = Innovation.objects.filter(is_public=True)
    return Front(
        innovations=public.count(),
        owners=Organisation.objects.filter(innovations__is_public=True).distinct().count(),
        villages=Place.objects.filter(level=Level.VILLAGE).count(),
        editions=list(
            Edition.objects.filter(status__in=[EditionStatus.OPEN, EditionStatus.ANNOUNCED])
            .annotate(entered=Count("entries"))
            .order_by("-year")[:3]
        ),
        newest=list(public.exclude(summary="").select_related("owner", "place").order_by("-added_at", "name")[:6]),
        gatherings=list(next_public(now)),
    )
