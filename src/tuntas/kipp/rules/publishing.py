"""What an edition still lacks before it may be published. Pure reading; every problem names its page."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from tuntas.kernel.bilingual import said
from tuntas.kipp.models import Edition, Stage
from tuntas.kipp.rules.calendar import has_closed
from tuntas.kipp.terms import SCORED, Seat, StageKind

HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Problem:
    """Something wrong: the page of the rules (`part`) where it is mended, and a sentence about it."""

    part: str
    sentence: Any


def problems_of(edition: Edition) -> list[Problem]:
    """Everything that keeps the edition from being published; empty when it may go out."""
    stages = list(edition.stages.prefetch_related("criteria"))
    return [
        *_about_identity(edition),
        *_about_calendar(stages),
        *_about_numbers(edition),
        *_about_form(edition),
        *_about_scoring(edition, stages),
        *_about_checks(edition),
        *_about_people(edition),
    ]


def warnings_of(edition: Edition, now: datetime) -> list[Problem]:
    """What the organiser should know but may publish with."""
    found = []
    registration = edition.stages.filter(kind=StageKind.REGISTRATION).first()
    if registration and has_closed(registration, now):
        found.append(Problem("jadwal", _("Registration has already closed by this calendar.")))
    seated = set(edition.seats.filter(left_at=None).values_list("seat", flat=True))
    if Seat.SECRETARIAT not in seated:
        found.append(Problem("orang", _("Nobody sits in the secretariat yet; organisers do the administrative check.")))
    if Seat.JUROR not in seated:
        found.append(Problem("orang", _("There is no juror yet. They can be added until scoring begins.")))
    return found


def _about_identity(edition: Edition) -> Iterator[Problem]:
    if not edition.name.strip():
        yield Problem("identitas", _("The edition has no name."))
    if not edition.about.strip():
        yield Problem("identitas", _("Say in a few sentences what the edition is about."))


def _about_calendar(stages: list[Stage]) -> Iterator[Problem]:
    kinds = [stage.kind for stage in stages]
    for kind in (StageKind.REGISTRATION, StageKind.CHECK, StageKind.DESK, StageKind.PLENARY):
        if kind not in kinds:
            yield Problem("jadwal", _("The calendar has no stage “%(kind)s”.") % {"kind": kind.label})
    if kinds.count(StageKind.REGISTRATION) > 1:
        yield Problem("jadwal", _("The calendar has more than one registration stage."))
    for stage in stages:
        if stage.opens_at is None or stage.closes_at is None:
            yield Problem("jadwal", _("“%(stage)s” lacks a date.") % {"stage": said(stage, "title")})
        elif stage.closes_at <= stage.opens_at:
            yield Problem("jadwal", _("“%(stage)s” closes before it opens.") % {"stage": said(stage, "title")})
    for earlier, later in pairwise([stage for stage in stages if stage.opens_at and stage.closes_at]):
        if out_of_order(earlier, later):
            yield Problem(
                "jadwal",
                _("“%(later)s” must not begin or end before “%(earlier)s”.")
                % {"later": said(later, "title"), "earlier": said(earlier, "title")},
            )
    registration = next((stage for stage in stages if stage.kind == StageKind.REGISTRATION), None)
    desk = next((stage for stage in stages if stage.kind == StageKind.DESK), None)
    if registration and desk and registration.closes_at and desk.opens_at and desk.opens_at < registration.closes_at:
        yield Problem("jadwal", _("Proposal scoring begins before registration closes."))


def out_of_order(earlier: Stage, later: Stage) -> bool:
    """Whether a stage that comes later in the list begins or ends before the one in front of it."""
    assert earlier.opens_at and earlier.closes_at and later.opens_at and later.closes_at
    return later.opens_at < earlier.opens_at or later.closes_at < earlier.closes_at


def _about_numbers(edition: Edition) -> Iterator[Problem]:
    tracks = list(edition.tracks.all())
    if not tracks:
        yield Problem("jumlah", _("There is no track."))
    for track in tracks:
        name = {"track": said(track, "title")}
        if not track.kinds:
            yield Problem("jumlah", _("Track “%(track)s”: choose the organisations that compete in it.") % name)
        if track.winners < 1:
            yield Problem("jumlah", _("Track “%(track)s” has no winners.") % name)
        if track.finalists < track.winners:
            yield Problem("jumlah", _("Track “%(track)s” has fewer finalists than winners.") % name)
    seen: dict[tuple[str, str], str] = {}
    for track in tracks:
        for pair in ((kind, level) for kind in track.kinds for level in (track.levels or ["*"])):
            if pair in seen:
                yield Problem(
                    "jumlah",
                    _("Tracks “%(one)s” and “%(other)s” take the same organisations.")
                    % {"one": seen[pair], "other": said(track, "title")},
                )
                break
            seen[pair] = said(track, "title")
    if not edition.groups.exists():
        yield Problem("jumlah", _("There is no group."))
    if edition.passing_grade is not None and not 0 <= edition.passing_grade <= HUNDRED:
        yield Problem("jumlah", _("The passing grade lies between 0 and 100."))


def _about_form(edition: Edition) -> Iterator[Problem]:
    sections = list(edition.sections.all())
    if not sections:
        yield Problem("formulir", _("The form has no section."))
    for section in sections:
        if section.words < 1:
            yield Problem(
                "formulir", _("Section “%(section)s” has no word limit.") % {"section": said(section, "title")}
            )
    if sections and all(section.group_id for section in sections):
        yield Problem("formulir", _("The form has no section that every group writes."))


def _about_scoring(edition: Edition, stages: list[Stage]) -> Iterator[Problem]:
    scored = [stage for stage in stages if stage.kind in SCORED]
    total = sum((stage.weight for stage in scored), Decimal(0))
    if scored and total != HUNDRED:
        yield Problem(
            "penilaian",
            _("The weights of the stages add up to %(sum)s, not to 100.") % {"sum": f"{total.normalize():f}"},
        )
    for stage in scored:
        name, criteria = said(stage, "title"), list(stage.criteria.all())
        if stage.weight > 0 and not criteria:
            yield Problem("penilaian", _("“%(stage)s” counts but has no criteria.") % {"stage": name})
        total = sum((criterion.weight for criterion in criteria), Decimal(0))
        if criteria and total != HUNDRED:
            yield Problem(
                "penilaian",
                _("“%(stage)s”: the weights of the criteria add up to %(sum)s, not to 100.")
                % {"stage": name, "sum": f"{total.normalize():f}"},
            )
    keys = {criterion.key for stage in stages if stage.kind == StageKind.DESK for criterion in stage.criteria.all()}
    if unknown := [key for key in edition.tie_break if key not in keys]:
        yield Problem(
            "penilaian", _("The tie-break names criteria that are not scored: %(keys)s.") % {"keys": ", ".join(unknown)}
        )


def _about_checks(edition: Edition) -> Iterator[Problem]:
    if not edition.check_items.exists():
        yield Problem("syarat", _("The administrative checklist is empty."))


def _about_people(edition: Edition) -> Iterator[Problem]:
    if not edition.seats.filter(seat=Seat.ORGANISER, left_at=None).exists():
        yield Problem("orang", _("The edition has no organiser."))
