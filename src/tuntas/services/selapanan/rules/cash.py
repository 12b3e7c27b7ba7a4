"""Sums of a cash book from its rows, and what a row may not do."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from tuntas.services.selapanan.models import Entry
from tuntas.services.selapanan.terms import MONEY, Account


@dataclass
class Balances:
    """Rupiah by account (debit minus credit) and, for savings, by member (credit minus debit)."""

    accounts: dict[str, int] = field(default_factory=dict)
    savings: dict[int, int] = field(default_factory=dict)
    rows: int = 0  # how many rows they come from

    @property
    def money(self) -> int:
        """What lies in the cash box and in the bank."""
        return sum(self.accounts.get(account, 0) for account in MONEY)

    def of(self, account: str) -> int:
        return self.accounts.get(account, 0)

    def add(self, debit: str, credit: str, amount: int, member: int | None) -> None:
        """One row more."""
        self.accounts[debit] = self.accounts.get(debit, 0) + amount
        self.accounts[credit] = self.accounts.get(credit, 0) - amount
        if member is not None and Account.SAVINGS in (debit, credit):
            sign = 1 if credit == Account.SAVINGS else -1
            self.savings[member] = self.savings.get(member, 0) + sign * amount


def balances(rows: Iterable[tuple[str, str, int, int | None]]) -> Balances:
    """The sums of rows (debit, credit, amount, member). Over all accounts they are always 0."""
    found = Balances()
    for debit, credit, amount, member in rows:
        found.add(debit, credit, amount, member)
    return found


def why_not_write(*, before: Balances, debit: str, credit: str, amount: int, member: int | None) -> str:
    """A sentence that says why the row cannot be written; empty when it can. Nobody pays out what is not there."""
    if amount <= 0:
        return _("Write an amount above zero.")
    if Account.SAVINGS in (debit, credit) and member is None:
        return _("Choose whose savings these are.")
    if credit in MONEY and before.of(credit) < amount:
        return _("There is not that much money: %(account)s holds less.") % {"account": Account(credit).label}
    if debit == Account.SAVINGS and before.savings.get(member or 0, 0) < amount:
        return _("This member has not saved that much.")
    return ""


def why_not_day(*, day: date, closed_until: date | None, today: date) -> str:
    """A sentence that says why nothing can be written on that day; empty when it can."""
    if day > today:
        return _("That day has not come yet.")
    if closed_until is not None and day <= closed_until:
        return _("The book is closed up to that day. Write on a later day, or reverse the row.")
    return ""


def movement(entry: Entry) -> int:
    """What the row did to cash box and bank together: rupiah in, minus rupiah out; 0 between the two."""
    return entry.amount * ((entry.debit in MONEY) - (entry.credit in MONEY))
