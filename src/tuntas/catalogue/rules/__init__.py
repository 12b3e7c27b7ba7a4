"""What a module's state at a place comes to, who may change it, and whether the manifests fit together."""

from tuntas.catalogue.rules.effect import Effect, effect_of
from tuntas.catalogue.rules.permission import may_manage, stands_above

__all__ = ["Effect", "effect_of", "may_manage", "stands_above"]
