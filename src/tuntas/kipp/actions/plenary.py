"""The plenary: locking scores, recording decisions and the meeting, closing with sealed minutes."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override

from tuntas.documents.actions import issue, replace, void
from tuntas.documents.terms import Status
from tuntas.journal.actions import record
from tuntas.kernel.clock import wib_date
from tuntas.kernel.text import clean
from tuntas.kipp.actions.locking import lock_stage
from tuntas.kipp.models import Decision, Edition, Plenary, Stage
from tuntas.kipp.queries.minutes import minutes_data
from tuntas.kipp.queries.plenary import BoardTrack, board, plenary_stage, titles_of, unlocked, verdicts_of
from tuntas.kipp.rules.meetings import is_announced
from tuntas.kipp.rules.papers import MINUTES
from tuntas.kipp.rules.plenary import Verdict, missing
from tuntas.kipp.rules.seats import may_organise
from tuntas.people.models import Person


class PlenaryRefused(Exception):
    """The plenary cannot do this now; `str(error)` is a sentence for the person."""


class NotOrganiser(PlenaryRefused):
    def __init__(self) -> None:
        super().__init__(_("Only an organiser of this edition may do this."))


class NoPlenary(PlenaryRefused):
    def __init__(self) -> None:
        super().__init__(_("The calendar of this edition has no plenary."))


class ScoresOpen(PlenaryRefused):
    def __init__(self) -> None:
        super().__init__(_("Lock the scores of every stage first."))


class AlreadyClosed(PlenaryRefused):
    def __init__(self) -> None:
        super().__init__(_("The plenary is closed; its minutes are sealed and nothing in it changes any more."))


class AlreadyPublic(PlenaryRefused):
    def __init__(self) -> None:
        super().__init__(_("The winners have been announced; the plenary cannot be opened again."))


class StalePlenary(PlenaryRefused):
    def __init__(self) -> None:
        super().__init__(
            _("Somebody else saved the plenary meanwhile. What you typed is still here: compare and save again.")
        )


class Incomplete(PlenaryRefused):
    """Decisions or facts are missing; `missing` lists the sentences."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__(" ".join(sentences))
        self.missing = sentences


@transaction.atomic
def lock_scores(*, edition: Edition, by: Person, now: datetime) -> Plenary:
    """Lock every scored stage and open the plenary's table. Again it changes nothing."""
    stage = _stage(edition, by)
    for scored in unlocked(edition):
        lock_stage(stage=scored, by=by, now=now)
    plenary, made = Plenary.objects.get_or_create(stage=stage)
    if made:
        record(act="kipp.plenary_opened", subject=plenary, by=by, now=now)
    return plenary


@transaction.atomic
def decide(
    *,
    plenary: Plenary,
    verdicts: Mapping[int, Verdict],
    revision: int,
    by: Person,
    now: datetime,
    count_reasons: Mapping[str, str] | None = None,
) -> Plenary:
    """Write the decisions by entry id, with the rank and score they were made from; more can follow later.

    Entries not named stay as they are, ids that are no finalists are ignored. Whether reasons are missing is
    asked when closing. `count_reasons` says by track key why a number of winners differs from the rule.
    Raises `StalePlenary`, `AlreadyClosed`, `ScoresOpen`.
    """
    plenary = _open(plenary, revision, by)
    present = {row.entry_id: row for row in plenary.decisions.all()}
    for row in (row for track in board(plenary.stage.edition, None) for row in track.rows):
        verdict, old = verdicts.get(row.entry.pk), present.get(row.entry.pk)
        if verdict is None:
            continue
        reason = clean(verdict.reason)
        if old and (old.outcome, old.reason, old.rank) == (verdict.outcome, reason, row.rank):
            continue
        Decision.objects.update_or_create(
            entry=row.entry,
            defaults={
                "plenary": plenary,
                "outcome": verdict.outcome,
                "rank": row.rank,
                "score": row.score,
                "reason": reason,
                "by": by,
                "at": now,
            },
        )
    if count_reasons is not None:
        plenary.count_reasons = {key: clean(text) for key, text in count_reasons.items() if text.strip()}
    return _saved(plenary, "kipp.plenary_decided", ["count_reasons"], by, now)


@transaction.atomic
def record_meeting(
    *,
    plenary: Plenary,
    held_on: date | None,
    venue: str,
    attendance: str,
    revision: int,
    by: Person,
    now: datetime,
    remarks: str = "",
    language: str = "id",
) -> Plenary:
    """Write when and where the plenary met and who was there, one person a line: "name, office".

    The language of the minutes stands once the first minutes exist.
    """
    plenary = _open(plenary, revision, by)
    plenary.held_on, plenary.venue, plenary.remarks = held_on, venue.strip(), clean(remarks)
    plenary.attendance = clean(attendance)
    if plenary.minutes_id is None and language in ("id", "en"):
        plenary.language = language
    fields = ["held_on", "venue", "remarks", "attendance", "language"]
    return _saved(plenary, "kipp.plenary_recorded", fields, by, now)


