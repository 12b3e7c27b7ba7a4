"""The results of an edition as everybody may read them: facts that are public by the announcement, nothing else."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from tuntas.kipp.models import Answer, Decision, Edition, Entry, Section, Stage, Track
from tuntas.kipp.terms import Outcome

# Keys of the section that tells an entry in short, in the presets' own words; else the form's first section.
SHORT = ("ringkasan", "summary")


@dataclass(frozen=True)
class Winner:
    """A winner as the public page shows it. `score` is None unless the edition publishes scores."""

    entry: Entry
    rank: int | None
    score: Decimal | None
    summary: str

    @property
    def certificate(self) -> str:
        """The code of the certificate's public check page; empty while there is none."""
        return self.entry.certificate.token if self.entry.certificate else ""


@dataclass(frozen=True)
class TrackResult:
    """The winners of one track, best first."""

    track: Track
    winners: list[Winner]


def _winning(edition: Edition) -> QuerySet[Decision]:
    return (
        Decision.objects.filter(plenary__stage__edition=edition, outcome=Outcome.WINNER)
        .select_related(
            "entry__case",
            "entry__track",
            "entry__category",
            "entry__group",
            "entry__innovation",
            "entry__certificate",
            "entry__organisation__place",
        )
        .order_by("entry__track__order", "entry__track_id", "rank", "entry__title", "pk")
    )


def short_section(edition: Edition) -> Section | None:
    """The section in which an entry tells itself in short."""
    sections = list(edition.sections.order_by("order", "id"))
    return next((section for section in sections if section.key in SHORT), sections[0] if sections else None)


def _summaries(edition: Edition, entries: list[int]) -> dict[int, str]:
    section = short_section(edition)
    rows = Answer.objects.filter(section=section, entry__in=entries) if section else Answer.objects.none()
    return dict(rows.values_list("entry_id", "text"))


def _winner(decision: Decision, edition: Edition, summaries: dict[int, str]) -> Winner:
    score = decision.score if edition.publish_scores else None
    return Winner(decision.entry, decision.rank, score, summaries.get(decision.entry_id, ""))


def winners(edition: Edition) -> list[TrackResult]:
    """Winners by track, best first; tracks without a winner are left out. Four queries."""
    decisions = list(_winning(edition))
    summaries = _summaries(edition, [decision.entry_id for decision in decisions])
    found: dict[int, TrackResult] = {}
    for decision in decisions:
        track = decision.entry.track
        here = found.setdefault(track.pk, TrackResult(track, []))
        here.winners.append(_winner(decision, edition, summaries))
    return list(found.values())


def winner(edition: Edition, reference: str) -> Winner | None:
    """One winner by its case's reference; None for everybody else."""
    decision = _winning(edition).filter(entry__case__reference=reference).first()
    if decision is None:
        return None
    return _winner(decision, edition, _summaries(edition, [decision.entry_id]))


def calendar(edition: Edition) -> list[Stage]:
    """The edition's stages in order."""
    return list(edition.stages.order_by("order", "id"))


def certificates(edition: Edition) -> tuple[int, int]:
    """How many certificates are ready, and how many there are."""
    rows = Entry.objects.filter(edition=edition, certificate__isnull=False)
    return rows.filter(certificate__file__isnull=False).count(), rows.count()


def untold(edition: Edition) -> int:
    """Entries whose people have not been told the outcome yet."""
    return Entry.objects.filter(edition=edition, number__isnull=False, case__told_at=None).count()
