"""The shortlist: chosen in private, track by track, then published to everybody at once."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from tuntas.casework.actions import move
from tuntas.journal.actions import record
from tuntas.kernel.text import clean
from tuntas.kipp.models import Edition, Entry, Pick, Stage, Track
from tuntas.kipp.queries.meetings import people_of
from tuntas.kipp.queries.shortlist import Candidate, desk_of, shortlist
from tuntas.kipp.rules.judging import may_lock
from tuntas.kipp.rules.shortlist import unexplained
from tuntas.kipp.terms import EntryStage
from tuntas.notices.actions import tell
from tuntas.notices.terms import Words
from tuntas.people.models import Person


class ShortlistRefused(Exception):
    """The shortlist cannot be changed or published so; `str(error)` is a sentence for the organiser."""


class NotOrganiser(ShortlistRefused):
    """Only an organiser of this edition decides the shortlist."""


class ScoresOpen(ShortlistRefused):
    """The desk scores are not locked yet, so the ranking can still change."""


class AlreadyPublished(ShortlistRefused):
    """Entrants have been told; the shortlist stands."""


class ReasonsMissing(ShortlistRefused):
    """A choice departs from the ranking, or parts a tie, without a reason; `entries` names them by id."""

    def __init__(self, entries: list[int]) -> None:
        super().__init__(_("Give the reason wherever the choice departs from the ranking or decides a tie."))
        self.entries = entries


class NotComplete(ShortlistRefused):
    """A track has not been decided yet."""


def _held(edition: Edition, by: Person) -> Stage:
    """The locked desk stage, held until commit."""
    Edition.objects.select_for_update().get(pk=edition.pk)
    if not may_lock(by, edition):
        raise NotOrganiser(_("Only an organiser of this edition may do this."))
    desk = desk_of(edition)
    if desk is None or desk.locked_at is None:
        raise ScoresOpen(_("Lock the scores of the proposals first, so that the ranking cannot change any more."))
    published = Pick.objects.filter(entry__edition=edition, published_at__isnull=False).exists()
    # An objection can bring an entry back before the jury: it is decided alone, nothing published changes.
    if published and not Entry.objects.filter(edition=edition, case__stage=EntryStage.PASSED).exists():
        raise AlreadyPublished(_("The shortlist has been published."))
    return desk


@transaction.atomic
def decide_shortlist(
    *, edition: Edition, track: Track, chosen: Mapping[int, bool], reasons: Mapping[int, str], by: Person, now: datetime
) -> list[Pick]:
    """Keep who of a track goes on (entry id → yes); private until `publish_shortlist`. Can be decided again.

    Whoever is not named in `chosen` is out. Raises `NotOrganiser`, `ScoresOpen`, `AlreadyPublished`,
    `ReasonsMissing`.
    """
    _held(edition, by)
    there: list[Candidate] = shortlist(edition, track).candidates
    rows = [row for row in there if row.pick is None or row.pick.published_at is None]
    reasons = {entry: clean(text)[:400] for entry, text in reasons.items()}
    if missing := unexplained({row.entry_id: row.proposal for row in rows}, chosen, reasons):
        raise ReasonsMissing(missing)
    picks = Pick.objects.bulk_create(
        [
            Pick(
                entry_id=row.entry_id,
                chosen=bool(chosen.get(row.entry_id, False)),
                rank=row.rank,
                score=row.score,
                reason=reasons.get(row.entry_id, "") if row.departs(chosen.get(row.entry_id, False)) else "",
                by=by,
                at=now,
            )
            for row in rows
        ],
        update_conflicts=True,
        unique_fields=["entry"],
        update_fields=["chosen", "rank", "score", "reason", "by", "at"],
    )
    record(
        act="kipp.shortlist_decided",
        subject=track,
        by=by,
        now=now,
        # How many, never who: the journal is read outside the room too, and the choice is private until published.
        data={"chosen": sum(bool(chosen.get(row.entry_id)) for row in rows)},
    )
    return picks


@transaction.atomic
def publish_shortlist(*, edition: Edition, by: Person, now: datetime) -> int:
    """Move every decided entry to its place and tell its people, all or nothing; the number of finalists.

    Raises `NotOrganiser`, `ScoresOpen`, `AlreadyPublished`, `NotComplete`, and what `casework.actions.move` raises.
    """
    _held(edition, by)
    waiting = Entry.objects.filter(edition=edition, case__stage=EntryStage.PASSED)
    open_ = waiting.filter(pick=None).select_related("track").first()
    if open_ is not None:
        raise NotComplete(_("Decide the track “%(track)s” first.") % {"track": open_.track.title})
    picks = list(
        Pick.objects.filter(entry__in=waiting)
        .select_related("entry__case", "entry__edition", "entry__organisation")
        .order_by("pk")
    )
    if not any(pick.chosen for pick in picks):
        raise NotComplete(_("Nobody is on the shortlist yet."))
    for pick in picks:
        move(
            case=pick.entry.case,
            move="shortlist" if pick.chosen else "leave_out",
            by=by,
            now=now,
            note=pick.reason,
        )
    Pick.objects.filter(pk__in=[pick.pk for pick in picks]).update(published_at=now)
    finalists = sum(pick.chosen for pick in picks)
    record(act="kipp.shortlist_published", subject=edition, by=by, now=now, data={"finalists": finalists})
    _tell(picks, now)
    return finalists


def _tell(picks: list[Pick], now: datetime) -> None:
    people = people_of([pick.entry for pick in picks], now)
    for pick in picks:
        entry = pick.entry
        words = _good_news(entry) if pick.chosen else _bad_news(entry)
        link = reverse("kipp:entry", args=[entry.edition.slug, entry.case.reference])
        for person in people.get(entry.pk, ()):
            tell(person=person, kind="kipp.shortlist", link=link, now=now, **words)


def _good_news(entry: Entry) -> Words:
    name, name_en = entry.edition.name, entry.edition.name_en or entry.edition.name
    return {
        "title": f"“{entry.title}” masuk daftar pendek",
        "title_en": f"“{entry.title}” is on the shortlist",
        "body": f"Selamat. Usulan Anda menjadi finalis {name}. Jadwal wawancara dikirim menyusul.",
        "body_en": f"Congratulations. Your proposal is a finalist of {name_en}. The interview schedule follows.",
    }


def _bad_news(entry: Entry) -> Words:
    name, name_en = entry.edition.name, entry.edition.name_en or entry.edition.name
    return {
        "title": f"Hasil penilaian proposal “{entry.title}”",
        "title_en": f"The outcome for “{entry.title}”",
        "body": f"Terima kasih telah ikut serta. Usulan Anda belum masuk daftar pendek {name}.",
        "body_en": f"Thank you for taking part. Your proposal is not on the shortlist of {name_en}.",
    }
