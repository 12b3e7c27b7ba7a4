"""What is stuck between two sides: with whom, since when; overdue first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import BooleanField, Case, DateTimeField, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from tuntas.casework.flow import all_kinds
from tuntas.casework.models import Case as Affair
from tuntas.casework.models import Referral
from tuntas.casework.queries.threads import Knot, knot, referrals, serves, visible_to
from tuntas.casework.terms import ReferralStatus, Snag
from tuntas.people.models import Person
from tuntas.places.models import Place

ANSWERED = (ReferralStatus.DONE, ReferralStatus.DECLINED)


@dataclass(frozen=True)
class Stuck:
    """One line: the referral, and what holds it up."""

    knot: Knot
    snag: Snag
    since: datetime


def stuck(
    person: Person,
    now: datetime,
    *,
    codes: list[str] | None = None,
    place: str = "",
    kind: str = "",
    snag: str = "",
) -> QuerySet[Referral]:
    """Referrals that do not go on, of the places the person serves (either side) and those they raised.

    `codes` are what `serves` answers, where it was asked before; `place` a code (with what lies below), `kind` a key,
    `snag` a value of `Snag`. Overdue first, then the longest.
    """
    mine = Q(raised_by=person)
    for code in serves(person, now) if codes is None else codes:
        for side in ("place", "raised_by_case__place"):
            mine |= _below(side, code)
    found = referrals().filter(mine).annotate(snag=_snag(now)).exclude(snag="")
    if place:
        found = found.filter(_below("place", place) | _below("raised_by_case__place", place))
    if kind:
        found = found.filter(kind=kind)
    if snag in Snag.values:
        found = found.filter(snag=snag)
    late = Case(When(snag=Snag.OVERDUE, then=True), default=False, output_field=BooleanField())
    since = Case(
        When(status__in=ANSWERED, then=F("answered_at")),
        When(snag=Snag.UNANSWERED, then=F("handled_by_case__closed_at")),
        default=Coalesce(F("handled_by_case__stage_since"), F("raised_at")),
        output_field=DateTimeField(),
    )
    return found.annotate(late=late, stuck_since=since).order_by("-late", "stuck_since", "pk")


def stuck_rows(found: Iterable[Referral], person: Person, now: datetime, codes: list[str] | None = None) -> list[Stuck]:
    """The referrals as lines; two queries, however many."""
    rows = list(found)
    ids = {pk for row in rows for pk in (row.raised_by_case_id, row.handled_by_case_id) if pk}
    visible = set(Affair.objects.filter(visible_to(person, now), pk__in=ids).values_list("pk", flat=True))
    codes = serves(person, now) if codes is None else codes
    return [
        Stuck(
            knot(row, 0, now, row.snag == Snag.NO_SERVICE, visible, codes, person),  # type: ignore[attr-defined]
            Snag(row.snag),  # type: ignore[attr-defined]
            row.stuck_since,  # type: ignore[attr-defined]
        )
        for row in rows
    ]


def choices(person: Person, now: datetime, codes: list[str] | None = None) -> tuple[list[Place], list[str]]:
    """Places and kinds there is something of, for the filters."""
    pairs = stuck(person, now, codes=codes).order_by().values_list("place", "kind").distinct()[:400]
    kinds = sorted({kind for _, kind in pairs})
    return list(Place.objects.filter(code__in={code for code, _ in pairs})), kinds


def _below(field: str, code: str) -> Q:
    return Q(**{f"{field}": code}) | Q(**{f"{field}__code__startswith": f"{code}."})


def _taken() -> Q:
    """The kind is known and somebody takes it at the place."""
    found = Q(pk__in=[])
    for known in all_kinds():
        found |= Q(kind=known.key) & (Q(place__in=known.places().order_by().values("pk")) if known.places else Q())
    return found


def _snag(now: datetime) -> Case:
    """What holds a referral up; empty where nothing does. A later reason never hides an earlier one that is worse."""
    handled = Affair.objects.filter(pk=OuterRef("handled_by_case"), closed_at=None)
    slow = Q(Exists(handled.filter(Q(due_at__lt=now) | Q(promised_at__lt=now))))
    waiting = Q(handled_by_case=None, due_at__lt=now)
    return Case(
        When(status=ReferralStatus.TOLD, then=Value("")),
        When(status__in=ANSWERED, then=Value(Snag.UNTOLD.value)),
        When(Q(status=ReferralStatus.SENT, handled_by_case=None) & ~_taken(), then=Value(Snag.NO_SERVICE.value)),
        When(handled_by_case__closed_at__isnull=False, then=Value(Snag.UNANSWERED.value)),
        When(slow | waiting, then=Value(Snag.OVERDUE.value)),
        default=Value(""),
    )
