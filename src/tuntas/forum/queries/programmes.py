"""Programmes as readers see them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from tuntas.forum.models import Finding, Handover, Honouree, Partner, Programme, Supported, Trial
from tuntas.forum.models.programmes import Piece
from tuntas.forum.rules.programmes import STEWARDS, is_shown
from tuntas.forum.rules.stories import may_write
from tuntas.forum.terms import PieceKind
from tuntas.people.models import Person
from tuntas.people.rules import held

MODELS: dict[str, type[Piece]] = {
    PieceKind.SUPPORTED: Supported,
    PieceKind.PARTNER: Partner,
    PieceKind.TRIAL: Trial,
    PieceKind.FINDING: Finding,
    PieceKind.HANDOVER: Handover,
}


def lines_of(programme: Programme, kind: PieceKind) -> QuerySet[Any]:
    """The lines of one kind on a programme's page."""
    return MODELS[kind]._default_manager.filter(Q(programme=programme.pk))


@dataclass(frozen=True)
class ProgrammePage:
    """Everything a programme's page lists, each in its order."""

    supported: list[Supported]
    partners: list[Partner]
    trials: list[Trial]
    findings: list[Finding]
    handovers: list[Handover]
    honours: list[Honouree]

    def pieces(self) -> list[tuple[PieceKind, list[Piece]]]:
        """The editable lists by kind."""
        lists: list[list[Piece]] = [
            list(self.supported), list(self.partners), list(self.trials), list(self.findings), list(self.handovers)
        ]  # fmt: skip
        return list(zip(PieceKind, lists, strict=True))


def programmes(reader: object, now: datetime) -> QuerySet[Programme]:
    """Public ones, and those the reader looks after; with counts for the list. One query for the rows."""
    shown = is_shown()
    if isinstance(reader, Person):
        if may_write(reader, now):
            shown = Q()
        else:
            mine = held(reader, now).filter(role__in=STEWARDS, organisation__isnull=False).values("organisation_id")
            shown |= Q(steward__in=mine) | Q(steward__parent__in=mine)
    found = Programme.objects.filter(shown)
    return found.annotate(
        models_n=Count("supported", filter=Q(supported__innovation__is_public=True), distinct=True),
        partners_n=Count("partners", distinct=True),
    ).order_by("-since_year", "name")


def page_of(programme: Programme) -> ProgrammePage:
    """The lists of a page: six queries."""
    return ProgrammePage(
        list(programme.supported.filter(innovation__is_public=True).select_related("innovation__place")),
        list(programme.partners.select_related("organisation")),
        list(programme.trials.select_related("place__parent", "innovation")),
        list(programme.findings.select_related("innovation")),
        list(programme.handovers.select_related("organisation")),
        list(
            Honouree.objects.filter(programme=programme, honour__granted_at__isnull=False, revoked_at=None)
            .select_related("honour", "certificate")
        ),
    )  # fmt: skip
