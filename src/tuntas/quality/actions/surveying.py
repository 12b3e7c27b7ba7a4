"""Taking answers: from a telephone after a case has ended, from a kiosk, from paper."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tuntas.casework.models import Case
from tuntas.journal.actions import record
from tuntas.kernel.clock import wib_date
from tuntas.kernel.identifiers import token
from tuntas.kernel.text import clean
from tuntas.people.models import Person
from tuntas.places.models import Place
from tuntas.quality.flow import service_of
from tuntas.quality.models import NAMES, Answered, Batch, Kiosk, Measure, Remark, Response
from tuntas.quality.queries.surveys import version_at
from tuntas.quality.rules.access import may_keep_survey
from tuntas.quality.rules.hours import last_day, month_of
from tuntas.quality.terms import HIGHEST, KIOSK_STANDS, LOWEST, Channel, RemarkState

Answers = Mapping[str, int | None]


class SurveyRefused(Exception):
    """The answers cannot be taken; `str(error)` is a sentence for whoever gave them."""


class AlreadyAnswered(SurveyRefused):
    """The case was answered for before."""


class NotEnded(SurveyRefused):
    """The case has not ended, so there is nothing to judge yet."""


class NotYours(SurveyRefused):
    """The person does not keep the survey of this place."""


class NothingFilled(SurveyRefused):
    """Every answer is blank."""


@transaction.atomic
def answer_for_case(*, case: Case, answers: Answers, remark: str, now: datetime) -> None:
    """Take the one answer of a case that has ended. What is kept leads neither to the case nor to the person.

    Raises `NotEnded`, `AlreadyAnswered` (also of two at once: the database keeps it), `NothingFilled`.
    """
    if case.closed_at is None:
        raise NotEnded(_("This case has not ended yet. Please answer when you have the outcome."))
    service = service_for(case)
    try:
        with transaction.atomic():
            Answered.objects.create(case=case)
    except IntegrityError as twice:
        raise AlreadyAnswered(_("Thank you: this case has been answered for already.")) from twice
    _take(service, case.place, now, Channel.PHONE, answers, remark, is_sample=case.is_sample)


def service_for(case: Case) -> str:
    """The service a case belongs to, as its measure says, else its flow; empty where it is not asked about."""
    measure: Measure | None = getattr(case, "measure", None)
    return measure.service if measure else service_of(case.flow)


@transaction.atomic
def answer_at_kiosk(*, kiosk: Kiosk, answers: Answers, remark: str, now: datetime) -> None:
    """Take an answer at a kiosk that is open. Raises `SurveyRefused` when it is not, `NothingFilled`."""
    if kiosk.ended_at is not None or kiosk.until <= now:
        raise SurveyRefused(_("This kiosk is closed. Please ask at the counter."))
    _take(kiosk.service, kiosk.place, now, Channel.KIOSK, answers, remark)


@transaction.atomic
def enter_batch(
    *,
    key: UUID,
    service: str,
    place: Place,
    month: date,
    sheets: Sequence[tuple[Answers, str]],
    by: Person,
    now: datetime,
) -> Batch:
    """Enter a pile of paper sheets; the same `key` a second time enters nothing. Blank sheets are left out.

    Raises `NotYours`, `NothingFilled` when every sheet is blank.
    """
    if not may_keep_survey(by, place, now):
        raise NotYours(_("Only people who serve this place enter its sheets."))
    filled = [(answers, remark) for answers, remark in sheets if _given(answers)]
    if not filled:
        raise NothingFilled(_("Fill in at least one sheet."))
    if month > wib_date(now):
        raise SurveyRefused(_("This month has not begun yet."))
    batch, is_new = Batch.objects.get_or_create(
        key=key,
        defaults={
            "service": service,
            "place": place,
            "month": month_of(month),
            "sheets": len(filled),
            "by": by,
            "at": now,
        },
    )
    if is_new:
        for answers, remark in filled:
            _take(service, place, now, Channel.PAPER, answers, remark, month=month, batch=batch)
        record(act="quality.sheets_entered", subject=batch, by=by, now=now, data={"sheets": len(filled)})
    return batch


@transaction.atomic
def open_kiosk(*, service: str, place: Place, by: Person, now: datetime) -> Kiosk:
    """A new address for a device in the office; one that is open already for the service is given back."""
    if not may_keep_survey(by, place, now):
        raise NotYours(_("Only people who serve this place open a kiosk there."))
    known = Kiosk.objects.filter(service=service, place=place, ended_at=None, until__gt=now).first()
    if known is not None:
        return known
    kiosk = Kiosk.objects.create(
        token=token(128), service=service, place=place, opened_by=by, opened_at=now, until=now + KIOSK_STANDS
    )
    record(act="quality.kiosk_opened", subject=kiosk, by=by, now=now, data={"service": service, "place": place.code})
    return kiosk


@transaction.atomic
def end_kiosk(*, kiosk: Kiosk, by: Person, now: datetime) -> Kiosk:
    """The address takes no more answers. Ending it twice changes nothing."""
    if not may_keep_survey(by, kiosk.place, now):
        raise NotYours(_("Only people who serve this place close a kiosk there."))
    if kiosk.ended_at is None:
        kiosk.ended_at = now
        kiosk.save(update_fields=["ended_at"])
        record(act="quality.kiosk_ended", subject=kiosk, by=by, now=now)
    return kiosk


@transaction.atomic
def look_at(*, remark: Remark, keep: bool, by: Person, now: datetime) -> Remark:
    """Say that a remark was read, or take its words out because they name somebody; that cannot be undone."""
    if not may_keep_survey(by, remark.place, now):
        raise NotYours(_("Only people who serve this place read its remarks."))
    fresh = Remark.objects.select_for_update().get(pk=remark.pk)
    wanted = RemarkState.KEPT if keep else RemarkState.REMOVED
    if fresh.state in (wanted, RemarkState.REMOVED):
        return fresh
    fresh.state, fresh.looked_at_by, fresh.looked_at = wanted, by, now
    fresh.text = fresh.text if keep else ""
    fresh.save()
    record(act=f"quality.remark_{wanted}", subject=fresh, by=by, now=now)
    return fresh


def _given(answers: Answers) -> dict[str, int]:
    given = {name: value for name, value in answers.items() if value is not None}
    if set(given) - set(NAMES) or not all(LOWEST <= value <= HIGHEST for value in given.values()):
        raise ValueError(f"no answers: {answers}")
    return given


def _take(
    service: str,
    place: Place,
    now: datetime,
    channel: Channel,
    answers: Answers,
    remark: str,
    *,
    month: date | None = None,
    batch: Batch | None = None,
    is_sample: bool = False,
) -> None:
    given = _given(answers)
    if not given:
        raise NothingFilled(_("Answer at least one question."))
    at = month_of(month or wib_date(now))
    Response.objects.create(
        version=version_at(min(last_day(at), wib_date(now)))[0],
        service=service,
        place=place,
        month=at,
        channel=channel,
        batch=batch,
        is_sample=is_sample,
        **given,
    )
    if text := clean(remark)[:1000]:
        Remark.objects.create(service=service, place=place, month=at, text=text, is_sample=is_sample)
