"""What the board says is late, and what somebody has to do next. Counts come from the board; nothing is asked again."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tuntas.kernel.bilingual import said
from tuntas.kipp.models import Edition
from tuntas.kipp.queries.board import Board
from tuntas.kipp.queries.conflict_list import Loud
from tuntas.kipp.queries.editions import Milestone
from tuntas.kipp.rules.seats import CHECKS, ORGANISES, WATCHES
from tuntas.kipp.terms import EditionStatus, EntryStage, Seat, StageKind

SOON = timedelta(days=3)
LAST_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Step:
    """Something to do: a sentence, the name of the address where, and the seats that can do it."""

    sentence: str
    name: str
    seats: frozenset[Seat]
    stage: str = ""  # key of the stage in the address, where it has one


def next_steps(edition: Edition, board: Board, now: datetime) -> list[Step]:
    """What can be done now to bring the edition on."""
    if edition.status == EditionStatus.DRAFT:
        return [
            Step(_("Complete the rules"), "kipp:rules", ORGANISES),
            Step(_("Give people their seats"), "kipp:people", ORGANISES),
            Step(_("Check and publish"), "kipp:publish", ORGANISES),
        ]
    if edition.status != EditionStatus.OPEN:
        return [
            Step(_("Read the public results"), "kipp:results", WATCHES),
            Step(_("Prepare the reports to entrants, and see who read theirs"), "kipp:feedbacks", CHECKS),
        ]
    return [*_to_lock(board), *_before_shortlist(board), *_after_shortlist(board)]


def _to_lock(board: Board) -> Iterator[Step]:
    """Scored stages whose time is over: only the lock shows their scores."""
    for progress in board.progress:
        stage = progress.milestone.stage
        if progress.handed_in and progress.milestone.state == "past" and stage.locked_at is None:
            sentence = _("Lock the scores: %(stage)s") % {"stage": said(stage, "title")}
            yield Step(sentence, "kipp:lock", ORGANISES, stage.key)


def _before_shortlist(board: Board) -> Iterator[Step]:
    total = board.total
    if total.checking:
        sentence = ngettext(
            "Check %(n)s proposal that waits for the administrative check",
            "Check %(n)s proposals that wait for the administrative check",
            total.checking,
        )
        yield Step(sentence % {"n": total.checking}, "kipp:check", CHECKS)
    desk = next((p for p in board.progress if p.milestone.stage.kind == StageKind.DESK), None)
    if desk is None or not total.passed:
        return
    if not desk.assigned:
        yield Step(_("Give the proposals to jurors"), "kipp:assign", CHECKS, desk.milestone.stage.key)
    elif not total.finalists and desk.milestone.stage.locked_at:
        yield Step(_("Set the shortlist"), "kipp:shortlist", ORGANISES)


def _after_shortlist(board: Board) -> Iterator[Step]:
    total = board.total
    if not total.finalists:
        return
    for progress in board.progress:
        stage = progress.milestone.stage
        if stage.kind == StageKind.INTERVIEW:
            yield Step(_("Arrange the interviews"), "kipp:slots", CHECKS)
        if stage.kind == StageKind.FIELD:
            yield Step(_("Plan the field visits"), "kipp:visits", CHECKS)
        if stage.kind != StageKind.DESK and not progress.assigned:
            sentence = _("Give the finalists to jurors: %(stage)s") % {"stage": said(stage, "title")}
            yield Step(sentence, "kipp:assign", CHECKS, stage.key)
    coaching = board.milestone(StageKind.COACHING)
    if coaching and coaching.state != "past":
        yield Step(_("Name mentors and follow the coaching"), "kipp:coaching", CHECKS)
    plenary = board.milestone(StageKind.PLENARY)
    if plenary and plenary.state != "ahead":
        yield Step(_("Hold the plenary and write its decisions"), "kipp:plenary", ORGANISES)
        yield Step(_("Announce the winners"), "kipp:announce", ORGANISES)


def late_things(edition: Edition, board: Board, now: datetime) -> list[Step]:
    """What is behind its time, worst first."""
    if edition.status != EditionStatus.OPEN:
        return []
    return [*_late_checks(board), *_late_sheets(board, now), *_late_drafts(board, now)]


def conflict_steps(found: Loud) -> Iterator[Step]:
    """What cannot wait: scores to be decided about, proposals on a desk where nobody may score them."""
    if found.scored:
        sentence = ngettext(
            "%(n)s juror has scored a proposal in spite of a conflict: decide about the scores",
            "%(n)s scored proposals are in conflict with their juror: decide about the scores",
            found.scored,
        )
        yield Step(sentence % {"n": found.scored}, "kipp:conflicts", CHECKS)
    if found.assigned:
        sentence = ngettext(
            "%(n)s proposal is assigned to a juror in conflict, who does not see it",
            "%(n)s proposals are assigned to jurors in conflict, who do not see them",
            found.assigned,
        )
        yield Step(sentence % {"n": found.assigned}, "kipp:conflicts", CHECKS)


def _late_checks(board: Board) -> Iterator[Step]:
    total, check = board.total, board.milestone(StageKind.CHECK)
    late = total.late.get(EntryStage.SUBMITTED, 0)
    if check and check.state == "past" and total.checking:
        late = total.checking
    if late:
        sentence = ngettext(
            "%(n)s proposal waits for the administrative check longer than planned",
            "%(n)s proposals wait for the administrative check longer than planned",
            late,
        )
        yield Step(sentence % {"n": late}, "kipp:check", CHECKS)
    if late := total.late.get(EntryStage.REPAIR, 0):
        sentence = ngettext("%(n)s repair has not come back in time", "%(n)s repairs have not come back in time", late)
        yield Step(sentence % {"n": late}, "kipp:entries", CHECKS)


def _late_sheets(board: Board, now: datetime) -> Iterator[Step]:
    for progress in board.progress:
        stage = progress.milestone.stage
        if (
            not progress.missing
            or stage.locked_at
            or not (progress.milestone.state == "past" or _ends_soon(stage, now))
        ):
            continue
        words = {"n": progress.missing, "stage": said(stage, "title")}
        if progress.milestone.state == "past":
            sentence = ngettext(
                "%(stage)s has ended and %(n)s score sheet is not handed in",
                "%(stage)s has ended and %(n)s score sheets are not handed in",
                progress.missing,
            )
        else:
            sentence = ngettext(
                "%(stage)s ends within three days and %(n)s score sheet is not handed in",
                "%(stage)s ends within three days and %(n)s score sheets are not handed in",
                progress.missing,
            )
        yield Step(sentence % words, "kipp:late_jurors", CHECKS, stage.key)


def _late_drafts(board: Board, now: datetime) -> Iterator[Step]:
    registration = board.milestone(StageKind.REGISTRATION)
    left = _left(registration, now)
    if board.total.open and left is not None and left <= LAST_WEEK:
        sentence = ngettext(
            "%(n)s proposal is not handed in and registration closes within a week",
            "%(n)s proposals are not handed in and registration closes within a week",
            board.total.open,
        )
        yield Step(sentence % {"n": board.total.open}, "", CHECKS)


def _ends_soon(stage: "object", now: datetime) -> bool:
    closes = getattr(stage, "closes_at", None)
    return closes is not None and timedelta(0) <= closes - now <= SOON


def _left(milestone: Milestone | None, now: datetime) -> timedelta | None:
    """Time until the running stage closes; None if it does not run or has no end."""
    if milestone is None or milestone.state != "now" or milestone.stage.closes_at is None:
        return None
    return milestone.stage.closes_at - now
