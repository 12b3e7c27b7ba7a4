"""The rows of an archive's tables, streamed: one query a table, nothing held but the codes of jurors and runs."""

from collections.abc import Callable, Iterator
from typing import Any

from tuntas.kipp.models import (
    Assignment,
    Decision,
    Edition,
    Entry,
    Lock,
    Pick,
    Run,
    Score,
    SeatHolder,
    Sheet,
    Unsealing,
)
from tuntas.kipp.queries.archive.journal import journal_rows
from tuntas.kipp.queries.ranking import ranking
from tuntas.kipp.queries.standings import counted_stages, scored_stages
from tuntas.kipp.rules.archive.shape import FINAL, cell
from tuntas.kipp.rules.blind import shuffle_key
from tuntas.kipp.rules.scoring import points
from tuntas.kipp.terms import Seat

Rows = Iterator[tuple[Any, ...]]
CHUNK = 5000


class _Source:
    """One edition being read. `named`: jurors and officers by name, else jurors by code and officers not at all."""

    def __init__(self, edition: Edition, named: bool) -> None:
        self.edition, self.named = edition, named
        seats = SeatHolder.objects.filter(edition=edition, seat=Seat.JUROR).select_related("person")
        # The order tells nothing: neither names nor when somebody joined.
        self.jurors = sorted(seats, key=lambda seat: shuffle_key(seat.pk, edition.slug))
        self.codes = {seat.pk: f"J{at:02d}" for at, seat in enumerate(self.jurors, start=1)}
        self.runs = {pk: f"R{at}" for at, pk in enumerate(self._runs().values_list("pk", flat=True), start=1)}

    def _runs(self) -> Any:
        return Run.objects.filter(stage__edition=self.edition).order_by("pk")

    def who(self, name: str | None) -> str:
        return name or "" if self.named else ""

    def entries(self) -> Rows:
        rows = Entry.objects.filter(edition=self.edition).exclude(number=None).order_by("number", "pk")
        yield from rows.values_list(
            "case__reference", "number", "title", "organisation__name", "organisation__place__code", "track__key",
            "group__key", "category__key", "case__stage", "is_sample",
        ).iterator(CHUNK)  # fmt: skip

    def jurors_(self) -> Rows:
        for seat in self.jurors:
            own = (seat.person.name, seat.affiliation) if self.named else ("", "")
            yield (self.codes[seat.pk], *own, seat.left_at)

    def runs_(self) -> Rows:
        columns = ("stage__key", "mode", "at", "seed", "per_entry", "added", "removed", "short", "objective",
                   "input_hash", "result_hash", "code")  # fmt: skip
        for pk, *row in self._runs().values_list("pk", *columns):
            yield (self.runs[pk], *row)

    def assignments(self) -> Rows:
        rows = Assignment.objects.filter(stage__edition=self.edition).order_by("stage__order", "entry__number", "pk")
        columns = ("stage__key", "entry__case__reference", "juror_id", "at", "removed_at", "run_id", "despite")
        for stage, entry, juror, at, removed, run, despite in rows.values_list(*columns).iterator(CHUNK):
            yield stage, entry, self.codes[juror], at, removed, self.runs.get(run, ""), despite

    def sheets(self) -> Rows:
        rows = Sheet.objects.filter(assignment__stage__edition=self.edition, handed_in_at__isnull=False)
        columns = ("assignment__stage__key", "assignment__entry__case__reference", "assignment__juror_id", "pk",
                   "revision", "weights_version", "handed_in_at", "total")  # fmt: skip
        for stage, entry, juror, *rest in self._ordered(rows, "").values_list(*columns).iterator(CHUNK):
            yield (stage, entry, self.codes[juror], *rest)

    def scores(self) -> Rows:
        rows = Score.objects.filter(
            sheet__assignment__stage__edition=self.edition, sheet__handed_in_at__isnull=False, value__isnull=False
        )
        columns = ("sheet__assignment__stage__key", "sheet__assignment__entry__case__reference",
                   "sheet__assignment__juror_id", "criterion__key", "value")  # fmt: skip
        ordered = self._ordered(rows, "sheet__", "criterion__order", "criterion_id")
        for stage, entry, juror, *rest in ordered.values_list(*columns).iterator(CHUNK):
            yield (stage, entry, self.codes[juror], *rest)

    @staticmethod
    def _ordered(rows: Any, prefix: str, *more: str) -> Any:
        stage, entry = f"{prefix}assignment__stage__order", f"{prefix}assignment__entry__number"
        return rows.order_by(stage, f"{prefix}assignment__stage_id", entry, f"{prefix}assignment_id", *more)

    def ranking(self) -> Rows:
        """The ranking of each scored stage that began, then the final one, as the live pages compute them."""
        tracks = dict(self.edition.tracks.values_list("pk", "key"))
        for stage in (*(one for one in scored_stages(self.edition) if one.begun), None):  # type: ignore[attr-defined]
            keys = [stage.key] if stage else [one.key for one in counted_stages(self.edition)]
            for row in ranking(self.edition, stage):
                parts = {key: cell(part) for key, part in zip(keys, row.scores, strict=True)}
                low, high = (None if one is None else points(one) for one in (row.low_micro, row.high_micro))
                yield (
                    stage.key if stage else FINAL, tracks[row.track_id], row.rank, row.overall, row.tied, row.reference,
                    row.score, parts, row.scored, row.assigned, low, high, row.passes,
                )  # fmt: skip

    def locks(self) -> Rows:
        rows = Lock.objects.filter(stage__edition=self.edition).select_related("stage", "by", "opened_by")
        for one in rows.order_by("at", "pk"):
            opener = one.opened_by.name if one.opened_by else None
            yield (
                one.pk, one.stage.key, one.at, self.who(one.by.name), one.early, one.missing, one.below, one.why,
                one.opened_at, self.who(opener), one.reason,
            )  # fmt: skip

    def unsealings(self) -> Rows:
        rows = Unsealing.objects.filter(stage__edition=self.edition).select_related("stage", "by")
        for one in rows.order_by("at", "pk"):
            yield one.pk, one.stage.key, one.at, one.until, one.ended_at, self.who(one.by.name), one.reason

    def picks(self) -> Rows:
        rows = Pick.objects.filter(entry__edition=self.edition).order_by("entry__number", "pk")
        columns = ("entry__case__reference", "chosen", "rank", "score", "reason", "at", "published_at")
        yield from rows.values_list(*columns).iterator(CHUNK)

    def decisions(self) -> Rows:
        rows = Decision.objects.filter(entry__edition=self.edition).order_by("entry__number", "pk")
        columns = ("entry__case__reference", "outcome", "rank", "score", "reason", "at")
        yield from rows.values_list(*columns).iterator(CHUNK)

    def journal(self) -> Rows:
        yield from journal_rows(self.edition)


def rows_of(edition: Edition, *, named: bool) -> dict[str, Callable[[], Rows]]:
    """File name → its rows, read when asked for. Entries never handed in are left out, and so are drafts of sheets."""
    source = _Source(edition, named)
    return {
        "entries.csv": source.entries,
        "jurors.csv": source.jurors_,
        "runs.csv": source.runs_,
        "assignments.csv": source.assignments,
        "sheets.csv": source.sheets,
        "scores.csv": source.scores,
        "ranking.csv": source.ranking,
        "locks.csv": source.locks,
        "unsealings.csv": source.unsealings,
        "picks.csv": source.picks,
        "decisions.csv": source.decisions,
        "journal.csv": source.journal,
    }
