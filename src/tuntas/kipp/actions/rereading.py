"""After the analysis: asking further readers, and marking entries for the panel's talk."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tuntas.journal.actions import record
from tuntas.kernel.bilingual import said
from tuntas.kernel.clock import wib
from tuntas.kernel.text import clean
from tuntas.kipp.actions.assigning import AssigningRefused, add
from tuntas.kipp.actions.calendar import CalendarRefused, extend
from tuntas.kipp.actions.judging import JudgingRefused
from tuntas.kipp.actions.locking import unlock_stage
from tuntas.kipp.models import Entry, Stage, Talk
from tuntas.kipp.queries.lateness import link_of
from tuntas.kipp.queries.rereading import Readers, readers_for
from tuntas.kipp.rules.judging import scores_closed
from tuntas.kipp.rules.rereading import may_ask_readers, may_mark
from tuntas.notices.actions import tell
from tuntas.notices.terms import worded
from tuntas.people.models import Person


class RereadingRefused(Exception):
    """Nothing was asked or marked; `str(error)` is a sentence for the person who tried."""


@dataclass(frozen=True)
class Asked:
    """How many entries got a further reader, and for how many nobody is left."""

    added: int
    nobody: int


@transaction.atomic
def ask_readers(
    *, stage: Stage, entries: Collection[int], reason: str, closes_at: datetime | None, by: Person, now: datetime
) -> Asked:
    """Give each of these entries one further juror: without conflict, least burdened first.

    Locked scores are opened again and a closed stage gets `closes_at` as its new end, both with the reason and by
    their own actions; all or nothing. Sheets given before the lock stay shut: only the further readers score. An entry
    that got a further reader meanwhile gets none again. Raises `RereadingRefused`.
    """
    fresh = Stage.objects.select_for_update(of=("self",)).select_related("edition").get(pk=stage.pk)
    if not may_ask_readers(by, fresh.edition):
        raise RereadingRefused(_("Only an organiser of an open edition asks further readers."))
    if not clean(reason):
        raise RereadingRefused(_("Write why further readers are asked; it stays readable beside the ranking."))
    choice = readers_for(fresh, entries, now)
    if not choice.pairs:
        raise RereadingRefused(
            _("Nobody is left to read these proposals: conflicts stand between, or a reader is asked already.")
        )
    try:
        if fresh.locked_at is not None:
            unlock_stage(stage=fresh, reason=reason, by=by, now=now, for_readers=True)
        if scores_closed(fresh, now):
            if closes_at is None:
                raise RereadingRefused(_("Give a new closing time: the stage has closed."))
            extend(stage=fresh, closes_at=closes_at, reason=reason, by=by, now=now)
        found = {entry.pk: entry for entry in _entries(choice.pairs)}
        for entry, seat in choice.pairs:
            add(stage=fresh, entry=found[entry], juror=choice.jurors[seat], by=by, now=now)
    except (AssigningRefused, CalendarRefused, JudgingRefused) as error:
        raise RereadingRefused(str(error)) from error
    data = {"pairs": [list(pair) for pair in choice.pairs], "nobody": list(choice.nobody)}
    record(act="kipp.readers_asked", subject=fresh, by=by, now=now, data=data)
    _tell_readers(fresh, choice, now)
    return Asked(len(choice.pairs), len(choice.nobody))


def _tell_readers(stage: Stage, choice: Readers, now: datetime) -> None:
    """One notice a juror: they thought that their work was done."""
    for seat, count in sorted(Counter(seat for _entry, seat in choice.pairs).items()):

        def say(count: int = count) -> tuple[str, str]:
            title = ngettext("Please read %(n)d proposal more", "Please read %(n)d proposals more", count) % {
                "n": count
            }
            body = [said(stage.edition, "name"), said(stage, "title")]
            if stage.closes_at:
                at = wib(stage.closes_at).strftime("%d-%m-%Y %H.%M WIB")
                body.append(_("Scoring closes on %(at)s. A sheet that is not handed in does not count.") % {"at": at})
            return title, "\n".join(body)

        person = choice.jurors[seat].person
        tell(person=person, kind="kipp.reader_asked", link=link_of(stage), now=now, **worded(say))


def _entries(pairs: Collection[tuple[int, int]]) -> list[Entry]:
    wanted = [entry for entry, _seat in pairs]
    return list(Entry.objects.filter(pk__in=wanted).select_related("case", "organisation", "edition"))


@transaction.atomic
def mark_talk(*, stage: Stage, entry: Entry, by: Person, now: datetime, reason: str = "") -> Talk:
    """Mark the entry for the panel's talk; a second click changes nothing. Raises `RereadingRefused`."""
    _checked(stage, entry, by)
    there = Talk.objects.filter(stage=stage, entry=entry, ended_at=None).first()
    if there:
        return there
    made = Talk.objects.create(stage=stage, entry=entry, reason=clean(reason)[:400], by=by, at=now)
    record(act="kipp.talk_marked", subject=made, by=by, now=now, data={"entry": entry.pk, "stage": stage.pk})
    return made


@transaction.atomic
def end_talk(*, stage: Stage, entry: Entry, by: Person, now: datetime) -> None:
    """Take the mark off; the row stays. Harmless where there is none. Raises `RereadingRefused`."""
    _checked(stage, entry, by)
    there = Talk.objects.filter(stage=stage, entry=entry, ended_at=None).first()
    if there is None:
        return
    there.ended_by, there.ended_at = by, now
    there.save(update_fields=["ended_by", "ended_at"])
    record(act="kipp.talk_ended", subject=there, by=by, now=now, data={"entry": entry.pk, "stage": stage.pk})


def _checked(stage: Stage, entry: Entry, by: Person) -> None:
    Stage.objects.select_for_update(of=("self",)).get(pk=stage.pk)
    if not may_mark(by, stage.edition):
        raise RereadingRefused(_("Only the office of this edition marks proposals."))
    if entry.edition_id != stage.edition_id:
        raise RereadingRefused(_("This edition has no proposal of that reference."))
