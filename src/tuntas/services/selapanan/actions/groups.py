"""Founding and changing a group, its members, and the secret address of its calendar."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tuntas.journal.actions import record
from tuntas.kernel.clock import wib_date
from tuntas.kernel.identifiers import reference, token
from tuntas.kernel.text import clean
from tuntas.people.models import Person
from tuntas.places.models import Place
from tuntas.residents import actions as residents
from tuntas.residents.models import Resident
from tuntas.residents.terms import Purpose
from tuntas.services.selapanan.actions.errors import NotAllowed, NotFitting, locked, must
from tuntas.services.selapanan.actions.planning import plan_next
from tuntas.services.selapanan.flow.parts import parts_at
from tuntas.services.selapanan.models import Group, Meeting, Member
from tuntas.services.selapanan.rules.series import day_of, next_number
from tuntas.services.selapanan.terms import MOST_MEMBERS, ONE_EACH, MeetingStage, Part, Seat


@dataclass(frozen=True)
class GroupFields:
    """What is written about a group."""

    name: str
    base: date
    hour: time
    venue: str
    hamlet: str = ""
    founded: date | None = None
    decree: str = ""
    about: str = ""


@transaction.atomic
def found_group(*, place: Place, fields: GroupFields, by: Person, now: datetime, is_sample: bool = False) -> Group:
    """A new group with its first meeting planned. Raises `NotAllowed`, or `NotFitting` when the name is taken."""
    if Part.RUNNER not in parts_at(by, place, now):
        raise NotAllowed(_("Only facilitators and village officers found a group."))
    if Group.objects.filter(place=place, name__iexact=clean(fields.name)).exists():
        raise NotFitting(_("A group of this village has that name already."))
    group = Group(
        place=place, key=reference("G", 6), created_at=now, created_by=by, base=fields.base, is_sample=is_sample
    )
    _write(group, fields)
    group.save()
    plan_next(group=group, by=by, now=now)
    record(act="selapanan.founded", subject=group, by=by, now=now, data={"base": fields.base.isoformat()})
    return group


@transaction.atomic
def change_group(*, group: Group, fields: GroupFields, by: Person, now: datetime) -> Group:
    """Change what is written. The base stays once a meeting was held, shifted or skipped: the series is a promise."""
    must(by, group, Part.RUNNER, now)
    fresh = locked(group)
    if Group.objects.filter(place=fresh.place, name__iexact=clean(fields.name)).exclude(pk=fresh.pk).exists():
        raise NotFitting(_("A group of this village has that name already."))
    if fields.base != fresh.base:
        meetings = fresh.meetings.select_related("case")
        if any(one.case.stage != MeetingStage.PLANNED or one.sequence for one in meetings):
            raise NotFitting(_("The first day cannot be changed any more: meetings were held, shifted or skipped."))
        fresh.base = fields.base
        _replan(meetings, fields.base, now)
    _write(fresh, fields)
    fresh.save()
    plan_next(group=fresh, by=by, now=now)
    record(act="selapanan.changed", subject=fresh, by=by, now=now, data={"base": fields.base.isoformat()})
    return fresh


def _replan(meetings: Iterable[Meeting], base: date, now: datetime) -> None:
    """The one planned meeting takes its place in the new series."""
    number = next_number(base, wib_date(now))
    for at, meeting in enumerate(meetings):
        meeting.number = number + at
        meeting.regular = meeting.day = day_of(base, meeting.number)
        meeting.save(update_fields=["number", "regular", "day"])


def _write(group: Group, fields: GroupFields) -> None:
    group.name, group.hamlet, group.venue = clean(fields.name), clean(fields.hamlet), clean(fields.venue)
    group.hour, group.founded = fields.hour, fields.founded
    group.decree, group.about = clean(fields.decree), clean(fields.about)


@dataclass(frozen=True)
class MemberFields:
    """What is written about a member. `evidence` says how the consent to a link with the register is known."""

    name: str
    seat: Seat = Seat.MEMBER
    sex: str = ""
    account: Person | None = None
    resident: Resident | None = None
    evidence: str = ""


@transaction.atomic
def add_member(*, group: Group, fields: MemberFields, joined_on: date, by: Person, now: datetime) -> Member:
    """Somebody joins. Raises `NotFitting` for a seat that is held, a day to come, or the same person twice."""
    must(by, group, Part.RUNNER, now)
    fresh = locked(group)
    if joined_on > wib_date(now):
        raise NotFitting(_("That day has not come yet."))
    if fresh.members.filter(left_on=None).count() >= MOST_MEMBERS:
        raise NotFitting(_("A group has at most %d members.") % MOST_MEMBERS)
    return _saved(Member(group=fresh, joined_on=joined_on), fields, by, now, "selapanan.member_added")


@transaction.atomic
def change_member(*, member: Member, fields: MemberFields, by: Person, now: datetime) -> Member:
    """Another seat, name or account. Raises `NotFitting` as `add_member` does."""
    must(by, member.group, Part.RUNNER, now)
    locked(member.group)
    return _saved(Member.objects.get(pk=member.pk), fields, by, now, "selapanan.member_changed")


@transaction.atomic
def leave(*, member: Member, on: date, by: Person, now: datetime) -> Member:
    """Somebody leaves; what they did in the group stays. A second time changes nothing."""
    must(by, member.group, Part.RUNNER, now)
    locked(member.group)
    fresh = Member.objects.get(pk=member.pk)
    if fresh.left_on is not None:
        return fresh
    if not fresh.joined_on <= on <= wib_date(now):
        raise NotFitting(_("Choose a day between joining and today."))
    fresh.left_on = on
    fresh.save(update_fields=["left_on"])
    record(act="selapanan.member_left", subject=fresh, by=by, now=now, data={"group": fresh.group_id})
    return fresh


def _saved(member: Member, fields: MemberFields, by: Person, now: datetime, act: str) -> Member:
    others = Member.objects.filter(group=member.group_id, left_on=None).exclude(pk=member.pk)
    if fields.seat in ONE_EACH and others.filter(seat=fields.seat).exists():
        raise NotFitting(_("Somebody holds that seat already: %s. They give it up first.") % Seat(fields.seat).label)
    if fields.account and others.filter(account=fields.account).exists():
        raise NotFitting(_("This account belongs to another member of the group."))
    if fields.resident and others.filter(resident=fields.resident).exists():
        raise NotFitting(_("Another member is this resident already."))
    member.name, member.seat, member.sex = clean(fields.name), fields.seat, fields.sex
    member.account = fields.account
    if fields.resident is not None and fields.resident.pk != member.resident_id:
        _consented(fields, by, now)
        member.resident = fields.resident
    try:
        with transaction.atomic():
            member.save()
    except IntegrityError as error:
        raise NotFitting(_("Somebody else was faster. Look at the list again.")) from error
    record(act=act, subject=member, by=by, now=now, data={"group": member.group_id, "seat": str(member.seat)})
    return member


def _consented(fields: MemberFields, by: Person, now: datetime) -> None:
    assert fields.resident is not None
    try:
        residents.consent(resident=fields.resident, purpose=Purpose.MEETING, evidence=fields.evidence, by=by, now=now)
    except residents.Refused as refused:
        raise NotFitting(str(refused)) from refused


@transaction.atomic
def open_feed(*, group: Group, by: Person, now: datetime) -> Group:
    """A fresh secret address of the calendar; the one before, if any, shows nothing any more."""
    must(by, group, Part.RUNNER, now)
    fresh = locked(group)
    fresh.feed_token = token(160)
    fresh.save(update_fields=["feed_token"])
    record(act="selapanan.feed_opened", subject=fresh, by=by, now=now)
    return fresh


@transaction.atomic
def close_feed(*, group: Group, by: Person, now: datetime) -> Group:
    """The secret address shows nothing any more."""
    must(by, group, Part.RUNNER, now)
    fresh = locked(group)
    if fresh.feed_token is not None:
        fresh.feed_token = None
        fresh.save(update_fields=["feed_token"])
        record(act="selapanan.feed_closed", subject=fresh, by=by, now=now)
    return fresh
