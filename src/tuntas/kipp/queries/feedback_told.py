"""A report in the reader's language: what page and paper print, from facts that were frozen when it was prepared."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from tuntas.kipp.rules.feedback import gap_words, part_words
from tuntas.kipp.terms import EntryStage


def told(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The report as plain texts and numbers; the caller has the language active."""
    if facts["kind"] == "failed":
        return {
            "kind": "failed",
            "lead": _lead(EntryStage.FAILED),
            "failed": [_failure(one) for one in facts["failed"]],
        }
    return {
        "kind": "judged",
        "lead": _lead(facts["result"]),
        "final": _number(facts["final"]),
        "place": _place(facts["place"], facts["placed"]),
        "stages": [_stage(one) for one in facts["stages"]],
        "strong": _extremes(facts, best=True),
        "weak": _extremes(facts, best=False),
        "look": facts["look"],
    }


def _lead(stage: str) -> str:
    return {
        EntryStage.FAILED: _(
            "Thank you for your work. The proposal did not pass the administrative check, so the jury did not score it."
            " Below stands what was missing, so that the next proposal can do better."
        ),
        EntryStage.WINNER: _("Congratulations once more. This is how the jury saw your proposal."),
        EntryStage.NOT_WINNER: _("You were a finalist. This is how the jury saw your proposal, and where it can grow."),
    }.get(stage, _("Thank you for your work. This is how the jury saw your proposal, and where it can grow."))  # type: ignore[call-overload]


def _words(row: Mapping[str, Any], field: str) -> str:
    english = (get_language() or "id").startswith("en") and row.get(f"{field}_en")
    return str(english or row.get(field) or "")


def _number(value: str | None) -> str:
    return "" if value is None else str(number_format(Decimal(value), 2))


def _place(part: Any, count: int) -> str:
    words = part_words(part)
    return _("%(part)s of the %(count)d in your track") % {"part": words, "count": count} if words else ""


def _failure(row: Mapping[str, Any]) -> dict[str, str]:
    return {"title": _words(row, "title"), "reason": _words(row, "reason"), "remark": row["remark"]}


def _stage(row: Mapping[str, Any]) -> dict[str, Any]:
    jurors = row["jurors"]
    return {
        "title": _words(row, "title"),
        "score": _number(row["score"]),
        "jurors": ngettext("%(n)d juror", "%(n)d jurors", jurors) % {"n": jurors},
        "spread": _spread(row),
        "place": _place(row["place"], row["placed"]),
        "compared": row["compared"],
        "remarks": row["remarks"],
        "criteria": [_criterion(one) for one in row["criteria"]],
    }


def _spread(row: Mapping[str, Any]) -> str:
    if row["low"] is None:
        return ""
    return _("%(low)s to %(high)s") % {"low": _number(row["low"]), "high": _number(row["high"])}


def _criterion(row: Mapping[str, Any]) -> dict[str, Any]:
    compared = row["own"] is not None and row["best"] is not None
    band = row["next"]
    english = (get_language() or "id").startswith("en")
    return {
        "title": _words(row, "title"),
        "weight": str(number_format(Decimal(row["weight"]))),
        "own": _number(row["own"]),
        "spread": _spread(row),
        "best": _number(row["best"]),
        "gap": gap_words(Decimal(row["own"]), Decimal(row["best"])) if compared else "",
        "next": ((english and band["en"]) or band["id"]) if band else "",
        "next_from": str(band["from"]) if band else "",
        "remarks": row["remarks"],
    }


def _extremes(facts: Mapping[str, Any], *, best: bool) -> list[str]:
    """Titles of the two strongest or weakest criteria of the first stage scored."""
    stages = facts["stages"]
    scored = [one for one in (stages[0]["criteria"] if stages else []) if one["own"] is not None]
    if len(scored) < 4:
        return []
    ordered = sorted(scored, key=lambda one: Decimal(one["own"]), reverse=best)
    return [_words(one, "title") for one in ordered[:2]]
