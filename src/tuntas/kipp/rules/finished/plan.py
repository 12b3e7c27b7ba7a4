"""What a ranking needs to know of an edition: tracks, scored stages with criteria, and how ties are broken."""

import json
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from tuntas.kipp.presets.catalogue import PRESETS
from tuntas.kipp.presets.shape import Preset
from tuntas.kipp.terms import SCORED


class PlanRefused(Exception):
    """The description of the edition cannot be used; `str(error)` says what is wrong with it."""


@dataclass(frozen=True)
class PlannedCriterion:
    """A criterion with its weight in percent."""

    key: str
    title: str
    weight: Decimal


@dataclass(frozen=True)
class PlannedStage:
    """A scored stage with its weight in the final score."""

    key: str
    title: str
    weight: Decimal
    criteria: tuple[PlannedCriterion, ...]


@dataclass(frozen=True)
class PlannedTrack:
    """A track with how many win."""

    key: str
    title: str
    winners: int


@dataclass(frozen=True)
class Plan:
    """An edition as a ranking sees it."""

    name: str
    year: int
    tracks: tuple[PlannedTrack, ...]
    stages: tuple[PlannedStage, ...]
    tie_break: tuple[str, ...] = ()
    passing_grade: Decimal | None = None


def plan_of_preset(preset: Preset) -> Plan:
    """A preset as it stands."""
    return Plan(
        name=preset.name[0],
        year=preset.year,
        tracks=tuple(PlannedTrack(track.key, track.title[0], track.winners) for track in preset.tracks),
        stages=tuple(
            PlannedStage(
                stage.key,
                stage.title[0],
                stage.weight,
                tuple(PlannedCriterion(one.key, one.title[0], one.weight) for one in stage.criteria),
            )
            for stage in preset.stages
            if stage.kind in SCORED and stage.criteria
        ),
        tie_break=preset.tie_break,
        passing_grade=preset.passing_grade,
    )


def plan_of_json(text: str) -> Plan:
    """A plan written as JSON: name, year, tracks, stages with criteria, tie_break, passing_grade.

    Raises `PlanRefused` naming the part that is missing or wrong.
    """
    try:
        given = json.loads(text)
        plan = Plan(
            name=str(given["name"]),
            year=int(given["year"]),
            tracks=tuple(
                PlannedTrack(str(track["key"]), str(track.get("title", track["key"])), int(track["winners"]))
                for track in given["tracks"]
            ),
            stages=tuple(_stage(stage) for stage in given["stages"]),
            tie_break=tuple(str(key) for key in given.get("tie_break", ())),
            passing_grade=Decimal(str(given["passing_grade"])) if given.get("passing_grade") is not None else None,
        )
    except KeyError as error:
        raise PlanRefused(_("The edition's description lacks %(part)s.") % {"part": error}) from error
    except (ValueError, TypeError, AttributeError, InvalidOperation) as error:
        raise PlanRefused(_("The edition's description cannot be read: %(why)s") % {"why": error}) from error
    if not plan.tracks or not plan.stages:
        raise PlanRefused(_("The edition's description needs at least one track and one stage."))
    for stage in plan.stages:
        if sum(one.weight for one in stage.criteria) != 100:
            raise PlanRefused(
                _("The weights of the criteria of “%(stage)s” do not add up to 100.") % {"stage": stage.title}
            )
    return plan


def _stage(given: dict[str, Any]) -> PlannedStage:
    criteria = tuple(
        PlannedCriterion(str(one["key"]), str(one.get("title", one["key"])), Decimal(str(one["weight"])))
        for one in given["criteria"]
    )
    return PlannedStage(
        str(given["key"]), str(given.get("title", given["key"])), Decimal(str(given.get("weight", 100))), criteria
    )


def plan_of(text: str) -> Plan:
    """A preset's key, or the JSON text of a plan."""
    if text.strip() in PRESETS:
        return plan_of_preset(PRESETS[text.strip()])
    return plan_of_json(text)
