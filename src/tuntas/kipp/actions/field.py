"""Field verification: planning a visit, choosing its claims, closing it. Findings stand in `findings`."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext as _

from tuntas.journal.actions import record
from tuntas.kernel.text import clean
from tuntas.kipp.actions.interview import MeetingRefused, NotOrganiser, ScoresLocked, seat_panel
from tuntas.kipp.models import Claim, Entry, SeatHolder, Section, Stage, Visit
from tuntas.kipp.queries.conflicts import barred_among
from tuntas.kipp.queries.meetings import people_of
from tuntas.kipp.rules.meetings import is_finalist, may_write_visit, still_open
from tuntas.kipp.rules.seats import may_organise
from tuntas.kipp.rules.spelling import day_name, long_date
from tuntas.kipp.terms import ClaimVerdict
from tuntas.notices.actions import tell
from tuntas.notices.terms import Words
from tuntas.people.models import Person


class NotVisitor(MeetingRefused):
    def __init__(self) -> None:
        super().__init__(_("Only the people sent on this visit and the organiser may write here."))


class VisitClosed(MeetingRefused):
    def __init__(self) -> None:
        super().__init__(_("This visit is closed. An organiser can open it again with a reason."))


class NotComplete(MeetingRefused):
    """Something is missing before the visit can close; `missing` lists the sentences."""

    def __init__(self, missing: list[str]) -> None:
        super().__init__(" ".join(missing))
        self.missing = missing


class TooNear(MeetingRefused):
    def __init__(self, juror: SeatHolder) -> None:
        super().__init__(_("%(name)s has a conflict of interest and cannot visit this entry.") % {"name": juror.person})


def writable(visit: Visit, by: Person, now: datetime) -> Visit:
    """The visit, locked for writing by this person; raises `NotVisitor`, `ScoresLocked` or `VisitClosed`."""
    fresh = (
        Visit.objects.select_for_update(of=("self",))
        .select_related("stage__edition", "entry__edition")
        .get(pk=visit.pk)
    )
    if not may_write_visit(by, fresh, now):
        raise NotVisitor
    if not still_open(fresh.stage):
        raise ScoresLocked
    if fresh.closed_at:
        raise VisitClosed
    return fresh


@transaction.atomic
def plan_visit(
    *,
    stage: Stage,
    entry: Entry,
    visitors: Sequence[SeatHolder],
    by: Person,
    now: datetime,
    planned_for: date | None = None,
    address: str = "",
) -> Visit:
    """Plan the visit of a finalist or change the plan; new visitors get the entry on their desk for this stage.

    Visitors and the entry's people are told when the day, the address or the visitors change.
    """
    stage = Stage.objects.select_for_update().select_related("edition").get(pk=stage.pk)
    if not may_organise(by, stage.edition):
        raise NotOrganiser
    if not still_open(stage):
        raise ScoresLocked
    if not is_finalist(entry):
        raise MeetingRefused(_("Only finalists are visited."))
    visit, made = Visit.objects.select_for_update().get_or_create(stage=stage, entry=entry)
    if visit.closed_at:
        raise VisitClosed
    before = (visit.planned_for, visit.address, set(visit.visitors.values_list("pk", flat=True)))
    visit.planned_for, visit.address = planned_for, address.strip()
    visit.save(update_fields=["planned_for", "address"])
    barred = barred_among(stage.edition, visitors, [entry], now)
    for juror in visitors:
        if (entry.pk, juror.pk) in barred:
            raise TooNear(juror)
    visit.visitors.set(visitors)
    seat_panel(stage=stage, entries=[entry], jurors=visitors, by=by, now=now)
    dropped = entry.assignments.filter(stage=stage, removed_at=None).exclude(juror__in=visitors)
    dropped.exclude(sheet__handed_in_at__isnull=False).update(removed_at=now)
    after = (visit.planned_for, visit.address, {juror.pk for juror in visitors})
    if made or before != after:
        record(act="kipp.visit_planned", subject=visit, by=by, now=now, data={"visitors": sorted(after[2])})
        if planned_for:
            _tell_visit(visit, visitors, now)
    return visit


def _tell_visit(visit: Visit, visitors: Sequence[SeatHolder], now: datetime) -> None:
    entry, edition, day = visit.entry, visit.stage.edition, visit.planned_for
    assert day is not None
    words: Words = {
        "title": f"Kunjungan lapangan “{entry.title}”",
        "title_en": f"Field visit to “{entry.title}”",
        "body": f"{day_name(day)}, {long_date(day)}." + (f" Alamat: {visit.address}." if visit.address else ""),
        "body_en": f"{day_name(day, 'en')}, {long_date(day, 'en')}."
        + (f" Address: {visit.address}." if visit.address else ""),
    }
    own = reverse("kipp:visit", args=[edition.slug, entry.case.reference])
    for juror in visitors:
        tell(person=juror.person, kind="kipp.visit_planned", link=own, now=now, **words)
    theirs = reverse("kipp:entry", args=[edition.slug, entry.case.reference])
    for person in people_of([entry], now)[entry.pk]:
        tell(person=person, kind="kipp.visit_planned", link=theirs, now=now, **words)


@transaction.atomic
def add_claims(*, visit: Visit, texts: Iterable[tuple[str, Section | None]], by: Person, now: datetime) -> list[Claim]:
    """Put claims on the checklist, with the section that says them; one that stands there already is not doubled."""
    visit = writable(visit, by, now)
    there = {text.casefold() for text in visit.claims.values_list("text", flat=True)}
    last = visit.claims.aggregate(last=Max("order"))["last"] or 0
    made = []
    for text, section in texts:
        text = " ".join(clean(text).split())[:400]
        if not text or text.casefold() in there:
            continue
        there.add(text.casefold())
        last += 1
        made.append(Claim.objects.create(visit=visit, text=text, section=section, added_by=by, order=last))
    if made:
        record(act="kipp.claims_added", subject=visit, by=by, now=now, data={"claims": [claim.pk for claim in made]})
    return made


@transaction.atomic
def drop_claim(*, claim: Claim, by: Person, now: datetime) -> None:
    """Take a claim off the checklist while nobody has checked it. Its photos stay with the visit."""
    visit = writable(claim.visit, by, now)
    fresh = visit.claims.filter(pk=claim.pk).first()
    if fresh is None:
        return
    if fresh.verdict != ClaimVerdict.OPEN or fresh.finding:
        raise MeetingRefused(_("A claim that has been checked stays on the list."))
    fresh.delete()
    record(act="kipp.claim_dropped", subject=visit, by=by, now=now, data={"claim": claim.pk})


def still_missing(visit: Visit) -> list[str]:
    """What a visit needs before it can close, as sentences."""
    missing = []
    claims = list(visit.claims.all())
    if not claims:
        missing.append(_("Put at least one claim on the checklist."))
    left = sum(1 for claim in claims if claim.verdict == ClaimVerdict.OPEN)
    if left:
        missing.append(_("Give a verdict on every claim: %(left)d are open.") % {"left": left})
    if any(claim.verdict in (ClaimVerdict.PARTLY, ClaimVerdict.FALSE) and not claim.finding for claim in claims):
        missing.append(_("Say what you found where a claim is not, or only partly, as claimed."))
    if not visit.visited_on:
        missing.append(_("Give the day of the visit."))
    if not visit.summary:
        missing.append(_("Write the summary."))
    return missing


@transaction.atomic
def close_visit(*, visit: Visit, by: Person, now: datetime) -> Visit:
    """Finish the visit: nothing in it changes any more. Raises `NotComplete`; closing twice raises `VisitClosed`."""
    visit = writable(visit, by, now)
    if missing := still_missing(visit):
        raise NotComplete(missing)
    visit.closed_at, visit.closed_by = now, by
    visit.save(update_fields=["closed_at", "closed_by"])
    record(act="kipp.visit_closed", subject=visit, by=by, now=now)
    return visit


@transaction.atomic
def reopen_visit(*, visit: Visit, reason: str, by: Person, now: datetime) -> Visit:
    """Open a closed visit again, by an organiser with a reason (kept in the journal's subject visit)."""
    visit = Visit.objects.select_for_update(of=("self",)).select_related("stage__edition").get(pk=visit.pk)
    if not may_organise(by, visit.stage.edition):
        raise NotOrganiser
    if not still_open(visit.stage):
        raise ScoresLocked
    if not reason.strip():
        raise MeetingRefused(_("Give the reason."))
    if visit.closed_at is None:
        return visit
    visit.closed_at = visit.closed_by = None
    visit.save(update_fields=["closed_at", "closed_by"])
    record(act="kipp.visit_reopened", subject=visit, by=by, now=now, data={"reason": reason.strip()[:400]})
    return visit
