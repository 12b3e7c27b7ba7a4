"""The cash book as it is read: rows with their running total, sums, savings, a statement."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, Count, F, Max, QuerySet, Sum, When
from django.db.models.functions import Coalesce
from django.utils.translation import override

from tuntas.kernel.bilingual import both
from tuntas.services.selapanan.models import Entry, Group, Member, Period
from tuntas.services.selapanan.rules.cash import Balances, balances, movement
from tuntas.services.selapanan.terms import MONEY, Account


def balances_of(group: Group, until: date | None = None) -> Balances:
    """The sums of the whole book, or up to a day; one query."""
    rows = Entry.objects.filter(group=group)
    if until is not None:
        rows = rows.filter(day__lte=until)
    grouped = rows.order_by().values_list("debit", "credit", "member")
    summed = list(grouped.annotate(total=Sum("amount"), rows=Count("pk")))
    found = balances((debit, credit, total, member) for debit, credit, member, total, _rows in summed)
    found.rows = sum(row[-1] for row in summed)
    return found


def closed_until(group: Group) -> date | None:
    """The last day of the last closed period."""
    found: date | None = Period.objects.filter(group=group).aggregate(last=Max("ends"))["last"]
    return found


@dataclass(frozen=True)
class BookRow:
    """A row as the book shows it: rupiah in, out, and what lies in cash box and bank after it."""

    entry: Entry
    money_in: int
    money_out: int
    after: int


def page_of(rows: Sequence[Entry], held: Balances) -> list[BookRow]:
    """Rows of one page, newest first as they came, each with the total after it; on the first page no query."""
    if not rows:
        return []
    after = held.money
    if rows[0].number < held.rows:
        moves = Case(When(debit__in=MONEY, then=F("amount")), default=0) - Case(
            When(credit__in=MONEY, then=F("amount")), default=0
        )
        newer = Entry.objects.filter(group=rows[0].group_id, number__gt=rows[0].number)
        after -= newer.aggregate(total=Coalesce(Sum(moves), 0))["total"]
    found = []
    for row in rows:
        change = movement(row)
        found.append(BookRow(row, max(change, 0), max(-change, 0), after))
        after -= change
    return found


def book(group: Group) -> QuerySet[Entry]:
    """All rows, newest first, with what a line needs."""
    return (
        Entry.objects.filter(group=group).select_related("member", "by", "reverses", "reversed_by").order_by("-number")
    )


def savings(group: Group) -> list[tuple[Member, int]]:
    """Every member who has saved, with what is theirs; two queries."""
    held = balances_of(group).savings
    return [(member, held[member.pk]) for member in Member.objects.filter(pk__in=held).order_by("name", "pk")]


@dataclass(frozen=True)
class Statement:
    """A stretch of the book: what was there, came in, went out, is there."""

    group: Group
    starts: date
    ends: date
    opening: int
    received: int
    paid: int
    rows: list[Entry] = field(default_factory=list)
    incomes: dict[str, int] = field(default_factory=dict)
    expenses: dict[str, int] = field(default_factory=dict)
    saved: int = 0

    @property
    def closing(self) -> int:
        return self.opening + self.received - self.paid

    def as_data(self) -> dict[str, Any]:
        """What the paper reads. Names of members who save are not on it."""
        labels = {account.value: _both(account) for account in Account}
        with override("id"):
            place = self.group.place.full_name
        return {
            "letterhead": {"lines": [place, self.group.name], "address": self.group.venue},
            "starts": self.starts.isoformat(),
            "ends": self.ends.isoformat(),
            "opening": rupiah(self.opening),
            "received": rupiah(self.received),
            "paid": rupiah(self.paid),
            "closing": rupiah(self.closing),
            "saved": rupiah(self.saved),
            "incomes": [[*labels[key], rupiah(value)] for key, value in sorted(self.incomes.items())],
            "expenses": [[*labels[key], rupiah(value)] for key, value in sorted(self.expenses.items())],
            "rows": [
                [str(row.number), row.day.isoformat(), row.text, rupiah(max(movement(row), 0)),
                 rupiah(max(-movement(row), 0))]
                for row in self.rows
            ],
        }  # fmt: skip


def _both(account: Account) -> tuple[str, str]:
    return both(lambda: str(account.label))


def rupiah(amount: int) -> str:
    """`Rp 1.250.000` as papers write it."""
    return f"Rp {amount:,}".replace(",", ".")


def statement_of(group: Group, starts: date, ends: date) -> Statement:
    """The stretch from one day to another, both included; three queries."""
    rows = list(Entry.objects.filter(group=group, day__gte=starts, day__lte=ends).order_by("number"))
    incomes: dict[str, int] = {}
    expenses: dict[str, int] = {}
    for row in rows:
        change = movement(row)
        if change > 0:
            incomes[row.credit] = incomes.get(row.credit, 0) + change
        elif change < 0:
            expenses[row.debit] = expenses.get(row.debit, 0) - change
    before = balances_of(group, starts - timedelta(days=1))
    return Statement(
        group=group,
        starts=starts,
        ends=ends,
        opening=before.money,
        received=sum(incomes.values()),
        paid=sum(expenses.values()),
        rows=rows,
        incomes=incomes,
        expenses=expenses,
        saved=-balances_of(group, ends).of(Account.SAVINGS),
    )
