"""The JSON files of an archive: the rules of the edition, its plenary, and the versions that made the archive."""

import hashlib
import platform
from collections.abc import Iterable
from datetime import datetime
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from tuntas import __version__
from tuntas.kipp.models import Amendment, Duel, Edition, Extension, Plenary, Replicated, Stage
from tuntas.kipp.rules.archive.shape import FORMAT, cell, prose, scrubbed
from tuntas.kipp.terms import SCORED

PACKAGE = Path(__file__).resolve().parents[3]
LIBRARIES = ("django", "numpy", "cryptography")


def _at(moment: datetime | None) -> str | None:
    return cell(moment) or None


def _scrubbed(value: Any) -> Any:
    """The same JSON with every text scrubbed."""
    if isinstance(value, dict):
        return {key: _scrubbed(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_scrubbed(part) for part in value]
    return scrubbed(value) if isinstance(value, str) else value


def edition_document(edition: Edition) -> dict[str, Any]:
    """The rules a recount needs, and how they were changed."""
    stages = edition.stages.prefetch_related("criteria").order_by("order", "pk")
    return {
        "format": FORMAT,
        "slug": edition.slug,
        "name": edition.name,
        "year": edition.year,
        "office": prose(edition.office.name),
        "sample": edition.is_sample,
        "status": edition.status,
        "published_at": _at(edition.published_at),
        "announced_at": _at(edition.announced_at),
        "revision": edition.revision,
        "blind": edition.blind,
        "publish_scores": edition.publish_scores,
        "passing_grade": None if edition.passing_grade is None else cell(edition.passing_grade),
        "remark_low": edition.remark_low,
        "remark_high": edition.remark_high,
        "tie_break": list(edition.tie_break),
        "grade_decides": edition.grade_decides,
        "replicated_first": edition.replicated_first,
        "duel_breaks_ties": edition.duel_breaks_ties,
        "copied": _copied(edition),
        "duels": _duels(edition),
        "tracks": [
            {"key": one.key, "title": prose(one.title), "finalists": one.finalists, "winners": one.winners}
            for one in edition.tracks.all()
        ],
        "stages": [_stage(one) for one in stages],
        "extensions": _extensions(edition),
        "amendments": _amendments(edition),
    }


def _copied(edition: Edition) -> list[str]:
    """Entries found to be copied elsewhere; where the rules say so they come first among those that pass."""
    found = Replicated.objects.filter(entry__edition=edition, ended_at=None)
    return list(found.order_by("pk").values_list("entry__case__reference", flat=True))


def _duels(edition: Edition) -> list[dict[str, Any]]:
    """Closed duel rounds with the place of each entry, the first closed first."""
    rounds = Duel.objects.filter(edition=edition, closed_at__isnull=False, cancelled_at=None).order_by(
        "closed_at", "pk"
    )
    return [
        {
            "track": one.track.key,
            "closed_at": _at(one.closed_at),
            "places": {row["reference"]: row["place"] for row in one.result.get("rows", [])},
        }
        for one in rounds.select_related("track")
    ]


def _stage(stage: Stage) -> dict[str, Any]:
    return {
        "key": stage.key,
        "title": prose(stage.title),
        "kind": stage.kind,
        "scored": stage.kind in SCORED,
        "weight": cell(stage.weight),
        "weights_version": stage.weights_version,
        "opens_at": _at(stage.opens_at),
        "closes_at": _at(stage.closes_at),
        "locked_at": _at(stage.locked_at),
        "criteria": [
            {"key": one.key, "title": prose(one.title), "weight": cell(one.weight)} for one in stage.criteria.all()
        ],
    }


def _extensions(edition: Edition) -> list[dict[str, Any]]:
    rows: Iterable[Extension] = Extension.objects.filter(stage__edition=edition).select_related("stage").order_by("pk")
    return [
        {
            "stage": one.stage.key,
            "before": _at(one.before),
            "after": _at(one.after),
            "at": _at(one.at),
            "reason": prose(one.reason),
        }
        for one in rows
    ]


def _amendments(edition: Edition) -> list[dict[str, Any]]:
    rows = Amendment.objects.filter(edition=edition, number__isnull=False).order_by("number")
    return [
        {
            "number": one.number,
            "at": _at(one.at),
            "effective_at": _at(one.effective_at),
            "title": prose(one.title),
            "reason": prose(one.reason),
            "reference": prose(one.reference),
            "changes": _scrubbed(one.changes),
        }
        for one in rows
    ]


def plenary_document(edition: Edition) -> dict[str, Any]:
    """The facts of the plenary and which minutes hold it; who was there stands in the minutes."""
    plenary = Plenary.objects.filter(stage__edition=edition).select_related("minutes__file").first()
    if plenary is None:
        return {}
    minutes = plenary.minutes
    return {
        "held_on": plenary.held_on.isoformat() if plenary.held_on else None,
        "venue": prose(plenary.venue),
        "closed_at": _at(plenary.closed_at),
        "reopened_at": _at(plenary.reopened_at),
        "reopen_reason": prose(plenary.reopen_reason),
        "count_reasons": _scrubbed(plenary.count_reasons),
        "minutes": None
        if minutes is None
        else {"number": minutes.label, "sha256": minutes.file.sha256 if minutes.file else None},
    }


def versions_document() -> dict[str, Any]:
    """Which program made the archive."""
    return {
        "tuntas": __version__,
        "code_sha256": _code(),
        "python": platform.python_version(),
        "libraries": {name: version(name) for name in LIBRARIES},
    }


@cache
def _code() -> str:
    """SHA-256 over every source file of the program, in the order of their names."""
    digest = hashlib.sha256()
    for path in sorted(PACKAGE.rglob("*.py")):
        digest.update(f"{path.relative_to(PACKAGE).as_posix()}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
