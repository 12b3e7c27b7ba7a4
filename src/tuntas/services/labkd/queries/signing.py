"""Posts, absences, delegations; and who signs."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Q, QuerySet

from tuntas.places.models import Place
from tuntas.services.labkd.models import Absence, Delegation, Post, SignatureRequest
from tuntas.services.labkd.rules.kinds import Kind
from tuntas.services.labkd.rules.signer import Away, Seat, Signer, signer_for
from tuntas.services.labkd.terms import SignatureState

OPEN = (SignatureState.REQUESTED, SignatureState.RETURNED, SignatureState.VERIFIED)


def posts_of(place: Place) -> QuerySet[Post]:
    """Every post of the office, those in force first."""
    return Post.objects.filter(place=place).select_related("person").order_by("-since", "-pk")


def absences_of(place: Place, day: date) -> QuerySet[Absence]:
    """Absences that run or come."""
    found = Absence.objects.filter(post__place=place, until__gte=day)
    return found.select_related("post", "acting").order_by("since", "pk")


def delegations_of(place: Place, day: date) -> QuerySet[Delegation]:
    """What the head has handed on and has not ended."""
    running = Q(until__isnull=True) | Q(until__gte=day)
    return Delegation.objects.filter(running, place=place).order_by("since", "pk")


def signer_at(kind: Kind, place: Place, day: date) -> Signer | None:
    """Who signs letters of the kind that day; three queries."""
    return signer_among(kind, posts_of(place), absences_of(place, day), delegations_of(place, day), day)


def signer_among(
    kind: Kind, posts: Iterable[Post], absences: Iterable[Absence], delegations: Iterable[Delegation], day: date
) -> Signer | None:
    """The same from rows at hand."""
    seats = [
        Seat(one.pk, one.rank, one.title, one.name, one.person_id, one.since, one.until, one.staff_number)
        for one in posts
    ]
    away = [Away(one.post_id, one.since, one.until, one.acting_id, one.form) for one in absences]
    handed = [
        one
        for one in delegations
        if one.kind in ("", kind.key) and one.since <= day and (one.until is None or one.until >= day)
    ]
    delegated = [one.rank for one in sorted(handed, key=lambda one: one.kind == "")]
    return signer_for(signers=kind.signers, seats=seats, away=away, day=day, delegated=delegated)


def signatures_due(now: datetime) -> QuerySet[SignatureRequest]:
    """Signatures on their way that should be asked for now, oldest first."""
    due = Q(next_at__isnull=True) | Q(next_at__lte=now)
    found = SignatureRequest.objects.filter(due, state__in=OPEN).order_by("requested_at", "pk")
    return found.select_related("letter__case__place", "letter__signer", "document__series", "requested_by")
