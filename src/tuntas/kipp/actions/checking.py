"""The administrative check: a verdict on every line, then pass, repair or fail with reasons people can read."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tuntas.casework.actions import NotAllowed, move
from tuntas.journal.actions import record
from tuntas.kernel.bilingual import both, said
from tuntas.kernel.events import publish
from tuntas.kernel.text import clean
from tuntas.kipp.actions.entries import locked
from tuntas.kipp.models import Check, CheckItem, Entry
from tuntas.kipp.rules.seats import may_check
from tuntas.kipp.terms import EntryChecked, EntryReturned, EntryStage
from tuntas.people.models import Person

Verdict = tuple[bool | None, str]  # passed, failed or not yet; the remark


class CheckRefused(Exception):
    """The verdicts do not allow this; `str(error)` is a sentence for the secretariat."""


@transaction.atomic
def save_checks(*, entry: Entry, verdicts: Mapping[int, Verdict], by: Person, now: datetime) -> list[Check]:
    """Keep verdicts on checklist lines, by the line's id; lines not named or without a verdict stay as they are.

    Raises `NotAllowed` without the seat and `CheckRefused` when the entry is no longer being checked.
    """
    fresh = locked(entry)
    if not may_check(by, fresh.edition):
        raise NotAllowed(_("Only the secretariat of this edition checks its entries."))
    if fresh.case.stage != EntryStage.SUBMITTED:
        raise CheckRefused(_("This entry is not being checked any more. Somebody else may have decided meanwhile."))
    before = {check.item_id: check for check in fresh.checks.all()}
    changed = []
    for item in CheckItem.objects.filter(edition=fresh.edition, pk__in=list(verdicts)):
        passed, remark = verdicts[item.pk]
        remark, old = clean(remark), before.get(item.pk)
        if passed is None or (old and (old.passed, old.remark) == (passed, remark)):
            continue
        values = {"passed": passed, "remark": remark, "by": by, "at": now}
        changed.append(Check.objects.update_or_create(entry=fresh, item=item, defaults=values)[0])
    if changed:
        data = {"items": {str(check.item_id): check.passed for check in changed}}
        record(act="kipp.entry_checked_lines", subject=fresh, by=by, now=now, data=data)
    return changed


def reasons_of(entry: Entry) -> list[str]:
    """What the entrant reads for every failed line: its reason, in the reader's language, and the checker's remark."""
    failed = entry.checks.filter(passed=False).select_related("item").order_by("item__order", "item_id")
    return [f"{said(check.item, 'reason')} {check.remark}".strip() for check in failed]


def _letter(entry: Entry, words: str) -> tuple[str, str]:
    """The failed lines and the checker's own words, in Indonesian and in English."""

    def say() -> str:
        lines = [f"• {reason}" for reason in reasons_of(entry)]
        return "\n".join([*lines, *([clean(words)] if words.strip() else [])])

    return both(say)


@transaction.atomic
def pass_check(*, entry: Entry, by: Person, now: datetime) -> Entry:
    """The entry passed: every line has a verdict and none failed (needs of the flow)."""
    fresh = locked(entry)
    fresh.case = move(case=fresh.case, move="pass", by=by, now=now)
    publish(EntryChecked(fresh.pk, passed=True))
    return fresh


@transaction.atomic
def ask_repair(*, entry: Entry, words: str, by: Person, now: datetime) -> Entry:
    """Return the entry for repair; its team has the flow's working days. Only repairable lines may have failed."""
    fresh = locked(entry)
    failed = list(fresh.checks.filter(passed=False).select_related("item"))
    if not failed:
        raise CheckRefused(_("Mark first which line of the checklist has failed."))
    if hopeless := [check.item.title for check in failed if not check.item.repairable]:
        raise CheckRefused(_("This cannot be repaired: %(lines)s.") % {"lines": "; ".join(hopeless)})
    letter, letter_en = _letter(fresh, words)
    fresh.case = move(case=fresh.case, move="ask_repair", by=by, now=now, message=letter, message_en=letter_en)
    publish(EntryReturned(fresh.pk, by_local_admin=False))
    return fresh


@transaction.atomic
def prolong_repair(*, entry: Entry, words: str, by: Person, now: datetime) -> Entry:
    """Give the flow's working days again, counted from now; the team reads why."""
    fresh = locked(entry)
    fresh.case = move(case=fresh.case, move="prolong", by=by, now=now, message=clean(words))
    publish(EntryReturned(fresh.pk, by_local_admin=False))
    return fresh


@transaction.atomic
def fail_check(*, entry: Entry, words: str, by: Person, now: datetime) -> Entry:
    """The entry failed; the entrant reads the reason of every failed line and the checker's own words."""
    fresh = locked(entry)
    letter, letter_en = _letter(fresh, words)
    if fresh.case.stage == EntryStage.SUBMITTED and not fresh.checks.filter(passed=False).exists():
        raise CheckRefused(_("Mark first which line of the checklist has failed."))
    fresh.case = move(case=fresh.case, move="fail", by=by, now=now, message=letter, message_en=letter_en)
    publish(EntryChecked(fresh.pk, passed=False))
    return fresh


@transaction.atomic
def reopen(*, entry: Entry, reason: str, by: Person, now: datetime) -> Entry:
    """The organiser has the check done again; verdicts stay and can be changed. The reason is written down."""
    fresh = locked(entry)
    fresh.case = move(case=fresh.case, move="reopen_check", by=by, now=now, note=clean(reason))
    return fresh
