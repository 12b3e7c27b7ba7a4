"""What the rules of order look at in one edition: one query for each rule that is in force, none otherwise."""

from django.db.models import QuerySet

from tuntas.kipp.models import Duel, Edition, Replicated
from tuntas.kipp.rules.order import Order


def order_of(edition: Edition, *, final: bool) -> Order:
    """The copied entries (where the rule is in force and there is a grade), and duels for the final ranking."""
    copied: frozenset[int] = frozenset()
    if edition.replicated_first and edition.passing_grade is not None:
        copied = frozenset(marks(edition).values_list("entry_id", flat=True))
    duels: dict[int, tuple[int, int]] = {}
    if final and edition.duel_breaks_ties:
        rounds = Duel.objects.filter(edition=edition, closed_at__isnull=False, cancelled_at=None).order_by(
            "closed_at", "pk"
        )
        for pk, result in rounds.values_list("pk", "result"):
            for row in result.get("rows", []):
                duels[row["entry"]] = (pk, row["place"])
    return Order(copied, duels)


def marks(edition: Edition) -> QuerySet[Replicated]:
    """The marks "copied elsewhere" that stand."""
    return Replicated.objects.filter(entry__edition=edition, ended_at=None).select_related("entry", "by")
