"""Voting as a citizen, and what an organiser sets aside afterwards."""

from datetime import datetime
from secrets import token_hex

from django.db import transaction
from django.utils.translation import gettext as _

from tuntas.journal.actions import record
from tuntas.kernel.clock import wib_date
from tuntas.kernel.text import clean
from tuntas.kipp.models import Entry, Stage, Vote, VoteExclusion, VoteSalt
from tuntas.kipp.queries.votes import votes_with
from tuntas.kipp.rules.votes import (
    FINALISTS,
    hidden_network,
    is_vote,
    may_exclude,
    questions_of,
    takes_votes,
    why_not,
)
from tuntas.kipp.terms import SignalKind
from tuntas.people.models import Person


class VoteRefused(Exception):
    """The vote cannot be given, set aside or put back; `str(error)` is a sentence for the person."""


class VoteClosed(VoteRefused):
    """Before the opening second or after the closing second."""


@transaction.atomic
def vote(*, stage: Stage, question: int, entry: Entry, by: Person, now: datetime, address: str = "") -> Vote:
    """Keep the person's one answer to a question; another replaces it until the vote closes.

    Of `address` only a salted print of its network is kept. Raises `VoteClosed`, `VoteRefused`.
    """
    fresh = Stage.objects.select_related("edition").get(pk=stage.pk)
    if sentence := why_not(by, fresh.edition):
        raise VoteRefused(sentence)
    if not takes_votes(fresh, fresh.edition, now):
        raise VoteClosed(_("The vote is not open now."))
    if not 1 <= question <= len(questions_of(fresh)):
        raise VoteRefused(_("There is no such question."))
    if entry.edition_id != fresh.edition_id or entry.case.stage not in FINALISTS:
        raise VoteRefused(_("This innovation is not among the finalists."))
    network = hidden_network(address, _salt(now))
    kept, made = Vote.objects.select_for_update().get_or_create(
        stage=fresh,
        question=question,
        person=by,
        defaults={"entry": entry, "first_at": now, "at": now, "network": network},
    )
    if not made and kept.entry_id != entry.pk:
        kept.entry, kept.at, kept.changes = entry, now, min(kept.changes + 1, 32_000)
        kept.save(update_fields=["entry", "at", "changes"])
        record(act="kipp.vote_changed", subject=fresh, by=by, now=now, data={"question": question})
    elif made:
        record(act="kipp.voted", subject=fresh, by=by, now=now, data={"question": question})  # never for what
    return kept


def _salt(now: datetime) -> str:
    """Today's salt; those of earlier days are thrown away, so their prints cannot be made again."""
    day = wib_date(now)
    found, made = VoteSalt.objects.get_or_create(day=day, defaults={"salt": token_hex(32)})
    if made:
        VoteSalt.objects.filter(day__lt=day).delete()
    return found.salt


@transaction.atomic
def exclude(*, stage: Stage, signal: str, value: str, reason: str, by: Person, now: datetime) -> VoteExclusion:
    """Set aside the votes that have this in common; nothing is deleted. Raises `VoteRefused`."""
    fresh = _held(stage, by, now)
    if not clean(reason):
        raise VoteRefused(_("Give the reason; it stands in the minutes."))
    if signal not in SignalKind.values:
        raise VoteRefused(_("There is no such signal."))
    votes = votes_with(fresh, SignalKind(signal), value).filter(excluded=None)
    found = list(votes.values_list("pk", flat=True))
    if not found:
        raise VoteRefused(_("No vote that counts has this in common."))
    made = VoteExclusion.objects.create(
        stage=fresh, signal=signal, value=value[:120], reason=clean(reason)[:400], count=len(found), by=by, at=now
    )
    for start in range(0, len(found), 500):
        Vote.objects.filter(pk__in=found[start : start + 500]).update(excluded=made)
    record(act="kipp.votes_excluded", subject=made, by=by, now=now, data={"stage": fresh.pk, "count": len(found)})
    return made


@transaction.atomic
def put_back(*, exclusion: VoteExclusion, reason: str, by: Person, now: datetime) -> VoteExclusion:
    """Let the votes of an exclusion count again; twice is harmless. Raises `VoteRefused`."""
    _held(exclusion.stage, by, now)
    if not clean(reason):
        raise VoteRefused(_("Give the reason."))
    fresh = VoteExclusion.objects.select_for_update(of=("self",)).get(pk=exclusion.pk)
    if fresh.ended_at is None:
        fresh.ended_at, fresh.ended_by, fresh.end_reason = now, by, clean(reason)[:400]
        fresh.save(update_fields=["ended_at", "ended_by", "end_reason"])
        count = fresh.votes.update(excluded=None)
        record(act="kipp.votes_put_back", subject=fresh, by=by, now=now, data={"count": count})
    return fresh


def _held(stage: Stage, by: Person, now: datetime) -> Stage:
    fresh = Stage.objects.select_for_update(of=("self",)).select_related("edition").get(pk=stage.pk)
    if not is_vote(fresh) or not may_exclude(by, fresh.edition, fresh, now):
        raise VoteRefused(
            _("Only an organiser sets votes aside, after the vote has closed and before the plenary has.")
        )
    return fresh
