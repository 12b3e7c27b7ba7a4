"""A duel round: opened over the last places, answered by jurors, closed with sealed minutes."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override

from tuntas.documents.actions import issue
from tuntas.journal.actions import record
from tuntas.kernel.bilingual import said
from tuntas.kernel.text import clean
from tuntas.kipp.models import Duel, DuelPair, Edition, Entry, Plenary, SeatHolder, Track
from tuntas.kipp.queries.duel_paper import paper_data
from tuntas.kipp.queries.duels import result_of
from tuntas.kipp.queries.plenary import unlocked
from tuntas.kipp.queries.standings import FINALISTS, JUDGED
from tuntas.kipp.rules.barring import bars, standing
from tuntas.kipp.rules.duels import MOST_ENTRIES, drawn, holds_together, is_running, may_duel
from tuntas.kipp.rules.papers import DUEL
from tuntas.kipp.terms import DuelChoice, Seat
from tuntas.notices.actions import tell
from tuntas.notices.terms import worded
from tuntas.people.models import Person


class DuelRefused(Exception):
    """The round cannot be opened, answered or closed like that; `str(error)` is a sentence for the person."""


class NotYourPair(DuelRefused):
    """The juror was not asked about this pair, or must not see one of its entries."""


@transaction.atomic
def open_duel(*, track: Track, entries: Collection[int], reason: str, by: Person, now: datetime, seed: int) -> Duel:
    """Open a round over 2 to 20 entries of the track's ranking and draw each juror's pairs.

    Every scored stage is locked by then. Raises `DuelRefused`, also where conflicts leave entries that nobody links.
    """
    edition = Edition.objects.select_for_update(of=("self",)).get(pk=track.edition_id)
    _may(by, edition)
    if unlocked(edition):
        raise DuelRefused(_("Lock the scores of every stage first."))
    if Plenary.objects.filter(stage__edition=edition, closed_at__isnull=False).exists():
        raise DuelRefused(_("The plenary is closed; no round is opened any more."))
    if Duel.objects.filter(track=track, closed_at=None, cancelled_at=None).exists():
        raise DuelRefused(_("A round of this track is open already."))
    if not clean(reason):
        raise DuelRefused(_("Write why these proposals are compared."))
    chosen = sorted(
        Entry.objects.filter(pk__in=entries, track=track, edition=edition, case__stage__in=(*FINALISTS, *JUDGED))
        .values_list("pk", flat=True)
    )  # fmt: skip
    if not 2 <= len(chosen) <= MOST_ENTRIES:
        raise DuelRefused(_("Choose from 2 to %(most)d proposals of the track.") % {"most": MOST_ENTRIES})
    jurors = list(SeatHolder.objects.filter(edition=edition, seat=Seat.JUROR, left_at=None).select_related("person"))
    apart = standing(edition, jurors, Entry.objects.filter(pk__in=chosen), now)
    barred = {juror.pk: {entry for entry, seat in apart if seat == juror.pk} for juror in jurors}
    pairs = drawn(chosen, barred, seed)
    if not holds_together(chosen, [pair for mine in pairs.values() for pair in mine]):
        raise DuelRefused(
            _("Conflicts of interest keep the jury from linking these proposals. Choose others or seat a juror more.")
        )
    duel = Duel.objects.create(
        edition=edition, track=track, reason=clean(reason)[:400], seed=seed, opened_by=by, opened_at=now
    )
    duel.entries.set(chosen)
    DuelPair.objects.bulk_create(
        DuelPair(duel=duel, juror_id=seat, one_id=one, other_id=other, place=place)
        for seat, mine in pairs.items()
        for place, (one, other) in enumerate(mine, 1)
    )
    record(
        act="kipp.duel_opened",
        subject=duel,
        by=by,
        now=now,
        data={"track": track.pk, "entries": chosen, "seed": seed, "jurors": sorted(pairs)},
    )
    for juror in jurors:
        if juror.pk in pairs:
            _invite(juror.person, duel, now)
    return duel


def _invite(person: Person, duel: Duel, now: datetime) -> None:
    def say() -> tuple[str, str]:
        title = _("Please compare proposals two by two")
        return title, "\n".join([said(duel.edition, "name"), said(duel.track, "title")])

    link = reverse("kipp:duel_vote", args=[duel.edition.slug, duel.pk])
    tell(person=person, kind="kipp.duel", link=link, now=now, **worded(say))


@transaction.atomic
def answer(*, pair: DuelPair, choice: str, by: Person, now: datetime) -> DuelPair:
    """Keep the juror's choice; another one replaces it until the round closes. Raises `NotYourPair`, `DuelRefused`."""
    fresh = (
        DuelPair.objects.select_for_update(of=("self",))
        .select_related("duel__edition", "juror__edition", "one__case", "other__case")
        .get(pk=pair.pk)
    )
    Duel.objects.select_for_update(of=("self",)).get(pk=fresh.duel_id)
    if fresh.juror.person_id != by.pk or fresh.juror.left_at is not None or not by.is_active:
        raise NotYourPair(_("This pair was not given to you."))
    if bars(fresh.juror, fresh.one, now) or bars(fresh.juror, fresh.other, now):
        raise NotYourPair(_("This pair was not given to you."))
    if not is_running(fresh.duel):
        raise DuelRefused(_("The round is closed."))
    if choice not in DuelChoice.values:
        raise DuelRefused(_("Choose one of the three answers."))
    if fresh.choice != choice:
        first = not fresh.choice
        fresh.choice, fresh.chosen_at = choice, now
        fresh.save(update_fields=["choice", "chosen_at"])
        act = "kipp.duel_answered" if first else "kipp.duel_answer_changed"
        record(act=act, subject=fresh.duel, by=by, now=now, data={"pair": fresh.pk})  # never what was chosen
    return fresh


