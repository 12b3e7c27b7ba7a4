"""What a module's state at a place comes to, in a sentence."""

from django.utils.translation import gettext as _

from tuntas.catalogue.rules.effect import Effect
from tuntas.catalogue.shelf.catalogue import CATALOGUE
from tuntas.catalogue.terms import SwitchState
from tuntas.places.models import Place


def why(found: Effect, names: dict[str, str] | None = None) -> str:
    """The effective state explained: who said what, and what would have to change. `names` spares the query."""
    if found.hidden_by:
        parts = {"above": _name(found.hidden_by, names)}
        if found.own == SwitchState.ON:
            return _("Switched on here, but hidden by %(above)s. Everything is kept.") % parts
        return _("Hidden by %(above)s. It can be switched on here once that ends.") % parts
    if not found.lives_here:
        return _not_here(found, names)
    if found.lacks:
        needed = ", ".join(str(one.name) if (one := CATALOGUE.find(key)) else key for key in found.lacks)
        return _("It needs another service that does not run here: %(needed)s. Switch that on first.") % {
            "needed": needed
        }
    if found.own == SwitchState.ON:
        return _("Switched on. Its pages are open.")
    if found.own == SwitchState.HIDDEN:
        return _("Switched off here. Its pages are closed, and everything is kept.")
    if found.offered_by:
        return _("Offered by %(above)s. It can be switched on here.") % {"above": _name(found.offered_by, names)}
    return _("Not offered yet. The province offers it to the regency first, the regency to the village.")


def _not_here(found: Effect, names: dict[str, str] | None) -> str:
    """At a level where the service has no pages, all a place can do is offer it to those below."""
    if found.own == SwitchState.OFFERED:
        return _("Offered to the places below.")
    if found.own == SwitchState.HIDDEN:
        return _("Hidden for all places below. Everything is kept.")
    if found.offered_by:
        parts = {"above": _name(found.offered_by, names)}
        return _("Offered by %(above)s. You can offer it to the places below.") % parts
    return _("Not offered to the places below.")


def _name(code: str, names: dict[str, str] | None) -> str:
    if names and code in names:
        return names[code]
    place = Place.objects.filter(code=code).first()
    return place.full_name if place else code
