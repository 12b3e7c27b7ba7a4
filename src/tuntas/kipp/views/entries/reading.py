"""An entry's own page, by role; its versions."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tuntas.casework.flow import stage_of
from tuntas.kernel.bilingual import said
from tuntas.kipp.flow import ENTRY
from tuntas.kipp.queries.entries import admins_of, proposal
from tuntas.kipp.queries.objections import window_of
from tuntas.kipp.queries.tasks import tasks_of
from tuntas.kipp.queries.versions import differences, versions_of
from tuntas.kipp.rules.calendar import stage_of_kind
from tuntas.kipp.rules.coaching import COACHED, has_coaching
from tuntas.kipp.rules.entries import NOT_YET_SENT, may_read, registration_shut, why_not_write
from tuntas.kipp.terms import EntryStage, StageKind
from tuntas.kipp.views.entries.access import TONES, Door, asking, door_to

MESSAGE_STAGES = (EntryStage.DRAFT, EntryStage.REPAIR, EntryStage.FAILED)


def _trail(door: Door) -> list[dict[str, Any]]:
    """The steps as this reader sees them: staff read notes, the team reads messages."""
    rows = []
    for step in door.entry.case.steps.select_related("by").order_by("-number"):
        arrives = ENTRY.stage(step.to_stage)
        rows.append(
            {
                "at": step.at,
                "label": arrives.name if door.view.office else arrives.public,
                "by": step.by if door.view.team or door.view.office else None,
                "message": said(step, "message"),
                "note": step.note if door.view.office else "",
            }
        )
    return rows


def _message_title(stage: str) -> str:
    if stage == EntryStage.FAILED:
        return _("Why it did not pass")
    return _("Please repair") if stage == EntryStage.REPAIR else _("Your local admin asks")


def _holder(door: Door) -> str:
    """Whose turn it is, by name where it is somebody of the organisation."""
    entry, stage = door.entry, door.entry.case.stage
    if stage == EntryStage.DRAFT:
        return entry.created_by.name
    if stage == EntryStage.REPAIR:
        return ", ".join(dict.fromkeys([entry.created_by.name, *(p.name for p in admins_of(entry, door.now))]))
    if stage == EntryStage.WITH_ADMIN:
        names = ", ".join(person.name for person in admins_of(entry, door.now))
        return names or _("nobody: the organisation has no local admin")
    if stage == EntryStage.SUBMITTED:
        return _("the secretariat")
    return _("the jury") if stage in (EntryStage.PASSED, EntryStage.FINALIST) else ""


@login_required
@require_safe
def entry(request: HttpRequest, edition: str, reference: str) -> HttpResponse:
    """Where the entry stands, whose turn it is, and the proposal itself for those who may read it."""
    door = door_to(request, edition, reference)
    found, stage = door.entry, stage_of(door.entry.case)
    early = found.case.stage in NOT_YET_SENT
    readable = may_read(door.view, found)
    trail = _trail(door)
    parts = tasks_of(found) if early or found.case.stage == EntryStage.REPAIR else None
    context = {
        "door": door,
        "entry": found,
        "edition": door.edition,
        "proposal": proposal(found) if readable else None,
        "status": stage.name if door.view.office and not door.view.team else stage.public,
        "tone": TONES.get(found.case.stage, "ok"),
        "tasks": parts if parts and (early or parts.gaps) else None,
        "shut_sentence": registration_shut(door.edition, door.now) if early else "",
        "may_write": door.view.team and not why_not_write(asking(request), found, door.now),
        "registration": stage_of_kind(door.edition, StageKind.REGISTRATION),
        "last": trail[0] if trail else None,
        "message_stages": MESSAGE_STAGES,
        "message_title": _message_title(found.case.stage),
        "holder": _holder(door),
        "trail": trail,
        "coached": found.case.stage in COACHED and has_coaching(door.edition),
        "objection_window": window_of(found),
        "objections": found.objections.count() if found.edition.objection_days is not None else 0,
        "versions": found.versions.count() if readable else 0,
        "may_leave": door.view.team and found.case.stage in (*NOT_YET_SENT, EntryStage.SUBMITTED, EntryStage.REPAIR),
    }
    return render(request, "kipp/entries/entry.html", context)


@login_required
@require_safe
def versions(request: HttpRequest, edition: str, reference: str) -> HttpResponse:
    """What was handed over when; any two versions compared word by word."""
    door = door_to(request, edition, reference)
    if not may_read(door.view, door.entry):
        raise Http404
    found = versions_of(door.entry)
    if not door.view.team:  # what the writer first gave the local admin stays inside the organisation
        found = [version for version in found if version.move != "hand_over"]
    numbers = {str(version.number): version for version in found}
    newest = [str(version.number) for version in found[-2:]]
    before = numbers.get(request.GET.get("dari", newest[0] if newest else ""))
    after = numbers.get(request.GET.get("ke", newest[-1] if newest else ""))
    compared = before is not None and after is not None and before != after
    context = {
        "door": door,
        "entry": door.entry,
        "edition": door.edition,
        "versions": [(version, ENTRY.move(version.move).label) for version in found],
        "before": before,
        "after": after,
        "compared": compared,
        "changes": differences(door.entry, before.content, after.content) if compared else [],  # type: ignore[union-attr]
    }
    return render(request, "kipp/entries/versions.html", context)
