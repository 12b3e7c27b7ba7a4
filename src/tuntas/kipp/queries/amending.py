"""What a change of public rules would touch: drafts, submitted proposals, score sheets; and whether it may be made."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tuntas.kipp.models import Check, Edition, Entry, Sheet
from tuntas.kipp.queries import touched
from tuntas.kipp.rules.amending import deed_of, shifts_totals, verdict_on
from tuntas.kipp.rules.calendar import has_opened
from tuntas.kipp.rules.charter.changes import Change
from tuntas.kipp.rules.charter.stages import CRITERIA, STAGES
from tuntas.kipp.rules.entries import NOT_YET_SENT
from tuntas.kipp.terms import SCORED, Deed, EntryStage, Reach, StageKind

CHOSEN = (EntryStage.FINALIST, EntryStage.NOT_FINALIST, EntryStage.WINNER, EntryStage.NOT_WINNER)
# Deeds that touch those who would be worse off, or whatever uses the row, rather than everybody.
SOME = (Deed.TIGHTEN, Deed.SHAPE, Deed.DROP)


@dataclass(frozen=True)
class Standing:
    """How far the edition has come: what exists, stage by stage."""

    status: str
    drafts: int
    sent: int
    checked: bool
    chosen: bool
    sheets: dict[str, int]  # by key of the stage
    locked: frozenset[str]
    begun: frozenset[str]
    now: datetime

    @property
    def entries(self) -> Reach:
        """How far proposals have come, scores left aside."""
        if self.checked:
            return Reach.CHECKED
        return Reach.SENT if self.sent else Reach.DRAFTS if self.drafts else Reach.NOTHING

    @property
    def whole(self) -> Reach:
        """The furthest thing of the whole edition."""
        if self.chosen:
            return Reach.CHOSEN
        if self.locked:
            return Reach.LOCKED
        return Reach.SCORED if any(self.sheets.values()) else self.entries

    def of_stage(self, key: str) -> Reach:
        """The furthest thing of one scored stage."""
        if key in self.locked:
            return Reach.LOCKED
        return Reach.SCORED if self.sheets.get(key) else min(self.entries, Reach.CHECKED)


@dataclass(frozen=True)
class Effect:
    """One change of an amendment with what it does: whom it touches, and whether it may be."""

    change: Change
    deed: Deed
    reach: Reach
    allowed: bool
    why: Any
    sentences: tuple[str, ...]


def standing_of(edition: Edition, now: datetime) -> Standing:
    """Five queries, whatever the number of entries."""
    counts = dict(edition.entries.order_by().values_list("case__stage").annotate(n=Count("pk")))
    drafts = sum(counts.get(stage, 0) for stage in NOT_YET_SENT)
    aside = drafts + counts.get(EntryStage.WITHDRAWN, 0)
    stages = list(edition.stages.all())
    sheets = dict(
        Sheet.objects.filter(assignment__stage__edition=edition)
        .order_by()
        .values_list("assignment__stage__key")
        .annotate(n=Count("pk"))
    )
    return Standing(
        status=edition.status,
        drafts=drafts,
        sent=sum(counts.values()) - aside,
        checked=Check.objects.filter(entry__edition=edition).exists(),
        chosen=any(counts.get(stage) for stage in CHOSEN),
        sheets=sheets,
        locked=frozenset(stage.key for stage in stages if stage.locked_at),
        begun=frozenset(stage.key for stage in stages if has_opened(stage, now)),
        now=now,
    )


def effects_of(edition: Edition, changes: Iterable[Change], standing: Standing) -> list[Effect]:
    """What each change does, in their order."""
    return [_effect(edition, change, standing) for change in changes]


def _effect(edition: Edition, change: Change, standing: Standing) -> Effect:
    deed = deed_of(change)
    drafts, sent, used = 0, 0, False
    if deed in SOME and change.shelf is not STAGES:
        drafts, sent, used = _split(touched.by(edition, change))
    reach = _reach(edition, change, deed, standing, sent=sent, used=used)
    verdict = verdict_on(deed, standing.status, reach)
    why = verdict.why
    if verdict.allowed and deed == Deed.LATER and datetime.fromisoformat(change.after) <= standing.now:
        return Effect(change, deed, reach, False, _("The new closing time must lie in the future."), ())
    if (
        verdict.allowed
        and deed == Deed.BEGINNING
        and (not change.after or datetime.fromisoformat(change.after) <= standing.now)
    ):
        return Effect(change, deed, reach, False, _("The new beginning must lie in the future."), ())
    return Effect(change, deed, reach, verdict.allowed, why, tuple(_sentences(change, standing, drafts, sent)))


def _split(entries: QuerySet[Entry]) -> tuple[int, int, bool]:
    """How many of the entries are drafts, how many were handed in, and whether there is any, withdrawn or not."""
    stages = list(entries.order_by().values_list("case__stage", flat=True))
    drafts = sum(stage in NOT_YET_SENT for stage in stages)
    return drafts, len([stage for stage in stages if stage != EntryStage.WITHDRAWN]) - drafts, bool(stages)


def _reach(edition: Edition, change: Change, deed: Deed, standing: Standing, *, sent: int, used: bool) -> Reach:
    if deed == Deed.LATER:
        return standing.of_stage(change.stage)
    if deed == Deed.BEGINNING:
        return Reach.SCORED if change.stage in standing.begun else standing.of_stage(change.stage)
    if change.shelf is STAGES and deed in (Deed.DROP, Deed.SHAPE):
        return _use_of_stage(edition, change, standing)
    if change.shelf is STAGES and deed == Deed.OFFER:
        return Reach.NOTHING
    if deed == Deed.TIGHTEN and sent:
        return max(Reach.SENT, standing.entries)
    if deed in SOME:
        return Reach.DRAFTS if used else Reach.NOTHING
    if change.shelf is CRITERIA or (change.stage and deed in (Deed.MEANING, Deed.NUMBERS)):
        decides = standing.chosen and _kind(edition, change.stage) == StageKind.DESK
        return Reach.CHOSEN if decides else standing.of_stage(change.stage)
    return standing.entries if deed in (Deed.CHECKLIST, Deed.ELIGIBILITY, Deed.LOOSEN) else standing.whole


def _kind(edition: Edition, key: str) -> str:
    return edition.stages.filter(key=key).values_list("kind", flat=True).first() or ""


def _use_of_stage(edition: Edition, change: Change, standing: Standing) -> Reach:
    """A stage is in use once it has begun or somebody was given work in it."""
    if change.stage in standing.begun or standing.sheets.get(change.stage):
        return Reach.SCORED
    stage = edition.stages.filter(key=change.stage).first()
    return Reach.DRAFTS if stage is not None and touched.uses_stage(stage) else Reach.NOTHING


def _sentences(change: Change, standing: Standing, drafts: int, sent: int) -> list[str]:
    found = []
    if drafts:
        found.append(ngettext("It touches %(n)s draft.", "It touches %(n)s drafts.", drafts) % {"n": drafts})
    if sent:
        found.append(
            ngettext("It touches %(n)s submitted proposal.", "It touches %(n)s submitted proposals.", sent)
            % {"n": sent}
        )
    sheets = standing.sheets.get(change.stage, 0)
    if shifts_totals(change) and sheets:
        found.append(
            ngettext(
                "The total of %(n)s score sheet is made again from its raw scores.",
                "The totals of %(n)s score sheets are made again from their raw scores.",
                sheets,
            )
            % {"n": sheets}
        )
    if change.shelf is STAGES and change.is_added and change.after["kind"] in SCORED:
        found.append(_("A scored stage is added; the weights of all stages have to add up to 100."))
    return found
