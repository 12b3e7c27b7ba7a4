"""What was asked of others, and what others ask."""

from datetime import datetime

from django.db.models import Q, QuerySet

from tuntas.casework.models import Referral
from tuntas.casework.rules import ANSWERERS
from tuntas.casework.terms import ReferralStatus
from tuntas.people.models import Person
from tuntas.people.rules import held

OPEN = (ReferralStatus.SENT, ReferralStatus.ACCEPTED)


def sent(person: Person) -> QuerySet[Referral]:
    """What the person asked of others; answers not yet passed on first, then the oldest."""
    return _shown(Referral.objects.filter(raised_by=person))


def received(person: Person, now: datetime) -> QuerySet[Referral]:
    """What was sent to the places the person serves, or below them; open ones first, oldest first."""
    codes = held(person, now).filter(role__in=ANSWERERS, organisation=None).values_list("place_id", flat=True)
    here = Q(pk__in=[])
    for code in codes:
        here |= Q(place_id=code) | Q(place__code__startswith=f"{code}.")
    return _shown(Referral.objects.filter(here))


def _shown(found: QuerySet[Referral]) -> QuerySet[Referral]:
    ordered = found.annotate(done=Q(status=ReferralStatus.TOLD)).order_by("done", "raised_at", "pk")
    return ordered.select_related("raised_by_case", "place", "raised_by")
