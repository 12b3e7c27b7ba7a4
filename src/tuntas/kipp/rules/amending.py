"""What may never be amended once what exists. Pure: a table of deeds, each with the furthest reach it still allows.

Source: our own rule. Nobody who wrote, was checked or was scored under a rule may be worse off by a later one; what
decides ranks stays once there are scores; weights can be set right, in public, until scores are locked.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from tuntas.kipp.rules.charter.changes import Change
from tuntas.kipp.rules.charter.shape import Fact, Kind
from tuntas.kipp.rules.charter.stages import STAGES
from tuntas.kipp.terms import Deed, EditionStatus, Reach

# Deed → the furthest reach at which it may still be done; None: never.
UNTIL: dict[Deed, Reach | None] = {
    Deed.WORDING: Reach.CHOSEN,
    Deed.OFFER: Reach.SENT,
    Deed.ELIGIBILITY: Reach.DRAFTS,
    Deed.LOOSEN: Reach.SENT,
    Deed.TIGHTEN: Reach.DRAFTS,
    Deed.CHECKLIST: Reach.SENT,
    Deed.SHAPE: Reach.NOTHING,
    Deed.DROP: Reach.NOTHING,
    Deed.MEANING: Reach.CHECKED,
    Deed.NUMBERS: Reach.CHECKED,
    Deed.WEIGHT: Reach.SCORED,
    Deed.BEGINNING: Reach.CHECKED,
    Deed.LATER: Reach.SCORED,
    Deed.EARLIER: None,
    Deed.FIXED: None,
    Deed.LIMIT: None,  # becomes LOOSEN or TIGHTEN
    Deed.DEADLINE: None,  # becomes LATER or EARLIER
}

WHY: dict[Deed, Any] = {
    Deed.OFFER: _("The administrative check has begun: nothing new can be asked or offered any more."),
    Deed.ELIGIBILITY: _("Proposals were submitted under this rule: who may enter stays as it was announced."),
    Deed.LOOSEN: _("The administrative check has begun: the limit stays as everybody had it."),
    Deed.TIGHTEN: _("Submitted proposals would no longer fit: a narrower limit is not possible."),
    Deed.CHECKLIST: _("The administrative check has begun: its checklist stays the same for everybody."),
    Deed.SHAPE: _("It is in use already and stays what it is."),
    Deed.DROP: _("It is in use already and cannot be taken out."),
    Deed.MEANING: _("There are scores already: what a score means stays, and no criterion is added or taken out."),
    Deed.NUMBERS: _("There are scores already: who gets on and how ties are decided stays as announced."),
    Deed.WEIGHT: _("The scores are locked or the shortlist is public: weights stay."),
    Deed.BEGINNING: _("The stage has begun: its beginning stays."),
    Deed.LATER: _("The scores of the stage are locked: its deadline stays."),
    Deed.EARLIER: _("A deadline only moves later: whoever counted on it keeps it."),
    Deed.FIXED: _("This identifies the edition and never changes."),
    Deed.WORDING: _("The winners are announced: the rules stay."),
}
CLOSED: dict[str, Any] = {
    EditionStatus.DRAFT: _("The edition is not published yet: edit its rules themselves."),
    EditionStatus.ANNOUNCED: _("The winners are announced: the rules stay."),
    EditionStatus.ARCHIVED: _("The edition is archived: the rules stay."),
}


@dataclass(frozen=True)
class Verdict:
    """Whether a change may be made, and why not."""

    allowed: bool
    why: Any = ""


def verdict_on(deed: Deed, status: str, reach: Reach) -> Verdict:
    """Whether the deed may be done while the edition stands so and that much exists."""
    if status != EditionStatus.OPEN:
        return Verdict(False, CLOSED[status])
    until = UNTIL[deed]
    if until is None or reach > until:
        return Verdict(False, WHY[deed])
    return Verdict(True)


def deed_of(change: Change) -> Deed:
    """What the change amounts to."""
    fact = change.fact
    if fact is None:
        return _deed_of_row(change)
    if fact.deed == Deed.LIMIT:
        return Deed.TIGHTEN if is_tighter(fact, change.before, change.after) else Deed.LOOSEN
    if fact.deed == Deed.DEADLINE:
        return Deed.LATER if change.after and (not change.before or change.after > change.before) else Deed.EARLIER
    return fact.deed


def _deed_of_row(change: Change) -> Deed:
    if change.is_dropped:
        return change.shelf.dropped
    asked = change.shelf.fact("required") is not None and change.after["required"]
    return Deed.TIGHTEN if asked else change.shelf.added


def is_tighter(fact: Fact, before: Any, after: Any) -> bool:
    """Whether the limit leaves entrants less room. No number is no limit."""
    if fact.kind == Kind.YES:
        return bool(after) == (fact.tight == "more")
    if before is None or after is None:
        return after is not None
    return bool(Decimal(after) > Decimal(before)) == (fact.tight == "more")


def shifts_totals(change: Change) -> bool:
    """Whether totals of score sheets have to be made again: a criterion's weight."""
    return change.fact is not None and change.fact.name == "weight" and change.shelf is not STAGES


def shifts_ranks(change: Change) -> bool:
    """Whether ranks can change: any weight."""
    return deed_of(change) == Deed.WEIGHT
