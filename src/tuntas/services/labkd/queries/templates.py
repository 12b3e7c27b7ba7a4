"""Which wording of a kind holds at a place on a day."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from tuntas.places.models import Place
from tuntas.services.labkd.models import TemplateVersion
from tuntas.services.labkd.rules.kinds import Kind, kinds


@dataclass(frozen=True)
class Wording:
    """Title and body; `version` is None for the origin's."""

    title: str
    body: str
    version: TemplateVersion | None


def versions_of(place: Place, kind: Kind) -> QuerySet[TemplateVersion]:
    """Every version the place wrote of the kind, newest first."""
    return TemplateVersion.objects.filter(place=place, kind=kind.key).select_related("by").order_by("-number")


def wording_for(kind: Kind, place: Place, day: date) -> Wording:
    """The nearest place's newest version in force that day, else the origin's; one query."""
    return wordings({kind.key: kind}, place, day)[kind.key]


def wordings(wanted: dict[str, Kind], place: Place, day: date) -> dict[str, Wording]:
    """The same for many kinds, still one query."""
    found = {key: Wording(kind.title, kind.body, None) for key, kind in wanted.items()}
    rows = TemplateVersion.objects.filter(
        place_id__in=place.lineage, kind__in=wanted, effective_from__lte=day, withdrawn_at=None
    ).select_related("place")
    for row in sorted(rows, key=lambda row: (len(row.place_id), row.effective_from, row.number)):
        found[row.kind] = Wording(row.title, row.body, row)
    return found


def all_wordings(place: Place, day: date) -> list[tuple[Kind, Wording]]:
    """Every kind with the wording that holds."""
    found = wordings(kinds(), place, day)
    return [(kind, found[key]) for key, kind in kinds().items()]