def still_missing(plenary: Plenary, tracks: list[BoardTrack], now: datetime) -> list[str]:
    """What the plenary needs before it can close, as sentences."""
    found = missing([track.table for track in tracks], verdicts_of(tracks), titles_of(tracks), plenary.count_reasons)
    if not any(track.rows for track in tracks):
        found.append(_("There are no finalists to decide on."))
    if plenary.held_on is None:
        found.append(_("Give the date of the meeting."))
    elif plenary.held_on > wib_date(now):
        found.append(_("The date of the meeting lies in the future."))
    if not plenary.venue:
        found.append(_("Give the venue."))
    if not plenary.attendance:
        found.append(_("List who was there."))
    return found


@transaction.atomic
def close(*, plenary: Plenary, by: Person, now: datetime) -> Plenary:
    """Close the plenary: minutes get their number at once and their sealed file after the commit.

    Minutes corrected after a reopening replace the earlier ones. Raises `Incomplete`, `AlreadyClosed`.
    """
    plenary = _open(plenary, None, by)
    edition = plenary.stage.edition
    tracks = board(edition, plenary)
    if sentences := still_missing(plenary, tracks, now):
        raise Incomplete(sentences)
    with override(plenary.language):
        data = minutes_data(plenary, tracks)
        title = _("Minutes of the plenary: %(edition)s") % {"edition": edition.name}
    old = plenary.minutes
    if old and old.status == Status.ISSUED:
        document = replace(document=old, data=data, reason=plenary.reopen_reason, by=by, now=now, title=title)
    else:
        if old and old.status == Status.RESERVED:
            void(document=old, reason=plenary.reopen_reason, by=by, now=now)
        document = issue(
            series=f"{slugify(edition.office.name)}/{MINUTES}",
            pattern="{number:03d}/BA-KIPP/{roman}/{year}",
            kind=MINUTES,
            title=title,
            data=data,
            subject=plenary,
            by=by,
            now=now,
            holder=edition.office.name,
            language=plenary.language,
            is_sample=edition.is_sample,
        )
    plenary.closed_at, plenary.closed_by, plenary.minutes = now, by, document
    plenary.save(update_fields=["closed_at", "closed_by", "minutes"])
    record(act="kipp.plenary_closed", subject=plenary, by=by, now=now, data={"minutes": document.pk})
    return plenary


@transaction.atomic
def reopen(*, plenary: Plenary, reason: str, by: Person, now: datetime) -> Plenary:
    """Open a closed plenary for a correction before the announcement; the next minutes replace the present ones."""
    fresh = _locked(plenary, by)
    if is_announced(fresh.stage.edition):
        raise AlreadyPublic
    if not reason.strip():
        raise PlenaryRefused(_("Give the reason; it stands in the next minutes and on the page of the old ones."))
    if fresh.closed_at is None:
        return fresh
    fresh.closed_at = fresh.closed_by = None
    fresh.reopened_at, fresh.reopen_reason = now, " ".join(clean(reason).split())[:400]
    fresh.save(update_fields=["closed_at", "closed_by", "reopened_at", "reopen_reason"])
    record(act="kipp.plenary_reopened", subject=fresh, by=by, now=now, data={"minutes": fresh.minutes_id})
    return fresh


def _stage(edition: Edition, by: Person) -> Stage:
    if not may_organise(by, edition):
        raise NotOrganiser
    stage = plenary_stage(edition)
    if stage is None:
        raise NoPlenary
    return stage


def _locked(plenary: Plenary, by: Person) -> Plenary:
    fresh = (
        Plenary.objects.select_for_update(of=("self",))
        .select_related("stage__edition__office", "minutes__series")
        .get(pk=plenary.pk)
    )
    if not may_organise(by, fresh.stage.edition):
        raise NotOrganiser
    return fresh


def _open(plenary: Plenary, revision: int | None, by: Person) -> Plenary:
    fresh = _locked(plenary, by)
    if fresh.closed_at:
        raise AlreadyClosed
    if unlocked(fresh.stage.edition):
        raise ScoresOpen
    if revision is not None and revision != fresh.revision:
        raise StalePlenary
    return fresh


def _saved(plenary: Plenary, act: str, fields: list[str], by: Person, now: datetime) -> Plenary:
    plenary.revision += 1
    plenary.save(update_fields=[*fields, "revision"])
    record(act=act, subject=plenary, by=by, now=now, data={"revision": plenary.revision})
    return plenary
