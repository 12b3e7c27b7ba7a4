"""Lists of the register. Rows come sealed; actions open them."""

from datetime import date

from django.db.models import Count, Q, QuerySet

from tuntas.places.models import Place
from tuntas.residents.models import Family, Import, Likeness, Merge, Resident, RightRequest
from tuntas.residents.queries.figures import having
from tuntas.residents.terms import Group, ResidentState, RightOutcome

CLOSED = (ResidentState.MERGED, ResidentState.ERASED)


def listed(
    place: Place, *, state: str = "", hamlet: str = "", rt: str = "", group: str = "", day: date
) -> QuerySet[Resident]:
    """The village's residents by hamlet, RT and family; who lives there unless another state is asked for."""
    rows = Resident.objects.filter(village=place, state=state or ResidentState.PRESENT)
    if hamlet:
        rows = rows.filter(hamlet=hamlet)
    if rt:
        rows = rows.filter(rt=rt.zfill(3))
    if group in Group.values:
        rows = rows.filter(having(Group(group), day))
    return rows.select_related("family").order_by("hamlet", "rt", "family", "pk")


def hamlets(place: Place) -> list[str]:
    """Names of the hamlets residents live in."""
    found = Resident.objects.filter(village=place, state=ResidentState.PRESENT).exclude(hamlet="")
    return list(found.order_by("hamlet").values_list("hamlet", flat=True).distinct())


def resident_of(place: Place, key: str) -> Resident | None:
    """The record of that key in the village; None when there is none."""
    return Resident.objects.select_related("village", "family", "merged_into").filter(village=place, key=key).first()


def family_of(place: Place, key: str) -> Family | None:
    """The family card of that key in the village."""
    return Family.objects.filter(village=place, key=key).first()


def members_of(family: Family) -> list[Resident]:
    """Everybody on the card who lives there, the head first, then by month of birth."""
    rows = family.members.filter(state=ResidentState.PRESENT).select_related("village", "family")
    return sorted(rows, key=lambda row: (row.relation != "head", row.born or date.max, row.pk))


def alike_waiting(place: Place) -> QuerySet[Likeness]:
    """Pairs that nobody has decided about, most points first."""
    open_ = Likeness.objects.filter(one__village=place, different_at=None)
    return open_.exclude(one__state__in=CLOSED).exclude(other__state__in=CLOSED).select_related("one", "other")


def merges_of(place: Place) -> QuerySet[Merge]:
    """Merges that can still be undone, newest first."""
    return Merge.objects.filter(kept__village=place, undone_at=None, sealed__isnull=False).select_related(
        "kept", "gone"
    )


def imports_of(place: Place) -> QuerySet[Import]:
    """The village's spreadsheets, newest first."""
    return Import.objects.filter(village=place, dropped_at=None).defer("sealed").select_related("by")


def requests_of(place: Place, open_only: bool) -> QuerySet[RightRequest]:
    """Requests about data: the open ones by what is due first, or all, newest first."""
    rows = RightRequest.objects.filter(village=place).select_related("resident", "received_by", "answered_by")
    return rows.filter(outcome=RightOutcome.OPEN) if open_only else rows.order_by("-received_at", "-pk")


def waiting(place: Place) -> dict[str, int]:
    """What waits for the officer: pairs to look at and requests to answer; two queries."""
    return {
        "alike": alike_waiting(place).count(),
        "requests": requests_of(place, open_only=True).count(),
    }


def totals(place: Place) -> dict[str, int]:
    """How many live there, moved away, died; one query."""
    states = (ResidentState.PRESENT, ResidentState.AWAY, ResidentState.DEAD)
    asked = {str(state): Count("pk", filter=Q(state=state)) for state in states}
    found: dict[str, int] = Resident.objects.filter(village=place).aggregate(**asked)
    return found
