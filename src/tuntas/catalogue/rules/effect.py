"""Whether a module runs at a place, and why or why not: pure, from what the place and those above it said."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tuntas.catalogue.shelf.catalogue import CATALOGUE, Catalogue
from tuntas.catalogue.terms import Module, SwitchState
from tuntas.places.terms import Level

# (module key, place code) → state; what nobody said is not in it.
States = Mapping[tuple[str, str], str]
_LEVEL = {1: Level.PROVINCE, 2: Level.REGENCY, 3: Level.DISTRICT, 4: Level.VILLAGE}


@dataclass(frozen=True)
class Effect:
    """What comes of it at one place."""

    module: Module
    place: str
    own: str = ""  # what the place itself said; "" for nothing
    hidden_by: str = ""  # code of the topmost place above that hides it
    offered_by: str = ""  # code of the nearest place (itself included) that offers it to this one
    lives_here: bool = True  # its pages live at places of this level
    lacks: tuple[str, ...] = field(default=())  # keys of required modules that do not run here

    @property
    def on(self) -> bool:
        """The module's pages are there."""
        return self.own == SwitchState.ON and self.lives_here and not self.hidden_by and not self.lacks

    @property
    def may_be_offered(self) -> bool:
        """The place may offer it to those below: the province of itself, others once it was offered to them."""
        return not self.hidden_by and (bool(self.offered_by) or level_of(self.place) == Level.PROVINCE)

    @property
    def may_be_on(self) -> bool:
        """It was offered, nothing above hides it, and what it needs runs."""
        return self.lives_here and self.may_be_offered and not self.lacks


def lineage_of(code: str) -> list[str]:
    """Codes from the province down to the place."""
    parts = code.split(".")
    return [".".join(parts[: i + 1]) for i in range(len(parts))]


def level_of(code: str) -> Level:
    """The level a code stands for."""
    return _LEVEL[code.count(".") + 1]


def effect_of(module: Module, code: str, states: States, catalogue: Catalogue = CATALOGUE) -> Effect:
    """What the module comes to at the place; `states` holds what it and its requirements are along the lineage."""
    line = lineage_of(code)
    above = [step for step in line[:-1] if states.get((module.key, step)) == SwitchState.HIDDEN]
    # A regency takes from the province; districts and villages take from their regency, never past it.
    givers = line if len(line) < 3 else line[1:]
    offers = {SwitchState.OFFERED, SwitchState.ON}
    offered = [step for step in givers if states.get((module.key, step)) in offers]
    wanted = [catalogue.find(key) for key in module.requires]
    return Effect(
        module=module,
        place=code,
        own=states.get((module.key, code), ""),
        hidden_by=above[0] if above else "",
        offered_by=offered[-1] if offered else "",
        lives_here=level_of(code) in module.levels,
        lacks=tuple(
            key
            for key, found in zip(module.requires, wanted, strict=True)
            if found is None or not effect_of(found, code, states, catalogue).on
        ),
    )


def needed_keys(module: Module, catalogue: Catalogue = CATALOGUE) -> set[str]:
    """The module's key with those of everything it requires, directly or not."""
    found, todo = set[str](), [module.key]
    while todo:
        key = todo.pop()
        if key not in found:
            found.add(key)
            known = catalogue.find(key)
            todo += known.requires if known else ()
    return found
