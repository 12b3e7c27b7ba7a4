"""Findings: raising them, passing them on, and telling the group what came of them."""

import re
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from tuntas.casework.actions import MoveRefused, mark_told, move, open_case, refer
from tuntas.casework.terms import ReferralAnswered, ReferralStatus
from tuntas.journal.actions import record
from tuntas.kernel.text import clean
from tuntas.people.models import Person
from tuntas.services.selapanan.actions.errors import NotFitting, locked, must
from tuntas.services.selapanan.actions.planning import carry_answers
from tuntas.services.selapanan.flow import FINDING
from tuntas.services.selapanan.models import Finding, Meeting
from tuntas.services.selapanan.terms import GOES_TO, FindingKind, FindingStage, MeetingStage, Part

_NUMBER = re.compile(r"\d[\d .-]{14,}\d")  # long enough to be a NIK or a family number
WRITABLE = (MeetingStage.RUNNING, MeetingStage.DONE)


@transaction.atomic
def raise_finding(
    *,
    meeting: Meeting,
    kind: FindingKind,
    note: str,
    by: Person,
    now: datetime,
    whom: str = "",
    agreed: bool = False,
    send_now: bool = True,
) -> Finding:
    """Write down what a meeting found, and pass it on at once if asked.

    Of people only with their consent, a child's with that of a guardian. Numbers of identity do not belong into the
    words: raises `NotFitting`. The same words at the same meeting are one finding.
    """
    must(by, meeting.group, Part.RUNNER, now)
    group = locked(meeting.group)
    fresh = Meeting.objects.select_related("case").get(pk=meeting.pk)
    if fresh.case.stage not in WRITABLE:
        raise NotFitting(_("Findings are written down at a meeting. Begin it first."))
    words, about = clean(note), clean(whom)[:120]
    if not words:
        raise NotFitting(_("Write what was found."))
    if _NUMBER.search(words) or _NUMBER.search(about):
        raise NotFitting(_("Leave identity numbers (NIK, KK) out: the name people use and the hamlet are enough."))
    if kind != FindingKind.VOICE and not agreed:
        raise NotFitting(_("Ask the person, or the parent or guardian of a child, whether it may be passed on."))
    if same := Finding.objects.filter(meeting=fresh, kind=kind, note=words, whom=about).first():
        return same
    with override("id"):
        title = f"{FindingKind(kind).label} · {group.name}"
    case = open_case(
        flow=FINDING, prefix="TMN", title=title[:200], place=group.place, by=by, now=now, is_sample=group.is_sample
    )
    finding = Finding.objects.create(case=case, group=group, meeting=fresh, kind=kind, note=words, whom=about)
    record(act="selapanan.found", subject=finding, by=by, now=now, data={"meeting": fresh.pk, "kind": str(kind)})
    return send(finding=finding, by=by, now=now) if send_now else finding


@transaction.atomic
def send(*, finding: Finding, by: Person, now: datetime) -> Finding:
    """Pass it on to who takes that kind; where nobody does yet, it waits. A second click changes nothing."""
    must(by, finding.group, Part.RUNNER, now)
    fresh = Finding.objects.select_for_update(of=("self",)).select_related("case", "group__place").get(pk=finding.pk)
    if fresh.referral_id is not None:
        return fresh
    question = "\n".join(part for part in (fresh.note, fresh.whom) if part)
    try:
        fresh.referral = refer(
            case=fresh.case, kind=GOES_TO[fresh.kind], place=fresh.group.place, question=question, by=by, now=now
        )
        fresh.save(update_fields=["referral"])
        move(case=fresh.case, move="send", by=by, now=now)
    except MoveRefused as refused:
        raise NotFitting(str(refused)) from refused
    return fresh


@transaction.atomic
def end_unsent(*, finding: Finding, key: str, words: str, by: Person, now: datetime) -> Finding:
    """`settle` (the group solved it itself: how) or `drop` (withdrawn: why), before it was passed on."""
    must(by, finding.group, Part.RUNNER, now)
    fresh = Finding.objects.select_related("case", "group").get(pk=finding.pk)
    try:
        move(case=fresh.case, move=key, by=by, now=now, note=clean(words))
    except MoveRefused as refused:
        raise NotFitting(str(refused)) from refused
    return fresh


@transaction.atomic
def tell_answer(*, finding: Finding, meeting: Meeting, by: Person, now: datetime) -> Finding:
    """The meeting was told what came of it: only this ends a finding that was passed on. Twice changes nothing."""
    must(by, finding.group, Part.RUNNER, now)
    locked(finding.group)
    fresh = Finding.objects.select_related("case", "group", "referral").get(pk=finding.pk)
    here = Meeting.objects.select_related("case").get(pk=meeting.pk)
    if fresh.case.stage == FindingStage.TOLD:
        return fresh
    if here.group_id != fresh.group_id or here.case.stage != MeetingStage.RUNNING:
        raise NotFitting(_("An answer is told at a meeting that goes on. Begin it first."))
    try:
        if fresh.referral and fresh.referral.status in (ReferralStatus.DONE, ReferralStatus.DECLINED):
            mark_told(referral=fresh.referral, by=by, now=now)
        move(case=fresh.case, move="tell", by=by, now=now)
    except MoveRefused as refused:
        raise NotFitting(str(refused)) from refused
    fresh.told_in = here
    fresh.save(update_fields=["told_in"])
    return fresh


@transaction.atomic
def put_on_agenda(event: ReferralAnswered) -> None:
    """Handler: an answer to a finding stands first on the next agenda of its group. Wired by the lobby."""
    finding = Finding.objects.select_related("group__place", "referral").filter(referral_id=event.referral_id).first()
    if finding is None or finding.referral is None:
        return
    group = locked(finding.group)
    carry_answers(group=group, now=finding.referral.answered_at or finding.referral.raised_at)
