"""The cash book: it balances whatever is written, closed periods stay as they were, mistakes are reversed."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st
from tests.cast import NOW

from tuntas.services.selapanan.actions import cash
from tuntas.services.selapanan.actions.errors import NotAllowed, NotFitting
from tuntas.services.selapanan.actions.groups import MemberFields, change_member
from tuntas.services.selapanan.models import Entry, Period
from tuntas.services.selapanan.queries.cash import balances_of, book, page_of, savings
from tuntas.services.selapanan.rules.cash import balances, why_not_write
from tuntas.services.selapanan.terms import MONEY, Account, Happening, Seat
from tuntas.services.selapanan.tests.circle import member

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
ROWS = st.lists(st.tuples(st.sampled_from(Happening.values), st.integers(-5, 100_000), st.integers(1, 3)), max_size=40)


@pytest.fixture
def write(melati, sri):
    """`write(Happening.DUES, 5000)` by the facilitator, today; every call its own form."""

    def write(happening, amount, who=None, **more):
        token = f"t{Entry.objects.count()}"
        given = {"group": melati, "day": TODAY, "text": "Contoh", "token": token, "by": sri, "now": NOW, **more}
        return cash.write(happening=happening, amount=amount, member=who, **given)

    return write


@given(ROWS)
def test_the_book_balances_whatever_is_written(rows):
    """Over all accounts the sum is 0; money and savings never fall below zero; what is refused changes nothing."""
    from tuntas.services.selapanan.terms import SIDES

    held = balances([])
    for happening, amount, who in rows:
        debit, credit = SIDES[happening]
        saver = who if Account.SAVINGS in (debit, credit) else None
        ask = {"before": held, "debit": debit, "credit": credit, "amount": amount, "member": saver}
        if not why_not_write(**ask):
            held.add(debit, credit, amount, saver)
    assert sum(held.accounts.values()) == 0
    assert all(held.of(account) >= 0 for account in MONEY) and all(saved >= 0 for saved in held.savings.values())
    assert -held.of(Account.SAVINGS) == sum(held.savings.values())


def test_rows_are_numbered_and_counted(melati, write):
    write(Happening.DUES, 20_000)
    write(Happening.SNACKS, 7_500)
    write(Happening.TO_BANK, 10_000)
    shown = page_of(list(book(melati)), balances_of(melati))
    assert [(row.entry.number, row.money_in, row.money_out, row.after) for row in shown] == [
        (3, 0, 0, 12_500), (2, 0, 7_500, 12_500), (1, 20_000, 0, 20_000),
    ]  # fmt: skip
    assert [row.after for row in page_of(list(book(melati))[1:], balances_of(melati))] == [12_500, 20_000]
    held = balances_of(melati)
    assert (held.of("cash"), held.of("bank"), held.money) == (2_500, 10_000, 12_500)


def test_savings_belong_to_somebody_and_are_never_overdrawn(melati, write):
    kasmi, sarjono = member(melati, "Kasmi"), member(melati, "Sarjono")
    with pytest.raises(NotFitting, match="simpanan siapa"):
        write(Happening.SAVING, 10_000)
    write(Happening.SAVING, 10_000, kasmi)
    write(Happening.DUES, 90_000)
    for who, amount in ((kasmi, 10_001), (sarjono, 1)):
        with pytest.raises(NotFitting, match="belum menabung"):
            write(Happening.WITHDRAWAL, amount, who)
    write(Happening.WITHDRAWAL, 4_000, kasmi)
    assert savings(melati) == [(kasmi, 6_000)]


@pytest.mark.parametrize("amount", [0, -5_000, 1_000_000_001])
def test_amounts_that_cannot_be(write, amount):
    with pytest.raises(NotFitting):
        write(Happening.DUES, amount)


def test_nobody_pays_out_what_is_not_there(write):
    write(Happening.DUES, 5_000)
    with pytest.raises(NotFitting, match="tidak cukup"):
        write(Happening.SOCIAL, 5_001)
    with pytest.raises(NotFitting, match="tidak cukup"):
        write(Happening.FROM_BANK, 1)
    with pytest.raises(NotFitting, match="belum tiba"):
        write(Happening.DUES, 5, day=TODAY + timedelta(days=1))


def test_a_second_click_writes_nothing(write):
    one, other = write(Happening.DUES, 5_000, token="same"), write(Happening.DUES, 5_000, token="same")
    assert one == other and Entry.objects.count() == 1


def test_a_mistake_is_reversed_and_both_rows_stay(melati, sri, write):
    wrong = write(Happening.DUES, 50_000)
    back = cash.reverse(entry=wrong, reason="Salah ketik, mestinya 5.000", by=sri, now=NOW)
    assert (back.debit, back.credit, back.amount, back.number) == ("dues", "cash", 50_000, 2)
    assert cash.reverse(entry=wrong, reason="Lagi", by=sri, now=NOW) == back and balances_of(melati).money == 0
    with pytest.raises(NotFitting):
        cash.reverse(entry=back, reason="Bolak-balik", by=sri, now=NOW)
    with pytest.raises(NotFitting):
        cash.reverse(entry=write(Happening.DUES, 1), reason=" ", by=sri, now=NOW)


def test_a_closed_period_takes_nothing_more(melati, sri, write):
    first = write(Happening.DUES, 30_000, day=date(2021, 9, 1))
    write(Happening.SNACKS, 10_000, day=date(2021, 9, 20))
    period = cash.close_period(group=melati, ends=date(2021, 9, 30), by=sri, now=NOW)
    assert (period.opening, period.received, period.paid, period.closing) == (0, 30_000, 10_000, 20_000)
    assert period.starts == date(2021, 9, 1) and period.document.label.endswith("2021")
    with pytest.raises(NotFitting, match="sudah ditutup"):
        write(Happening.DUES, 1, day=date(2021, 9, 30))
    with pytest.raises(NotFitting):
        cash.close_period(group=melati, ends=date(2021, 9, 30), by=sri, now=NOW)
    with pytest.raises(NotFitting):
        cash.close_period(group=melati, ends=TODAY + timedelta(days=1), by=sri, now=NOW)
    with pytest.raises(NotFitting, match="tidak cukup"):
        cash.reverse(entry=first, reason="Uang kembali", by=sri, now=NOW)
    write(Happening.GIFT, 15_000)
    second = cash.close_period(group=melati, ends=TODAY, by=sri, now=NOW)
    assert (second.starts, second.opening, second.closing) == (date(2021, 10, 1), 20_000, 35_000)


def test_there_must_be_something_to_close(melati, sri):
    with pytest.raises(NotFitting):
        cash.close_period(group=melati, ends=TODAY, by=sri, now=NOW)


def test_the_database_keeps_the_book(cash_closed, melati, sri, write):
    row = write(Happening.DUES, 30_000, day=date(2021, 9, 1))
    period = cash.close_period(group=melati, ends=date(2021, 9, 30), by=sri, now=NOW)
    like = {"group": melati, "text": "x", "debit": "cash", "credit": "dues", "by": sri, "at": NOW}
    span = {"group": melati, "number": 2, "starts": date(2021, 10, 1), "ends": TODAY, "closed_by": sri,
            "closed_at": NOW}  # fmt: skip
    for wrong in (
        lambda: Entry.objects.filter(pk=row.pk).update(amount=1),
        lambda: Entry.objects.filter(pk=row.pk).delete(),
        lambda: Entry.objects.create(number=2, day=date(2021, 9, 30), amount=5, token="late", **like),
        lambda: Entry.objects.create(number=1, day=TODAY, amount=5, token="number", **like),
        lambda: Entry.objects.create(number=2, day=TODAY, amount=-5, token="minus", **like),
        lambda: Entry.objects.create(number=2, day=TODAY, amount=5, token="same", **like | {"credit": "cash"}),
        lambda: Entry.objects.create(number=2, day=TODAY, amount=5, token="whose", **like | {"credit": "savings"}),
        lambda: Period.objects.filter(pk=period.pk).update(closing=1),
        lambda: Period.objects.filter(pk=period.pk).delete(),
        lambda: Period.objects.create(opening=30_000, received=5, paid=0, closing=30_005, **span),
        lambda: Period.objects.create(opening=0, received=0, paid=0, closing=0, **span),
        lambda: Period.objects.create(opening=30_000, received=0, paid=0, closing=29_999, **span),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            wrong()
    assert Period.objects.create(opening=30_000, received=0, paid=0, closing=30_000, **span)


def test_who_keeps_the_book(melati, sri, yanti, tono, write):
    """The facilitator types while the treasurer has no account; from then on only the treasurer does."""
    write(Happening.DUES, 1_000)
    fields = MemberFields("Rukmini Contoh", Seat.TREASURER, "f", account=yanti)
    change_member(member=member(melati, "Rukmini"), fields=fields, by=sri, now=NOW)
    for who in (sri, tono):
        with pytest.raises(NotAllowed):
            write(Happening.DUES, 2_000, by=who)
    assert write(Happening.DUES, 2_000, by=yanti).by == yanti
