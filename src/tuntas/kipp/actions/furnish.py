"""Writing a preset's rows into a new edition."""

from datetime import datetime
from typing import Any

from tuntas.kipp.models import Category, CheckItem, Criterion, Edition, Group, Requirement, Section, Stage, Track
from tuntas.kipp.presets.shape import CriterionPlan, Preset, StagePlan, Words


def furnish(edition: Edition, plan: Preset, year: int) -> None:
    """Everything of the preset, with the calendar's days moved to `year`. Runs inside the opening's transaction."""
    Track.objects.bulk_create(
        Track(
            edition=edition,
            order=order,
            **_named(track.key, track.title),
            kinds=list(track.kinds),
            levels=list(track.levels),
            finalists=track.finalists,
            winners=track.winners,
        )
        for order, track in enumerate(plan.tracks, 1)
    )
    Group.objects.bulk_create(
        Group(
            edition=edition,
            order=order,
            **_named(group.key, group.title),
            rule=group.rule[0],
            rule_en=group.rule[1],
            min_age_months=group.min_age_months,
            quota=group.quota,
            invited_only=group.invited_only,
        )
        for order, group in enumerate(plan.groups, 1)
    )
    Category.objects.bulk_create(
        Category(edition=edition, order=order, **_named(category.key, category.title))
        for order, category in enumerate(plan.categories, 1)
    )
    _form(edition, plan)
    for order, stage in enumerate(plan.stages, 1):
        _stage(edition, stage, order, year - plan.year)


def _form(edition: Edition, plan: Preset) -> None:
    """Sections, attachments and the checklist."""
    groups = {group.key: group for group in edition.groups.all()}
    Section.objects.bulk_create(
        Section(
            edition=edition,
            order=order,
            **_named(section.key, section.title),
            **_helped(section.help),
            group=groups.get(section.group),
            words=section.words,
            required=section.required,
        )
        for order, section in enumerate(plan.sections, 1)
    )
    Requirement.objects.bulk_create(
        Requirement(
            edition=edition,
            order=order,
            **_named(wanted.key, wanted.title),
            **_helped(wanted.help),
            group=groups.get(wanted.group),
            kind=wanted.kind,
            megabytes=wanted.megabytes,
            most=wanted.most,
            required=wanted.required,
        )
        for order, wanted in enumerate(plan.requirements, 1)
    )
    CheckItem.objects.bulk_create(
        CheckItem(
            edition=edition,
            order=order,
            **_named(check.key, check.title),
            reason=check.reason[0],
            reason_en=check.reason[1],
            repairable=check.repairable,
        )
        for order, check in enumerate(plan.checks, 1)
    )


def _stage(edition: Edition, plan: StagePlan, order: int, years: int) -> None:
    stage = Stage.objects.create(
        edition=edition,
        order=order,
        **_named(plan.key, plan.title),
        kind=plan.kind,
        opens_at=_moved(plan.opens, years),
        closes_at=_moved(plan.closes, years),
        weight=plan.weight,
        quorum=plan.quorum,
    )
    Criterion.objects.bulk_create(_criterion(stage, criterion, n) for n, criterion in enumerate(plan.criteria, 1))


def _criterion(stage: Stage, plan: CriterionPlan, order: int) -> Criterion:
    return Criterion(
        stage=stage,
        order=order,
        **_named(plan.key, plan.title),
        **_helped(plan.help),
        weight=plan.weight,
        sections=list(plan.sections),
        anchors=[{"from": b.low, "to": b.high, "id": b.words[0], "en": b.words[1]} for b in plan.bands],
    )


def _moved(moment: datetime, years: int) -> datetime:
    """The same day and time `years` later; 29 February becomes 28."""
    try:
        return moment.replace(year=moment.year + years)
    except ValueError:
        return moment.replace(year=moment.year + years, day=28)


def _named(key: str, title: Words) -> dict[str, Any]:
    return {"key": key, "title": title[0], "title_en": title[1]}


def _helped(text: Words) -> dict[str, str]:
    return {"help": text[0], "help_en": text[1]}
