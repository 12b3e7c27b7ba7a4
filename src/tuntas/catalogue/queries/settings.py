"""Settings of a module at a place: what holds, whose word it is, since when."""

from dataclasses import dataclass
from typing import Any

from tuntas.catalogue.models import SettingValue
from tuntas.catalogue.terms import Module, Setting
from tuntas.places.models import Place


@dataclass(frozen=True)
class Holds:
    """One setting at one place. `own` is the place's own word, `above` what would hold without it."""

    setting: Setting
    value: Any
    above: Any
    own: SettingValue | None = None
    from_above: SettingValue | None = None  # whose word `above` is; None for the module's default


def settings_at(module: Module, place: Place) -> list[Holds]:
    """Every setting of the module at the place. One query."""
    rows = SettingValue.objects.filter(
        module=module.key, place_id__in=place.lineage, ended_at=None, value__isnull=False
    )
    said = {(row.name, row.place_id): row for row in rows.select_related("by", "place") if row.value is not None}
    found = []
    for one in module.settings:
        own = said.get((one.key, place.code))
        codes = [code for name, code in said if name == one.key and code != place.code]
        above = said[(one.key, max(codes, key=len))] if codes else None
        inherited = above.value if above else one.default
        found.append(Holds(one, own.value if own else inherited, inherited, own, above))
    return found
