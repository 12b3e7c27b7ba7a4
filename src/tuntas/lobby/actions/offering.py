"""A copy of an innovation runs somewhere: the service that is this innovation is offered there."""

from django.urls import reverse
from django.utils.translation import gettext as _

from tuntas.catalogue.actions import offer
from tuntas.catalogue.queries.people import managers_of
from tuntas.catalogue.shelf.catalogue import CATALOGUE
from tuntas.kernel.clock import now as clock_now
from tuntas.notices.actions import tell_many
from tuntas.notices.terms import worded
from tuntas.places.models import Place
from tuntas.replication.models import Replication
from tuntas.replication.terms import ReplicationRunning


def offer_service(event: ReplicationRunning) -> None:
    """Offer the switch where the copy runs, and tell those who may use it; nothing where no service is the innovation.

    A place that has said something of the service already keeps its word. An office that is no government has no place.
    """
    copy = Replication.objects.select_related("innovation", "adopter").get(pk=event.replication_id)
    module = CATALOGUE.by_innovation(copy.innovation.slug)
    place = Place.objects.filter(code=copy.spot).first()
    if module is None or place is None:
        return
    now = clock_now()
    if offer(module=module, place=place, now=now, reason=str(copy)) is None:
        return

    def words() -> tuple[str, str]:
        parts = {"service": module.name, "place": place.full_name, "name": copy.innovation.name}
        return (
            _("%(service)s can be switched on: %(place)s") % parts,
            _("Your copy of %(name)s runs. The service comes with it: look at what should be ready, and switch it on.")
            % parts,
        )

    link = reverse("catalogue:switch", args=[place.code, module.prefix])
    tell_many(people=managers_of(place, now), kind="catalogue.offered", link=link, now=now, **worded(words))
