"""The cash book: writing a row, reversing one, closing a period with a statement."""

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from tuntas.documents.actions import issue
from tuntas.journal.actions import record
from tuntas.kernel.clock import wib_date
from tuntas.kernel.text import clean
from tuntas.people.models import Person
from tuntas.services.selapanan.actions.errors import GroupRefused, NotFitting, locked, must
from tuntas.services.selapanan.models import Entry, Group, Meeting, Member, Period
from tuntas.services.selapanan.queries.cash import balances_of, closed_until, statement_of
from tuntas.services.selapanan.rules.cash import why_not_day, why_not_write
from tuntas.services.selapanan.rules.papers import STATEMENT
from tuntas.services.selapanan.terms import MOST_RUPIAH, SIDES, Account, Happening, Part


class BookClosed(GroupRefused):
    """The database refused the row: its period was closed in between."""


@transaction.atomic
def write(
    *,
    group: Group,
    happening: Happening,
    amount: int,
    day: date,
    text: str,
    token: str,
    by: Person,
    now: datetime,
    member: Member | None = None,
    meeting: Meeting | None = None,
) -> Entry:
    """A row with the next number of the group. `token` belongs to the form: sent twice, it is written once.

    Two treasurers at once write one after the other. Raises `NotFitting` when money or savings would fall below zero,
    the day is to come or closed, or the member is of another group.
    """
    must(by, group, Part.CASHIER, now)
    fresh = locked(group)
    if same := Entry.objects.filter(group=fresh, token=token).first():
        return same
    debit, credit = SIDES[happening]
    if amount > MOST_RUPIAH:
        raise NotFitting(_("That is more than a group's book can be meant for. Check the amount."))
    if member is not None and member.group_id != fresh.pk:
        raise NotFitting(_("Choose a member of this group."))
    if member is not None and Account.SAVINGS not in (debit, credit) and happening != Happening.DUES:
        member = None
    if meeting is not None and meeting.group_id != fresh.pk:
        meeting = None
    row = Entry(group=fresh, day=day, text=clean(text)[:200], debit=debit, credit=credit, amount=amount,
                member=member, meeting=meeting, token=token, by=by, at=now)  # fmt: skip
    return _written(row, now)


@transaction.atomic
def reverse(*, entry: Entry, reason: str, by: Person, now: datetime) -> Entry:
    """Put a mistake right: the same amount the other way round, today. A row is reversed once, a reversal never."""
    must(by, entry.group, Part.CASHIER, now)
    fresh = locked(entry.group)
    if entry.reverses_id is not None:
        raise NotFitting(_("This row reverses another one. Write a new row instead."))
    if same := Entry.objects.filter(reverses=entry).first():
        return same
    words = clean(reason)
    if not words:
        raise NotFitting(_("Write what was wrong."))
    row = Entry(group=fresh, day=wib_date(now), text=words[:200], debit=entry.credit, credit=entry.debit,
                amount=entry.amount, member=entry.member, reverses=entry, token=f"reverse-{entry.pk}", by=by,
                at=now)  # fmt: skip
    return _written(row, now)


def _written(row: Entry, now: datetime) -> Entry:
    """The row with the next number, if the book can take it; the caller holds the lock."""
    shut = closed_until(row.group)
    wrong = why_not_day(day=row.day, closed_until=shut, today=wib_date(now)) or why_not_write(
        before=balances_of(row.group), debit=row.debit, credit=row.credit, amount=row.amount, member=row.member_id
    )
    if wrong:
        raise NotFitting(wrong)
    row.number = (Entry.objects.filter(group=row.group).aggregate(last=Max("number"))["last"] or 0) + 1
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise BookClosed(_("The book has changed meanwhile. Look at it again.")) from error
    record(act="selapanan.cash_written", subject=row, by=row.by, now=now, data={"number": row.number})
    return row


@transaction.atomic
def close_period(*, group: Group, ends: date, by: Person, now: datetime) -> Period:
    """Close the book up to that day and issue its sealed statement. Nothing is added to a closed period, by nobody."""
    must(by, group, Part.CASHIER, now)
    fresh = locked(group)
    shut = closed_until(fresh)
    first = Entry.objects.filter(group=fresh).order_by("day").values_list("day", flat=True).first()
    if first is None:
        raise NotFitting(_("There is nothing in the book yet."))
    starts = shut + timedelta(days=1) if shut else first
    if ends < starts:
        raise NotFitting(_("The book is closed up to that day already, or it begins later."))
    if ends > wib_date(now):
        raise NotFitting(_("That day has not come yet."))
    statement = statement_of(fresh, starts, ends)
    number = (Period.objects.filter(group=fresh).aggregate(last=Max("number"))["last"] or 0) + 1
    document = issue(
        series=f"SELAPANAN-{fresh.key}",
        kind=STATEMENT,
        title=f"Laporan kas {fresh.name}",
        data=statement.as_data(),
        subject=fresh,
        by=by,
        now=now,
        holder=fresh.name,
        is_sample=fresh.is_sample,
    )
    period = Period.objects.create(
        group=fresh,
        number=number,
        starts=starts,
        ends=ends,
        opening=statement.opening,
        received=statement.received,
        paid=statement.paid,
        closing=statement.closing,
        document=document,
        closed_by=by,
        closed_at=now,
    )
    record(act="selapanan.period_closed", subject=period, by=by, now=now, data={"closing": period.closing})
    return period
