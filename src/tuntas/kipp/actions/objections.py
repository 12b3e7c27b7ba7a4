"""Raising, receiving, examining, answering and withdrawing objections."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from tuntas.casework.actions import MoveRefused, move, open_case
from tuntas.casework.models import Case
from tuntas.casework.rules import deadline
from tuntas.files.actions import remove, store
from tuntas.files.models import File
from tuntas.files.terms import IMAGE, MB, PDF, Kind
from tuntas.journal.actions import record, subject_of
from tuntas.kernel.clock import wib
from tuntas.kernel.text import clean, count_words
from tuntas.kipp.actions.answers import letter_for
from tuntas.kipp.flow.objections import OBJECTION
from tuntas.kipp.models import Entry, Objection, ObjectionPaper, SeatHolder
from tuntas.kipp.queries.meetings import people_of
from tuntas.kipp.queries.objections import off_days
from tuntas.kipp.rules.objections import MOST_PAPERS, MOST_WORDS, window_for
from tuntas.kipp.rules.seats import CHECKS, parts_of
from tuntas.kipp.rules.team_papers import OBJECTION as PURPOSE
from tuntas.kipp.terms import ObjectionGround
from tuntas.notices.actions import tell
from tuntas.notices.terms import worded
from tuntas.people.models import Person

PAPER = Kind("objection", PDF(5).types | IMAGE(5).types, 5 * MB, _("PDF, JPG or PNG"))


class ObjectionRefused(Exception):
    """Nothing was done; `str(error)` is a sentence for the person."""


class TooLate(ObjectionRefused):
    """The window is over."""


class NoWindow(ObjectionRefused):
    """The rules of this edition give no objection to this."""


class RaisedBefore(ObjectionRefused):
    """There is an objection about this result already; `objection` is it."""

    def __init__(self, objection: Objection) -> None:
        super().__init__(_("There is an objection about this result already."))
        self.objection = objection


def raise_objection(
    *, entry: Entry, ground: str, text: str, uploads: Sequence[Any] = (), by: Person, now: datetime
) -> Objection:
    """Object to the entry's latest result. Attachments are looked at first, outside the transaction.

    Raises `ObjectionRefused`, `files.terms.UploadRefused`.
    """
    _may_raise(entry, text, by, now)
    if len(uploads) > MOST_PAPERS:
        raise ObjectionRefused(_("Attach at most %(most)d files.") % {"most": MOST_PAPERS})
    files: list[File] = []
    try:
        for upload in uploads:
            subject = subject_of(entry)
            files.append(
                store(upload=upload, name=upload.name, kind=PAPER, purpose=PURPOSE, subject=subject, by=by, now=now)
            )
        return _raised(entry, ObjectionGround(ground), text, files, by, now)
    except Exception:
        for file in files:
            remove(file=file, by=by, now=now)
        raise


def _may_raise(entry: Entry, text: str, by: Person, now: datetime) -> Any:
    """The window, if this person may object now. Raises `ObjectionRefused` in plain words."""
    if not parts_of(by, entry, now):
        raise ObjectionRefused(_("Only the writer and the local admin of the organisation can object."))
    window = window_for(entry, off_days())
    if window is None:
        raise NoWindow(_("The rules of this edition give no objection to this result."))
    there = entry.objections.filter(about=window.about, withdrawn_at=None).first()
    if there is not None:
        raise RaisedBefore(there)
    if not window.is_open(now):
        raise TooLate(
            _("Objections could be raised until %(until)s. That time is over; what you typed is still here.")
            % {"until": wib(window.until).strftime("%d-%m-%Y %H.%M WIB")}
        )
    words = count_words(text)
    if not words:
        raise ObjectionRefused(_("Write what you object to and why."))
    if words > MOST_WORDS:
        raise ObjectionRefused(
            _("The text has %(words)d words where %(most)d are allowed.") % {"words": words, "most": MOST_WORDS}
        )
    return window


@transaction.atomic
def _raised(
    entry: Entry, ground: ObjectionGround, text: str, files: Sequence[File], by: Person, now: datetime
) -> Objection:
    fresh = Entry.objects.select_for_update(of=("self",)).select_related(
        "case", "edition", "organisation__place", "organisation__parent"
    ).get(pk=entry.pk)  # fmt: skip
    window = _may_raise(fresh, text, by, now)
    case = open_case(
        flow=OBJECTION,
        prefix="SGH",
        title=fresh.title,
        place=fresh.organisation.place,
        organisation=fresh.organisation,
        by=by,
        now=now,
        is_sample=fresh.is_sample,
    )
    promised = deadline(now, fresh.edition.objection_answer_days, off_days())
    Case.objects.filter(pk=case.pk).update(due_at=promised, promised_at=promised)
    made = Objection.objects.create(
        entry=fresh,
        case=case,
        about=window.about,
        ground=ground,
        text=clean(text),
        raised_by=by,
        raised_at=now,
        window_ends=window.until,
    )
    ObjectionPaper.objects.bulk_create([ObjectionPaper(objection=made, file=file, at=now) for file in files])
    data = {"entry": fresh.pk, "about": made.about, "ground": made.ground, "files": [str(file.pk) for file in files]}
    record(act="kipp.objection_raised", subject=made, by=by, now=now, data=data)
    office = SeatHolder.objects.filter(edition=fresh.edition, seat__in=CHECKS, left_at=None).select_related("person")
    _tell(
        made,
        [seat.person for seat in office],
        "kipp.objection_raised",
        lambda: (
            _("An objection has arrived: %(title)s") % {"title": fresh.title},
            _("Receive it and name somebody to examine it who neither checked nor judged the proposal."),
        ),
        now,
    )
    return made


def receive(*, objection: Objection, examiner: Person, reason: str = "", by: Person, now: datetime) -> Objection:
    """Name who examines it; again with a reason, to give it to somebody else. Raises `MoveRefused`."""
    again = objection.examiner_id is not None
    with transaction.atomic():
        fresh = _locked(objection)
        if fresh.examiner_id == examiner.pk:
            return fresh
        fresh.examiner = examiner
        fresh.save(update_fields=["examiner"])
        _move(fresh, "pass_on" if again else "receive", by, now, note=clean(reason))
        data = {"examiner": examiner.pk}
        record(act="kipp.objection_received", subject=fresh, by=by, now=now, data=data)
        if examiner.pk != by.pk:
            _tell(
                fresh,
                [examiner],
                "kipp.objection_examine",
                lambda: (
                    _("Please examine an objection: %(title)s") % {"title": fresh.entry.title},
                    _("Write down what you find, then answer in writing."),
                ),
                now,
            )
        if not again:
            _tell_team(fresh, "kipp.objection_received", _received, now)
    return fresh


def _received() -> tuple[str, str]:
    return (
        _("Your objection is being examined: %(title)s"),
        _("Somebody who neither checked nor judged the proposal examines it and answers in writing."),
    )


@transaction.atomic
def examine(*, objection: Objection, finding: str, by: Person, now: datetime) -> Objection:
    """The examiner writes down what was found, for the office. Raises `MoveRefused`."""
    fresh = _locked(objection)
    fresh.finding = clean(finding)
    fresh.save(update_fields=["finding"])
    _move(fresh, "examine", by, now, note=fresh.finding)
    return fresh


@transaction.atomic
def answer(*, objection: Objection, upheld: bool, reason: str, by: Person, now: datetime) -> Objection:
    """The examiner answers with a numbered, sealed letter. One that is not upheld is closed with it.

    Raises `MoveRefused`, `ObjectionRefused` without a reason.
    """
    fresh = _locked(objection)
    words = clean(reason)
    if not words:
        raise ObjectionRefused(_("Write the reason, so that the person concerned can understand it."))
    _move(fresh, "answer", by, now, message=words)
    fresh.upheld, fresh.answer, fresh.answered_by, fresh.answered_at = upheld, words, by, now
    fresh.letter = letter_for(fresh, by, now)
    fresh.save(update_fields=["upheld", "answer", "answered_by", "answered_at", "letter"])
    data = {"upheld": upheld, "letter": fresh.letter.pk}
    record(act="kipp.objection_answered", subject=fresh, by=by, now=now, data=data)
    if not upheld:
        _move(fresh, "close", by, now)
    Case.objects.filter(pk=fresh.case_id).update(told_at=now)
    _tell_team(fresh, "kipp.objection_answered", _answered, now)
    return fresh


def _answered() -> tuple[str, str]:
    return _("Your objection has been answered: %(title)s"), _("Read the answer and its reason; the letter is ready.")


@transaction.atomic
def withdraw(*, objection: Objection, by: Person, now: datetime) -> Objection:
    """The team takes it back before it was examined. Raises `MoveRefused`."""
    fresh = _locked(objection)
    _move(fresh, "withdraw", by, now)
    fresh.withdrawn_at = now
    fresh.save(update_fields=["withdrawn_at"])
    record(act="kipp.objection_withdrawn", subject=fresh, by=by, now=now)
    return fresh


def _locked(objection: Objection) -> Objection:
    return (
        Objection.objects.select_for_update(of=("self",))
        .select_related(
            "case", "examiner", "letter", "entry__case", "entry__edition__office__place", "entry__organisation__parent"
        )
        .get(pk=objection.pk)
    )


def _move(objection: Objection, key: str, by: Person, now: datetime, **words: str) -> None:
    """One move of the case; the promise to the entrant stays the due time until it is closed."""
    objection.case = move(case=objection.case, move=key, by=by, now=now, **words)  # type: ignore[arg-type]
    if objection.case.closed_at is None:
        objection.case.due_at = objection.case.promised_at
        objection.case.save(update_fields=["due_at"])


def _tell(
    objection: Objection, people: Iterable[Person], kind: str, say: Callable[[], tuple[str, str]], now: datetime
) -> None:
    link = reverse("kipp:objection", args=[objection.entry.edition.slug, objection.case.reference])
    words = worded(say)
    for person in people:
        tell(person=person, kind=kind, link=link, now=now, **words)


def _tell_team(objection: Objection, kind: str, say: Callable[[], tuple[str, str]], now: datetime) -> None:
    def words() -> tuple[str, str]:
        title, body = say()
        return title % {"title": objection.entry.title}, body

    _tell(objection, people_of([objection.entry], now)[objection.entry_id], kind, words, now)


__all__ = ["MoveRefused", "answer", "examine", "raise_objection", "receive", "withdraw"]