@transaction.atomic
def close_duel(*, duel: Duel, by: Person, now: datetime, why_early: str = "", language: str = "id") -> Duel:
    """Close the round, freeze its result and issue the sealed minutes. Closing twice is harmless.

    With answers missing a reason is wanted; without any answer it is refused.
    """
    fresh = _held(duel, by)
    if fresh.cancelled_at:
        raise DuelRefused(_("The round was cancelled."))
    if fresh.closed_at:
        return fresh
    if not fresh.pairs.exclude(choice="").exists():
        raise DuelRefused(_("Nobody has answered yet. Cancel the round instead."))
    if fresh.pairs.filter(choice="", juror__left_at=None).exists() and not clean(why_early):
        raise DuelRefused(_("Answers are missing. Write why the round closes all the same."))
    edition = fresh.edition
    fresh.result, fresh.why_early = result_of(fresh, now), clean(why_early)[:400]
    fresh.closed_at, fresh.closed_by = now, by
    with override(language):
        data = paper_data(fresh, by=by.name, now=now, language=language, breaks_ties=edition.duel_breaks_ties)
        title = _("Minutes of a duel round: %(edition)s") % {"edition": edition.name}
    fresh.minutes = issue(
        series=f"{slugify(edition.office.name)}/{DUEL}",
        pattern="{number:03d}/BA-BANDING/{roman}/{year}",
        kind=DUEL,
        title=title,
        data=data,
        subject=fresh,
        by=by,
        now=now,
        holder=edition.office.name,
        language=language,
        is_sample=edition.is_sample,
    )
    fresh.save(update_fields=["result", "why_early", "closed_at", "closed_by", "minutes"])
    data_ = {"minutes": fresh.minutes.pk, "places": {str(row["entry"]): row["place"] for row in fresh.result["rows"]}}
    record(act="kipp.duel_closed", subject=fresh, by=by, now=now, data=data_)
    return fresh


@transaction.atomic
def cancel_duel(*, duel: Duel, reason: str, by: Person, now: datetime) -> Duel:
    """End a round without a result: its answers stay secret, it decides nothing. Before the plenary has closed."""
    fresh = _held(duel, by)
    if not clean(reason):
        raise DuelRefused(_("Give the reason."))
    if Plenary.objects.filter(stage__edition=fresh.edition, closed_at__isnull=False).exists():
        raise DuelRefused(_("The plenary is closed; the round stays as it is."))
    if fresh.cancelled_at is None:
        fresh.cancelled_at, fresh.cancel_reason = now, clean(reason)[:400]
        fresh.save(update_fields=["cancelled_at", "cancel_reason"])
        record(act="kipp.duel_cancelled", subject=fresh, by=by, now=now)
    return fresh


def _may(by: Person, edition: Edition) -> None:
    if not may_duel(by, edition):
        raise DuelRefused(_("Only an organiser of an open edition may do this."))


def _held(duel: Duel, by: Person) -> Duel:
    fresh = (
        Duel.objects.select_for_update(of=("self",)).select_related("edition__office__place", "track").get(pk=duel.pk)
    )
    _may(by, fresh.edition)
    return fresh
