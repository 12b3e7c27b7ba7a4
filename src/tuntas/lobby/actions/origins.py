"""Where the practice of a service at a place was copied from: what the copies of its innovation say."""

from tuntas.catalogue.shelf.catalogue import CATALOGUE
from tuntas.places.models import Place
from tuntas.replication.models import Replication


def origin_of(key: str, place: Place) -> Place | None:
    """The place of the copy, or of the owner, from which the nearest live copy at or above the place was taken.

    None where the module is no innovation of the register, or nobody copied it there. One query.
    """
    module = CATALOGUE.find(key)
    if module is None or not module.innovations:
        return None
    copies = Replication.objects.filter(
        innovation__slug__in=module.innovations, spot__in=place.lineage, is_live=True, running_since__isnull=False
    ).select_related("parent__place", "innovation__owner__place")
    nearest = max(copies, key=lambda copy: len(copy.spot), default=None)
    if nearest is None:
        return None
    if nearest.parent is not None:
        return nearest.parent.place
    owner = nearest.innovation.owner
    return owner.place if owner else None
