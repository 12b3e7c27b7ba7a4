"""What a place says it has ready for a module."""

from tuntas.catalogue.models import ReadinessAnswer
from tuntas.catalogue.terms import Module, Readiness
from tuntas.places.models import Place


def not_ready(module: Module, place: Place) -> list[Readiness]:
    """What the module asks for and the place has not said to have."""
    if not module.readiness:
        return []
    met = ReadinessAnswer.objects.filter(module=module.key, place=place, ended_at=None, met=True)
    keys = set(met.values_list("key", flat=True))
    return [one for one in module.readiness if one.key not in keys]
