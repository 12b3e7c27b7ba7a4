"""What an edition still lacks before it may be published. Pure reading; every problem names its page."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from tuntas.kipp.models import Edition
from tuntas.kipp.rules.calendar import has_closed
from tuntas.kipp.rules.charter.reading import charter_of, desk_criteria
from tuntas.kipp.rules.charter.shape import Charter, Row
from tuntas.kipp.rules.charter.values import named
from tuntas.kipp.terms import SCORED, Seat, StageKind

HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Problem:
    """Something wrong: the page of the rules (`part`) where it is mended, and a sentence about it."""

    part: str
    sentence: Any


def problems_of(edition: Edition, charter: Charter | None = None) -> list[Problem]:
    """Everything that keeps the edition from being published; empty when it may go out."""
    return [*problems_in(charter or charter_of(edition)), *_about_people(edition)]


def problems_in(charter: Charter) -> list[Problem]:
    """What is wrong with the rules themselves, whoever runs them."""
    return [
        *_about_identity(charter["edition"]),
        *_about_calendar(charter["stages"]),
        *_about_numbers(charter),
        *_about_form(charter),
        *_about_scoring(charter),
        *_about_checks(charter),
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


def _about_identity(own: Row) -> Iterator[Problem]:
    if not own["name"].strip():
        yield Problem("identitas", _("The edition has no name."))
    if not own["about"].strip():
        yield Problem("identitas", _("Say in a few sentences what the edition is about."))


def _at(value: str | None) -> datetime | None:
    return datetime.fromisoformat(value) if value else None


def _about_calendar(stages: list[Row]) -> Iterator[Problem]:
    kinds = [stage["kind"] for stage in stages]
    for kind in (StageKind.REGISTRATION, StageKind.CHECK, StageKind.DESK, StageKind.PLENARY):
        if kind not in kinds:
            yield Problem("jadwal", _("The calendar has no stage “%(kind)s”.") % {"kind": kind.label})
    if kinds.count(StageKind.REGISTRATION) > 1:
        yield Problem("jadwal", _("The calendar has more than one registration stage."))
    times = [(stage, _at(stage["opens_at"]), _at(stage["closes_at"])) for stage in stages]
    for stage, opens, closes in times:
        if opens is None or closes is None:
            yield Problem("jadwal", _("“%(stage)s” lacks a date.") % {"stage": named(stage)})
        elif closes <= opens:
            yield Problem("jadwal", _("“%(stage)s” closes before it opens.") % {"stage": named(stage)})
    dated = [(stage, opens, closes) for stage, opens, closes in times if opens and closes]
    for (earlier, opened, closed), (later, opens, closes) in pairwise(dated):
        if opens < opened or closes < closed:
            yield Problem(
                "jadwal",
                _("“%(later)s” must not begin or end before “%(earlier)s”.")
                % {"later": named(later), "earlier": named(earlier)},
            )
    registration = next((closes for stage, _o, closes in times if stage["kind"] == StageKind.REGISTRATION), None)
    desk = next((opens for stage, opens, _c in times if stage["kind"] == StageKind.DESK), None)
    if registration and desk and desk < registration:
        yield Problem("jadwal", _("Proposal scoring begins before registration closes."))


def _about_numbers(charter: Charter) -> Iterator[Problem]:
    tracks = charter["tracks"]
    if not tracks:
        yield Problem("jumlah", _("There is no track."))
    seen: dict[tuple[str, str], str] = {}
    for track in tracks:
        name = {"track": named(track)}
        if not track["kinds"]:
            yield Problem("jumlah", _("Track “%(track)s”: choose the organisations that compete in it.") % name)
        if track["winners"] < 1:
            yield Problem("jumlah", _("Track “%(track)s” has no winners.") % name)
        if track["finalists"] < track["winners"]:
            yield Problem("jumlah", _("Track “%(track)s” has fewer finalists than winners.") % name)
    for track in tracks:
        for pair in ((kind, level) for kind in track["kinds"] for level in (track["levels"] or ["*"])):
            if pair in seen:
                yield Problem(
                    "jumlah",
                    _("Tracks “%(one)s” and “%(other)s” take the same organisations.")
                    % {"one": seen[pair], "other": named(track)},
                )
                break
            seen[pair] = named(track)
    if not charter["groups"]:
        yield Problem("jumlah", _("There is no group."))
    grade = charter["edition"]["passing_grade"]
    if grade is not None and not 0 <= Decimal(grade) <= HUNDRED:
        yield Problem("jumlah", _("The passing grade lies between 0 and 100."))
    if grade is None and (charter["edition"].get("grade_decides") or charter["edition"].get("replicated_first")):
        yield Problem("jumlah", _("A rule speaks of the passing grade, but none is given."))


def _about_form(charter: Charter) -> Iterator[Problem]:
    sections = charter["sections"]
    if not sections:
        yield Problem("formulir", _("The form has no section."))
    for section in sections:
        if section["words"] < 1:
            yield Problem("formulir", _("Section “%(section)s” has no word limit.") % {"section": named(section)})
    if sections and all(section["group"] for section in sections):
        yield Problem("formulir", _("The form has no section that every group writes."))


def _about_scoring(charter: Charter) -> Iterator[Problem]:
    scored = [stage for stage in charter["stages"] if stage["kind"] in SCORED]
    total = _sum(scored)
    if scored and total != HUNDRED:
        yield Problem(
            "penilaian", _("The weights of the stages add up to %(sum)s, not to 100.") % {"sum": _said(total)}
        )
    for stage in charter["stages"]:
        if stage["criteria"] and stage not in scored:
            yield Problem("jadwal", _("“%(stage)s” has criteria but is not scored.") % {"stage": named(stage)})
    for stage in scored:
        name, criteria = named(stage), stage["criteria"]
        if Decimal(stage["weight"]) > 0 and not criteria:
            yield Problem("penilaian", _("“%(stage)s” counts but has no criteria.") % {"stage": name})
        total = _sum(criteria)
        if criteria and total != HUNDRED:
            yield Problem(
                "penilaian",
                _("“%(stage)s”: the weights of the criteria add up to %(sum)s, not to 100.")
                % {"stage": name, "sum": _said(total)},
            )
    own = charter["edition"]
    if own["remark_low"] >= own["remark_high"]:
        yield Problem("penilaian", _("The limits for remarks overlap: every score would ask for one."))
    keys = {criterion["key"] for criterion in desk_criteria(charter)}
    if unknown := [key for key in own["tie_break"] if key not in keys]:
        yield Problem(
            "penilaian", _("The tie-break names criteria that are not scored: %(keys)s.") % {"keys": ", ".join(unknown)}
        )


def _sum(rows: list[Row]) -> Decimal:
    return sum((Decimal(row["weight"]) for row in rows), Decimal(0))


def _said(total: Decimal) -> str:
    return f"{total.normalize():f}"


def _about_checks(charter: Charter) -> Iterator[Problem]:
    if not charter["checks"]:
        yield Problem("syarat", _("The administrative checklist is empty."))


def _about_people(edition: Edition) -> Iterator[Problem]:
    if not edition.seats.filter(seat=Seat.ORGANISER, left_at=None).exists():
        yield Problem("orang", _("The edition has no organiser."))
