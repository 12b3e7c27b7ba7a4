"""What an arrow needs: each answers "" when it is met, else a sentence that says what is missing."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from tuntas.casework.models import Case
from tuntas.casework.terms import Need
from tuntas.replication.terms import Axis, Side


def all_sides_signed(case: Case, now: datetime) -> str:
    """Owner, adopter and facilitator have signed."""
    signed = set(case.replication.consents.values_list("side", flat=True))
    names = [str(Side(side).label) for side in Side if side not in signed]
    return _("Still to sign: %s.") % ", ".join(names) if names else ""


def plan_is_complete(case: Case, now: datetime) -> str:
    """Scope, plan, cost and people are written, and a partial or changed chapter says why."""
    copy = case.replication
    if not copy.scope or not copy.plan.strip() or copy.cost is None or copy.people_needed is None:
        return _("The plan still needs: what is taken over, the plan itself, its cost and its people.")
    if copy.adaptations.exclude(differs="").filter(why="").exists():
        return _("Every chapter that differs needs its reason.")
    if copy.scope == "partial" and not copy.adaptations.exclude(differs="").exists():
        return _("A part is taken over: say at which chapter it differs.")
    return ""


def is_ready(case: Case, now: datetime) -> str:
    """All eight axes are graded, none at 0, each with its evidence."""
    rows = {row.axis: row for row in case.replication.readiness.all()}
    names = [
        str(axis.label)
        for axis in Axis
        if axis not in rows or rows[axis].grade == 0 or not (rows[axis].evidence.strip() or rows[axis].file_id)
    ]
    return _("Not ready yet (grade 1 or more, with evidence): %s.") % ", ".join(names) if names else ""


def runs_somewhere(case: Case, now: datetime) -> str:
    """Since when and where is known."""
    copy = case.replication
    known = copy.running_since and copy.units.strip()
    return "" if known else _("Say since when it runs and in which villages or units.")


def has_result(case: Case, now: datetime) -> str:
    """At least one indicator was measured."""
    return "" if case.replication.results.exists() else _("Enter at least one indicator with its baseline and source.")


def was_paused_at(stage: Any) -> Need:
    """The copy rested from this stage on."""

    def need(case: Case, now: datetime) -> str:
        return "" if case.replication.paused_from == stage else _("It was paused at another stage.")

    return need
