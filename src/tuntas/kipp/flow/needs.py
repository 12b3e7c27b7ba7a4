"""What a move of an entry needs. A need answers "" when it is met, else a sentence that says what is missing.

Needs read the entry and its edition; the calendar is a need too, so that no other door lets an entry
through late.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tuntas.casework.models import Case
from tuntas.kernel.bilingual import said
from tuntas.kernel.text import count_words
from tuntas.kipp.models import Check, Entry
from tuntas.kipp.models import Stage as EditionStage
from tuntas.kipp.terms import EditionStatus, EntryStage, StageKind
from tuntas.people.terms import OrganisationKind


@dataclass(frozen=True)
class Gap:
    """Something an entry still needs: `place` is "facts", "section" or "requirement", `key` which one."""

    place: str
    key: str
    sentence: str


def entry_of(case: Case) -> Entry:
    """The entry behind a case, with what needs look at."""
    return Entry.objects.select_related("edition", "organisation__parent", "group", "case").get(case=case)


def has_closed(closes_at: datetime | None, now: datetime) -> bool:
    """Is that moment over? The closing second itself is still inside: 23:59:59.9 is in time for 23:59:59."""
    return closes_at is not None and now.replace(microsecond=0) > closes_at


def shut_since(stage: EditionStage | None, status: str, now: datetime) -> str:
    """Why nothing can be written in this registration stage at `now`; "" while it is open."""
    if stage is None or status == EditionStatus.DRAFT:
        return _("Registration has not opened yet.")
    if status != EditionStatus.OPEN:
        return _("Registration is closed. Your draft is kept.")
    if stage.opens_at and now < stage.opens_at:
        return _("Registration has not opened yet.")
    if has_closed(stage.closes_at, now):
        return _("Registration is closed. Your draft is kept.")
    return ""


def registration_is_open(case: Case, now: datetime) -> Any:
    """Server time inside the registration stage; the closing second itself is still inside."""
    stage = (
        EditionStage.objects.select_related("edition")
        .filter(edition__entries__case=case, kind=StageKind.REGISTRATION)
        .first()
    )
    return shut_since(stage, stage.edition.status if stage else EditionStatus.DRAFT, now)


def repair_is_in_time(case: Case, now: datetime) -> Any:
    """The working days given for the repair are not over."""
    return _("The time for the repair is over. What you wrote is kept.") if has_closed(case.due_at, now) else ""


def coaching_is_open(case: Case, now: datetime) -> Any:
    """Server time inside the edition's coaching stage."""
    stage = EditionStage.objects.filter(edition__entries__case=case, kind=StageKind.COACHING).first()
    if stage is None:
        return _("This edition has no coaching.")
    if stage.opens_at and now < stage.opens_at:
        return _("The coaching has not begun yet.")
    return _("The coaching is over. What you wrote is kept.") if has_closed(stage.closes_at, now) else ""


def _fact_gaps(entry: Entry) -> list[Gap]:
    found = []
    if not entry.title.strip():
        found.append(Gap("facts", "title", _("Give the innovation a title.")))
    if entry.category_id is None and entry.edition.categories.exists():
        found.append(Gap("facts", "category", _("Choose a category.")))
    if entry.started_on is None:
        found.append(Gap("facts", "started_on", _("Say since when the innovation is in use.")))
    return found


def _section_gap(title: str, text: str, most: int, required: bool) -> str:
    words = count_words(text)
    if required and not words:
        return _("“%(title)s” is empty.") % {"title": title}
    if words > most:
        return ngettext(
            "“%(title)s” has %(words)d words where %(most)d are allowed: take out %(over)d word.",
            "“%(title)s” has %(words)d words where %(most)d are allowed: take out %(over)d words.",
            words - most,
        ) % {"title": title, "words": words, "most": most, "over": words - most}
    return ""


def gaps_of(entry: Entry) -> list[Gap]:
    """Everything the entry still needs before it can be handed over, in the order of the task list."""
    ours = Q(group=None) | Q(group=entry.group_id)
    texts = dict(entry.answers.values_list("section_id", "text"))
    found = _fact_gaps(entry)
    for section in entry.edition.sections.filter(ours):
        sentence = _section_gap(said(section, "title"), texts.get(section.pk, ""), section.words, section.required)
        if sentence:
            found.append(Gap("section", section.key, sentence))
    attached = set(entry.evidence.filter(removed_at=None).values_list("requirement_id", flat=True))
    for requirement in entry.edition.requirements.filter(ours, required=True):
        if requirement.pk not in attached:
            sentence = _("“%(title)s” is not attached.") % {"title": said(requirement, "title")}
            found.append(Gap("requirement", requirement.key, sentence))
    return found


def proposal_is_complete(case: Case, now: datetime) -> Any:
    """No fact, section or attachment is missing, and no section is over its limit."""
    return " ".join(gap.sentence for gap in gaps_of(entry_of(case)))


def content_is_true(case: Case, now: datetime) -> Any:
    """The integrity statement has been made."""
    return "" if entry_of(case).integrity else _("State that the content is true.")


def quota_used(entry: Entry) -> int:
    """Submitted entries of the same agency in the same group, this one left aside; withdrawn ones do not count.

    An agency is the organisation itself; the offices of one regency or city count together.
    """
    agency, parent = Q(organisation=entry.organisation_id), entry.organisation.parent
    if parent and parent.kind == OrganisationKind.REGENCY:
        agency = Q(organisation=parent) | Q(organisation__parent=parent)
    elif entry.organisation.kind == OrganisationKind.REGENCY:
        agency |= Q(organisation__parent=entry.organisation_id)
    return (
        Entry.objects.filter(agency, group=entry.group_id)
        .exclude(number=None)
        .exclude(case__stage=EntryStage.WITHDRAWN)
        .exclude(pk=entry.pk)
        .count()
    )


def quota_is_left(case: Case, now: datetime) -> Any:
    """The agency has not handed in as many entries of this group as it may."""
    entry = entry_of(case)
    if entry.group.quota is None or quota_used(entry) < entry.group.quota:
        return ""
    return ngettext(
        "Your organisation has already handed in the %(quota)d proposal it may enter in this group.",
        "Your organisation has already handed in the %(quota)d proposals it may enter in this group.",
        entry.group.quota,
    ) % {"quota": entry.group.quota}


def every_item_checked(case: Case, now: datetime) -> Any:
    """Each checklist line has a verdict."""
    entry = entry_of(case)
    if Check.objects.filter(entry=entry).count() < entry.edition.check_items.count():
        return _("Give a verdict on every line of the checklist.")
    return ""


def no_item_failed(case: Case, now: datetime) -> Any:
    """No checklist line failed."""
    failed = Check.objects.filter(entry__case=case, passed=False).exists()
    return _("A line of the checklist has failed.") if failed else ""
