"""The analysis of a stage's scores as tables to take along."""

import math
from typing import Any

from django.utils.translation import gettext as _

from tuntas.files.sheets import Sheet
from tuntas.kernel.bilingual import said
from tuntas.kipp.judging.agreement import Reliability
from tuntas.kipp.models import Edition, Stage
from tuntas.kipp.queries.analysis import Numbers, cut_of, numbers_of, stages_with_print
from tuntas.kipp.rules.scoring import points


def _numbers(edition: Edition, stage: Stage | None) -> Numbers:
    here = next(one for one in stages_with_print(edition) if stage is not None and one.pk == stage.pk)
    return numbers_of(here, list(edition.tracks.all()))


def _rounded(value: float | None, places: int = 4) -> float | None:
    return None if value is None or math.isnan(value) else round(value, places)


def analysis_table(edition: Edition, stage: Stage | None, track: int | None = None) -> Sheet:
    """Every proposal: the official score and place, and beside them what the model says."""
    assert stage is not None, "an analysis belongs to a stage"
    tracks = {one.pk: one for one in edition.tracks.all()}
    columns = [
        _("Rank in track"), _("Number"), _("Reference"), _("Title"), _("Organisation"), _("Track"), _("Official score"),
        _("Adjusted"), _("Standard error"), _("Adjusted rank"), _("Likely from place"), _("Likely to place"), _("Cut"),
        _("Chance"), _("On the cut"), _("Gap"), _("Jurors who scored"), _("Jurors asked"), _("Group of linked jurors"),
    ]  # fmt: skip
    rows: list[list[Any]] = [
        [
            line.rank, line.entry.number, line.entry.reference, line.entry.title, line.entry.organisation,
            tracks[line.entry.track_id].title, None if line.micro is None else points(line.micro),
            _rounded(line.adjusted), _rounded(line.error), line.adjusted_rank, line.low, line.high,
            cut_of(stage, tracks[line.entry.track_id]), _rounded(line.chance, 3), _("yes") if line.straddles else "",
            None if line.gap is None else points(line.gap), line.scored, line.asked, line.group + 1 or None,
        ]
        for line in _numbers(edition, stage).lines
        if track is None or line.entry.track_id == track
    ]  # fmt: skip
    return Sheet(_("Score analysis"), columns, rows)


def severity_table(edition: Edition, stage: Stage | None) -> Sheet:
    """Points each juror gives more or fewer than the others, for the organiser."""
    columns = [_("Juror"), _("Sheets"), _("Points more or fewer"), _("Standard error"), _("Group of linked jurors")]
    rows = [
        [one.name, one.scored, _rounded(one.leaning), _rounded(one.error), one.group + 1]
        for one in _numbers(edition, stage).jurors
    ]
    return Sheet(_("How strict jurors are"), columns, rows)


def _shares(found: Reliability) -> tuple[float, ...]:
    return found.single, found.mean, found.adjusted, found.each


def agreement_table(edition: Edition, stage: Stage | None) -> Sheet:
    """Alpha and intraclass correlations of the totals and of every criterion."""
    columns = [
        _("Criterion"), _("Alpha"), _("Alpha from"), _("Alpha to"), _("Proposals compared"), _("Scores compared"),
        "ICC(2,1)", "ICC(2,k)", "ICC(3,k)", "k", _("Missing scores"),
    ]  # fmt: skip
    rows = [
        [
            _("Total") if one.criterion is None else said(one, "title"), _rounded(one.alpha.value),
            _rounded(one.alpha.low), _rounded(one.alpha.high), one.alpha.units, one.alpha.values,
            *(
                [None] * 4
                if one.reliability is None
                else map(_rounded, _shares(one.reliability))
            ),
            one.missing,
        ]
        for one in _numbers(edition, stage).measures
    ]  # fmt: skip
    return Sheet(_("How far jurors agree"), columns, rows)
