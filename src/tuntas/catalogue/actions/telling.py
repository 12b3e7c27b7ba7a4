"""Telling the people of a place that somebody switched a service there, or above them. Handlers, wired in the lobby."""

from django.urls import reverse
from django.utils.translation import gettext as _

from tuntas.catalogue.models import Switch
from tuntas.catalogue.queries.people import managers_below, managers_of
from tuntas.catalogue.shelf.catalogue import CATALOGUE
from tuntas.catalogue.terms import ModuleSwitched, SwitchState
from tuntas.kernel.clock import now as clock_now
from tuntas.notices.actions import tell_many
from tuntas.notices.terms import worded
from tuntas.places.terms import Level


def tell_switched(event: ModuleSwitched) -> None:
    """Those who decide at the place hear of what another did; those below hear when it is closed above them."""
    module, now = CATALOGUE[event.module], clock_now()
    rows = Switch.objects.select_related("place").filter(module=event.module, place=event.place, ended_at=None)
    made = rows.first()
    if made is None or event.by_id is None:
        return  # switched again meanwhile, or offered by the house, which tells in its own words
    place = made.place

    def words() -> tuple[str, str]:
        parts = {"service": module.name, "place": place.full_name, "state": made.get_state_display()}
        return _("%(service)s, %(place)s: %(state)s") % parts, made.reason

    link = reverse("catalogue:switch", args=[place.code, module.prefix])
    people = managers_of(place, now).exclude(pk=event.by_id)
    tell_many(people=people, kind="catalogue.switched", link=link, now=now, **worded(words))
    if made.state != SwitchState.HIDDEN or place.level == Level.VILLAGE:
        return
    closed = Switch.objects.filter(module=event.module, state=SwitchState.ON, ended_at=None)
    codes = closed.filter(place__code__startswith=f"{place.code}.").values("place")

    def closing() -> tuple[str, str]:
        parts = {"service": module.name, "place": place.full_name}
        title = _("%(service)s was hidden by %(place)s and is closed at your place") % parts
        return title, " ".join([made.reason, _("Nothing is deleted.")]).strip()

    below = managers_below(codes, now).exclude(pk=event.by_id)
    tell_many(people=below, kind="catalogue.closed", now=now, **worded(closing))
