"""The tables that go out: one for each list people see. Who may have them is asked at the door."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from tuntas.files.sheets import Sheet
from tuntas.kernel.clock import wib
from tuntas.kipp.models import Assignment, Edition, Entry, Stage, Track
from tuntas.kipp.queries.conflict_list import Filters, conflicts, in_words
from tuntas.kipp.queries.ranking import ranking, score_columns, score_rows
from tuntas.kipp.queries.sheets.analysis import agreement_table, analysis_table, severity_table
from tuntas.kipp.rules.judging import is_scored
from tuntas.kipp.terms import EntryStage, Seat


@dataclass(frozen=True)
class Wish:
    """What to put out: of which stage and track, where that matters; the entries of a filtered list in order."""

    stage: Stage | None = None
    track: Track | None = None
    entries: QuerySet[Entry] | None = None
    conflicts: Filters = Filters()


def _local(moment: datetime | None) -> datetime | None:
    """The moment in WIB without its zone, as spreadsheets keep times."""
    return wib(moment).replace(tzinfo=None) if moment else None


def entries_table(edition: Edition, wish: Wish) -> Sheet:
    """Proposals as the staff's list shows them."""
    found = (
        Entry.objects.filter(edition=edition).order_by("number", "title", "pk")
        if wish.entries is None
        else wish.entries
    )
    found = found.select_related("case", "organisation__place", "track", "group", "category", "created_by")
    columns = [
        _("Number"), _("Reference"), _("Title"), _("Organisation"), _("Place"), _("Track"), _("Group"), _("Category"),
        _("In use since"), _("Stage"), _("Submitted"), _("Last saved"), _("Writer"), _("Sample"),
    ]  # fmt: skip
    rows = (
        [
            entry.number, entry.case.reference, entry.title, entry.organisation.name, str(entry.organisation.place),
            entry.track.title, entry.group.title, entry.category.title if entry.category else "", entry.started_on,
            str(EntryStage(entry.case.stage).label), _local(entry.submitted_at), _local(entry.saved_at),
            entry.created_by.name, _("sample") if entry.is_sample else "",
        ]
        for entry in found
    )  # fmt: skip
    return Sheet(_("Proposals"), columns, list(rows))


def jurors_table(edition: Edition, wish: Wish) -> Sheet:
    """The jury with its offices."""
    seats = edition.seats.filter(seat=Seat.JUROR, left_at=None).select_related("person").order_by("person__name", "pk")
    columns = [_("Name"), _("E-mail"), _("Affiliation")]
    return Sheet(_("Jurors"), columns, [[seat.person.name, seat.person.email, seat.affiliation] for seat in seats])


def assignments_table(edition: Edition, wish: Wish) -> Sheet:
    """Who scores what, with how far each is."""
    found = Assignment.objects.filter(stage__edition=edition, removed_at=None)
    if wish.stage is not None:
        found = found.filter(stage=wish.stage)
    columns = [_("Stage"), _("Number"), _("Reference"), _("Title"), _("Juror"), _("E-mail"), _("Handed in")]
    rows = found.order_by("stage__order", "stage_id", "entry__number", "juror__person__name", "pk").values_list(
        "stage__title", "entry__number", "entry__case__reference", "entry__title", "juror__person__name",
        "juror__person__email", "sheet__handed_in_at",
    )  # fmt: skip
    return Sheet(_("Assignments"), columns, [[*row, _local(handed_in)] for *row, handed_in in rows])


def conflicts_table(edition: Edition, wish: Wish) -> Sheet:
    """Conflicts of interest as the office's list shows them, with evidence, decision and reason."""
    rows = list(conflicts(edition, wish.conflicts))
    words = in_words(rows)
    columns = [
        _("Juror"), _("Institution"), _("Number"), _("Reference"), _("Title"), _("Organisation"), _("Kind"),
        _("What shows it"), _("State"), _("Reason"), _("Decided by"), _("Decided on"), _("Found on"),
        _("Evidence gone"), _("The scores handed in"), _("Sample"),
    ]  # fmt: skip
    lines = (
        [
            row.juror.person.name, row.juror.affiliation, row.entry.number, row.entry.case.reference, row.entry.title,
            row.entry.organisation.name, row.get_kind_display(), " ".join(words[row.pk]), row.get_state_display(),
            row.reason, row.decided_by.name if row.decided_by else "", _local(row.decided_at), _local(row.found_at),
            _local(row.ended_at), row.get_scores_display(), _("sample") if row.entry.is_sample else "",
        ]
        for row in rows
    )  # fmt: skip
    return Sheet(_("Conflicts of interest"), columns, list(lines))


def scores_table(edition: Edition, wish: Wish) -> Sheet:
    """Every raw score of a stage, one row a juror and proposal."""
    assert wish.stage is not None, "scores belong to a stage"
    names = {
        "reference": _("Reference"), "number": _("Number"), "title": _("Title"), "organisation": _("Organisation"),
        "track": _("Track"), "juror": _("Juror"), "total": _("Total"), "remark": _("Remark"),
        "handed_in_at": _("Handed in"),
    }  # fmt: skip
    names |= dict(wish.stage.criteria.values_list("key", "title"))
    columns = [names[key] for key in score_columns(wish.stage)]
    rows = [[*row, _local(handed_in)] for *row, handed_in in score_rows(edition, wish.stage)]  # type: ignore[arg-type]
    return Sheet(_("Scores"), columns, rows)


def ranking_table(edition: Edition, wish: Wish) -> Sheet:
    """The ranked list, of one stage or of the final score."""
    tracks = dict(edition.tracks.values_list("pk", "title"))
    stages = [wish.stage] if wish.stage else [found for found in edition.stages.all() if is_scored(found)]
    columns = [
        _("Rank in track"), _("Number"), _("Reference"), _("Title"), _("Organisation"), _("Track"), _("Score"),
        *[stage.title for stage in stages if not wish.stage], _("Jurors who scored"), _("Jurors asked"), _("Tie"),
    ]  # fmt: skip
    rows = [
        [
            row.rank, row.number, row.reference, row.title, row.organisation, tracks[row.track_id], row.score,
            *([] if wish.stage else row.scores), row.scored, row.assigned, _("tie") if row.tied else "",
        ]
        for row in ranking(edition, wish.stage, wish.track)
    ]  # fmt: skip
    return Sheet(_("Ranking"), columns, rows)


def results_table(edition: Edition, wish: Wish) -> Sheet:
    """The public result: winners by track."""
    winners = (
        Entry.objects.filter(edition=edition, case__stage=EntryStage.WINNER)
        .select_related("organisation__place", "track", "case")
        .order_by("track__order", "track_id", "title", "pk")
    )
    columns = [_("Track"), _("Title"), _("Organisation"), _("Place"), _("Reference"), _("Sample")]
    rows = [
        [
            entry.track.title, entry.title, entry.organisation.name, str(entry.organisation.place),
            entry.case.reference, _("sample") if entry.is_sample else "",
        ]
        for entry in winners
    ]  # fmt: skip
    return Sheet(_("Winners"), columns, rows)


TABLES: dict[str, Callable[[Edition, Wish], Any]] = {
    "entries": entries_table,
    "jurors": jurors_table,
    "assignments": assignments_table,
    "conflicts": conflicts_table,
    "scores": scores_table,
    "ranking": ranking_table,
    "results": results_table,
    "analysis": lambda edition, wish: analysis_table(edition, wish.stage, wish.track.pk if wish.track else None),
    "severity": lambda edition, wish: severity_table(edition, wish.stage),
    "agreement": lambda edition, wish: agreement_table(edition, wish.stage),
}
