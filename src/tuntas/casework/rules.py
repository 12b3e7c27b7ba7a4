"""What may move, when it is due, and what is missing."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta

from django.utils.translation import ngettext

from tuntas.casework.flow import flow_of, kind
from tuntas.casework.models import Case, Party, Referral
from tuntas.casework.terms import Move, ReferralStatus
from tuntas.kernel.clock import WIB, wib_date
from tuntas.people.models import Person
from tuntas.people.rules import roles_at
from tuntas.people.terms import Role

# Roles held at a place that answer what is referred to it.
ANSWERERS = frozenset({Role.OPERATOR, Role.SECRETARIAT, Role.REGENCY_TEAM, Role.VILLAGE_OFFICER})


def add_working_days(start: date, days: int, holidays: Collection[date]) -> date:
    """The day `days` working days after `start`. Saturday, Sunday and `holidays` do not count; `start` never does."""
    day = start
    while days > 0:
        day += timedelta(days=1)
        if day.weekday() < 5 and day not in holidays:
            days -= 1
    return day


def working_days_between(start: date, end: date, holidays: Collection[date]) -> int:
    """Working days after `start` up to and including `end`; 0 when `end` is not later."""
    span = (end - start).days
    days = (start + timedelta(days=i) for i in range(1, span + 1))
    return sum(1 for day in days if day.weekday() < 5 and day not in holidays)


def deadline(start: datetime, days: int | None, holidays: Collection[date]) -> datetime | None:
    """The last moment (23:59:59 WIB) of the `days`-th working day after `start`; None without a clock."""
    if days is None:
        return None
    return datetime.combine(add_working_days(wib_date(start), days, holidays), time(23, 59, 59), WIB)


def roles_for(case: Case, person: Person, now: datetime) -> frozenset[str]:
    """What the person is to this case: by the flow's own rule, and by being a party."""
    if not person.is_active:
        return frozenset()
    parts = Party.objects.filter(case=case, person=person).values_list("role", flat=True)
    return flow_of(case).roles_of(case, person, now) | frozenset(parts)


def moves_open(case: Case, person: Person, now: datetime) -> list[Move]:
    """The moves the person may make from where the case stands; unmet needs are not asked here."""
    roles = roles_for(case, person, now)
    return [move for move in flow_of(case).moves if case.stage in move.sources and roles & move.by]


def missing_for(case: Case, move: Move, now: datetime) -> list[str]:
    """Sentences that say what the move still needs; empty when it can go ahead."""
    return [sentence for need in move.needs if (sentence := str(need(case, now)))]


def untold(case: Case) -> list[str]:
    """What stands against ending a case: answers to what it asked of others that nobody has passed on yet."""
    answered = (ReferralStatus.DONE, ReferralStatus.DECLINED)
    number = Referral.objects.filter(raised_by_case=case, status__in=answered).count()
    if not number:
        return []
    sentence = ngettext(
        "%(number)s answer to what was asked of others has not been passed on yet: tell it, then close the referral.",
        "%(number)s answers to what was asked of others have not been passed on yet: tell them, close the referrals.",
        number,
    )
    return [sentence % {"number": number}]


def may_answer(person: Person, referral: Referral, now: datetime) -> bool:
    """Serves the place it was sent to, or one above it, in a role that takes this kind."""
    known = kind(referral.kind)
    roles: frozenset[str] = known.roles if known and known.roles else ANSWERERS
    return person.is_active and not roles.isdisjoint(roles_at(person, referral.place, now))


def may_tell(person: Person, referral: Referral, now: datetime) -> bool:
    """Raised the referral, or has a part in the case it came from."""
    return person.is_active and (
        referral.raised_by_id == person.pk or bool(roles_for(referral.raised_by_case, person, now))
    )
