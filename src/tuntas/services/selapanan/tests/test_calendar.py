"""The calendar address read by a real reader, reminders at most once, and word of a day that changed."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from icalendar import Calendar
from tests.cast import NOW

from tuntas.catalogue.models import SettingValue
from tuntas.notices.models import Notice
from tuntas.services.selapanan.actions import meetings
from tuntas.services.selapanan.actions.groups import MemberFields, change_member, close_feed, open_feed
from tuntas.services.selapanan.actions.telling import daily, tell_moved
from tuntas.services.selapanan.models import Reminder
from tuntas.services.selapanan.rules.weton import weton_of
from tuntas.services.selapanan.terms import MeetingMoved, Seat
from tuntas.services.selapanan.tests.circle import BASE, meeting, member, moment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("still")]


def read(group) -> tuple[bytes, list]:
    """The feed as a stranger with the address gets it, and its events as `icalendar` reads them."""
    group.refresh_from_db()
    answer = Client().get(reverse("selapanan:feed", args=[group.place_id, group.feed_token]))
    assert answer.status_code == 200 and answer["Content-Type"] == "text/calendar; charset=utf-8"
    return answer.content, list(Calendar.from_ical(answer.content).walk("VEVENT"))


def test_a_real_reader_sees_the_days(melati, sri):
    open_feed(group=melati, by=sri, now=NOW)
    raw, events = read(melati)
    assert raw.count(b"\n") == raw.count(b"\r\n") and max(map(len, raw.split(b"\r\n"))) <= 75
    days = [event.decoded("dtstart").astimezone().date() for event in events]
    assert days[0] == BASE and len({event["uid"] for event in events}) == len(events) > 25
    assert {weton_of(day) for day in days} == {weton_of(BASE)}
    assert events[0].decoded("dtend") - events[0].decoded("dtstart") == timedelta(hours=2)
    assert str(events[0]["location"]) == "Rumah Bu Sumini" and str(events[0]["summary"]) == "Melati (Jumat Pahing)"


def test_shifted_and_skipped_meetings_replace_what_a_telephone_has(melati, sri):
    open_feed(group=melati, by=sri, now=NOW)
    _raw, before = read(melati)
    meetings.shift(group=melati, number=1, to=date(2021, 10, 10), reason="Hujan; jalan, licin", by=sri, now=NOW)
    meetings.skip(group=melati, number=2, reason="Panen", by=sri, now=NOW)
    _raw, after = read(melati)
    assert [event["uid"] for event in before] == [event["uid"] for event in after]
    shifted, skipped, third = after[:3]
    assert (shifted["sequence"], skipped["sequence"], third["sequence"]) == (1, 1, 0)
    assert shifted.decoded("dtstart").date() == date(2021, 10, 10) and "status" not in shifted
    assert str(shifted["summary"]) == "Melati (Minggu Wage)"
    assert "Hujan; jalan, licin" in str(shifted["description"])
    assert str(skipped["status"]) == "CANCELLED" and str(skipped["description"]) == "Panen"
    assert third.decoded("dtstart") == before[2].decoded("dtstart")


def test_the_address_is_secret_and_can_be_ended(melati, sri, talun):
    open_feed(group=melati, by=sri, now=NOW)
    melati.refresh_from_db()
    old = melati.feed_token
    open_feed(group=melati, by=sri, now=NOW)
    melati.refresh_from_db()
    new = melati.feed_token
    assert old != new and len(new) > 25
    assert Client().get(reverse("selapanan:feed", args=[talun.code, old])).status_code == 404
    close_feed(group=melati, by=sri, now=NOW)
    close_feed(group=melati, by=sri, now=NOW)
    for token in (new, "None", ""):
        address = reverse("selapanan:feed", args=[talun.code, token or "x"])
        assert Client().get(address).status_code == 404


def test_one_reminder_a_person_and_meeting(melati, sri, yanti, tono):
    fields = MemberFields("Rukmini Contoh", Seat.TREASURER, "f", account=yanti)
    change_member(member=member(melati, "Rukmini"), fields=fields, by=sri, now=NOW)
    assert daily(NOW).endswith(" 0"), "four days ahead is too early"
    eve = moment(BASE - timedelta(days=2), 7)
    assert daily(eve).endswith(" 1") and daily(eve + timedelta(days=1)).endswith(" 0")
    notice = Notice.objects.get(kind="selapanan.reminder")
    assert notice.person == yanti and "Jumat Pahing, 8 Oktober 2021" in notice.title
    assert "Friday Pahing, 8 October 2021" in notice.title_en
    with pytest.raises(IntegrityError), transaction.atomic():
        Reminder.objects.create(meeting=meeting(melati), person=yanti, sent_at=eve)


def test_a_place_decides_how_early(melati, sri, yanti, talun):
    fields = MemberFields("Rukmini Contoh", Seat.TREASURER, "f", account=yanti)
    change_member(member=member(melati, "Rukmini"), fields=fields, by=sri, now=NOW)
    SettingValue.objects.create(module="selapanan", place=talun, name="remind_days", value=5, by=sri, since=NOW)
    assert daily(NOW).endswith(" 1")


def test_members_with_an_account_hear_of_another_day(melati, sri, yanti):
    fields = MemberFields("Rukmini Contoh", Seat.TREASURER, "f", account=yanti)
    change_member(member=member(melati, "Rukmini"), fields=fields, by=sri, now=NOW)
    moved = meetings.shift(group=melati, number=1, to=date(2021, 10, 10), reason="Hujan", by=sri, now=NOW)
    tell_moved(MeetingMoved(moved.pk))
    notice = Notice.objects.get(kind="selapanan.moved")
    assert (notice.person, notice.body) == (yanti, "Hujan") and "Minggu Wage, 10 Oktober 2021" in notice.title
    meetings.skip(group=melati, number=2, reason="Panen", by=sri, now=NOW)
    tell_moved(MeetingMoved(meeting(melati, 2).pk))
    assert "tidak bertemu pada Jumat Pahing, 12 November 2021" in Notice.objects.latest("pk").title
