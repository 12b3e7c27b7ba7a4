"""Handing an entry on: to the local admin, back, to the secretariat, after repair; and withdrawing it.

Every change of stage is a move of the flow; what the entry said at that moment is kept as a version.
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import override

from tuntas.casework.actions import move
from tuntas.documents.actions import issue
from tuntas.innovations.actions import AlreadyKnown, add
from tuntas.innovations.models import Innovation
from tuntas.journal.actions import record
from tuntas.kernel.clock import wib
from tuntas.kernel.events import publish
from tuntas.kernel.text import clean
from tuntas.kipp.actions.entries import locked
from tuntas.kipp.models import Check, Edition, Entry, Version
from tuntas.kipp.queries.entries import attached, proposal
from tuntas.kipp.rules.sketches import sketch_of
from tuntas.kipp.terms import EntryHandedOver, EntryReturned, EntrySubmitted
from tuntas.people.models import Person


def keep_version(*, entry: Entry, move: str, by: Person, now: datetime) -> Version:
    """The whole entry as it is now, under the next number. Belongs inside the transaction of the move."""
    last = entry.versions.aggregate(last=Max("number"))["last"] or 0
    content: dict[str, Any] = {
        "title": entry.title,
        "group": entry.group.title,
        "category": entry.category.title if entry.category else "",
        "started_on": entry.started_on.isoformat() if entry.started_on else "",
        "origin": entry.origin,
        "answers": dict(entry.answers.values_list("section__key", "text")),
        "evidence": [
            {
                "requirement": item.requirement.key,
                "caption": item.caption,
                "link": item.link,
                "file": str(item.file_id) if item.file_id else "",
                "name": item.file.name if item.file else "",
                "sha256": item.file.sha256 if item.file else "",
            }
            for item in attached(entry)
        ],
    }
    return Version.objects.create(entry=entry, number=last + 1, move=move, content=content, by=by, at=now)


@transaction.atomic
def hand_over(*, entry: Entry, by: Person, now: datetime, note: str = "") -> Entry:
    """Give the finished draft to the local admin. Raises `casework.actions.MoveRefused` and its kinds."""
    fresh = locked(entry)
    fresh.case = move(case=fresh.case, move="hand_over", by=by, now=now, message=clean(note))
    keep_version(entry=fresh, move="hand_over", by=by, now=now)
    publish(EntryHandedOver(fresh.pk))
    return fresh


@transaction.atomic
def take_back(*, entry: Entry, by: Person, now: datetime) -> Entry:
    """The writer goes on writing what the local admin has not sent yet."""
    fresh = locked(entry)
    fresh.case = move(case=fresh.case, move="take_back", by=by, now=now)
    return fresh


@transaction.atomic
def return_to_writer(*, entry: Entry, remarks: str, by: Person, now: datetime) -> Entry:
    """The local admin gives the draft back with remarks that the writer reads."""
    fresh = locked(entry)
    fresh.case = move(case=fresh.case, move="return", by=by, now=now, message=clean(remarks))
    Entry.objects.filter(pk=fresh.pk).update(integrity=False)
    publish(EntryReturned(fresh.pk, by_local_admin=True))
    return fresh


@transaction.atomic
def submit(*, entry: Entry, integrity: bool, by: Person, now: datetime) -> Entry:
    """Hand the entry in: number without gaps, version, receipt. A second click raises `AlreadyMoved`.

    The edition's row is held, so that numbers and the quota are right however many submit at once.
    """
    Edition.objects.select_for_update().get(pk=entry.edition_id)
    fresh = locked(entry)
    last = Entry.objects.filter(edition=fresh.edition_id).aggregate(last=Max("number"))["last"] or 0
    fresh.number = fresh.number or last + 1
    fresh.integrity = integrity
    fresh.submitted_at, fresh.submitted_by = now, by
    fresh.sketch = sketch_of("\n".join(fresh.answers.order_by("section_id").values_list("text", flat=True)))
    fresh.save()
    fresh.case = move(case=fresh.case, move="submit", by=by, now=now)  # says first whether `by` may at all
    fresh.innovation = fresh.innovation or _in_register(fresh, by, now)
    version = keep_version(entry=fresh, move="submit", by=by, now=now)
    fresh.receipt = _receipt(fresh, version, by, now)
    fresh.save(update_fields=["innovation", "receipt"])
    data = {"number": fresh.number, "version": version.number}
    record(act="kipp.entry_submitted", subject=fresh, by=by, now=now, data=data)
    publish(EntrySubmitted(fresh.pk))
    return fresh


def _in_register(entry: Entry, by: Person, now: datetime) -> Innovation:
    """The entry's innovation in the register, entered now when the team linked none."""
    first = entry.answers.order_by("section__order", "section_id").first()
    try:
        return add(
            name=entry.title,
            owner=entry.organisation,
            summary=first.text if first else "",
            started_on=entry.started_on,
            is_sample=entry.is_sample,
            by=by,
            now=now,
        )
    except AlreadyKnown as known:
        return known.innovation


def _receipt(entry: Entry, version: Version, by: Person, now: datetime) -> Any:
    with override("id"):
        read = proposal(entry)
        data = {
            "edition": entry.edition.name,
            "reference": read.reference,
            "number": entry.number,
            "title": read.title,
            "organisation": read.organisation,
            "track": read.track,
            "facts": [list(fact) for fact in read.facts],
            "received": wib(now).strftime("%d-%m-%Y %H:%M:%S WIB"),
            "writer": read.writer,
            "by": by.name,
            "version": version.number,
            "sections": [[part.title, part.words, part.limit] for part in read.sections],
            "evidence": [[proof.requirement, proof.label] for proof in read.evidence],
        }
        title = _("Receipt for proposal %(number)d") % {"number": entry.number}
    return issue(
        series=f"{entry.edition.slug}/kipp.receipt",
        kind="kipp.receipt",
        title=title,
        data=data,
        subject=entry,
        by=by,
        now=now,
        holder=entry.organisation.name,
        pattern="{number:03d}/KIPP-TT/{roman}/{year}",
        is_sample=entry.is_sample,
    )


@transaction.atomic
def resubmit(*, entry: Entry, by: Person, now: datetime) -> Entry:
    """Send the repaired entry. Lines that failed want a new verdict; those that passed keep theirs."""
    fresh = locked(entry)
    fresh.sketch = sketch_of("\n".join(fresh.answers.order_by("section_id").values_list("text", flat=True)))
    fresh.save(update_fields=["sketch"])
    fresh.case = move(case=fresh.case, move="resubmit", by=by, now=now)
    version = keep_version(entry=fresh, move="resubmit", by=by, now=now)
    Check.objects.filter(entry=fresh, passed=False).delete()
    record(act="kipp.entry_resubmitted", subject=fresh, by=by, now=now, data={"version": version.number})
    publish(EntrySubmitted(fresh.pk))
    return fresh


@transaction.atomic
def withdraw(*, entry: Entry, by: Person, now: datetime, reason: str = "") -> Entry:
    """Take the entry out of the competition for good. Its number is not given again."""
    fresh = locked(entry)
    fresh.case = move(case=fresh.case, move="withdraw", by=by, now=now, message=clean(reason))
    return fresh
