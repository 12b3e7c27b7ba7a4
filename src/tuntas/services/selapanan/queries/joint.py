"""Meetings of several groups: who takes part, and what they have found, by kind and village."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from tuntas.casework.terms import ReferralStatus
from tuntas.people.models import Person
from tuntas.places.models import Place
from tuntas.services.selapanan.models import Finding, Joint, JointGroup, Member
from tuntas.services.selapanan.terms import FindingKind, FindingStage, Part

KNOWN = (ReferralStatus.DONE, ReferralStatus.DECLINED, ReferralStatus.TOLD)


def joints_of(place: Place) -> QuerySet[Joint]:
    """Meetings called in the village's regency, newest first, with what a line shows; one query."""
    regency = ".".join(place.code.split(".")[:2])
    rows = Joint.objects.filter(Q(place=regency) | Q(place__code__startswith=f"{regency}."))
    return rows.select_related("host__place", "place").annotate(number=Count("parts")).order_by("-day", "-pk")


def may_see(person: Person, place: Place, parts: frozenset[str]) -> bool:
    """Who reads the village's groups, or has a seat in one of them."""
    if Part.READER in parts:
        return True
    return Member.objects.filter(account=person, left_on=None, group__place=place).exists()


def parts_of(joint: Joint) -> list[JointGroup]:
    """The groups that take part, the host first; one query."""
    return list(joint.parts.select_related("group__place").order_by("pk"))


@dataclass(frozen=True)
class Collected:
    """Findings of one kind: how many in all, how many have an answer. No names, no words of a finding."""

    kind: str
    number: int
    answered: int


def collected_of(joint: Joint) -> list[Collected]:
    """What lies open in the groups that take part; once held, what lay open that day. One query."""
    if joint.held_at is not None:
        rows = Finding.objects.filter(pk__in=joint.collected.values("finding"))
    else:
        rows = Finding.objects.filter(
            group__in=joint.parts.values("group"), case__stage__in=[FindingStage.RAISED, FindingStage.SENT]
        )
    counted = (
        rows.order_by()
        .values_list("kind")
        .annotate(number=Count("pk"), answered=Count("pk", filter=Q(referral__status__in=KNOWN)))
    )
    by_kind = {kind: (number, answered) for kind, number, answered in counted}
    return [Collected(str(kind.label), *by_kind[kind.value]) for kind in FindingKind if kind.value in by_kind]
