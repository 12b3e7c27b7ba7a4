"""Seats, offered seats and nudges: the people of an edition."""

from datetime import timedelta

import pytest
from tests.cast import person

from tuntas.journal.models import Line
from tuntas.kipp.actions import calendar, seats
from tuntas.kipp.models import Entry, SeatOffer
from tuntas.kipp.terms import EntryStage, Seat
from tuntas.kipp.tests.stage import moment
from tuntas.kipp.tests.test_editions_board import entries
from tuntas.notices.models import Notice
from tuntas.people.actions.invitations import accept
from tuntas.people.models import Invitation
from tuntas.people.terms import InvitationAccepted, Role


def test_nudge_tells_writer_and_local_admin_once_a_day(edition, dindik, dukcapil, wati, agus, budi, sari, now):
    entries(edition, dindik, wati, now, [EntryStage.DRAFT, EntryStage.DRAFT, EntryStage.WITH_ADMIN, EntryStage.PASSED])
    entries(edition, dukcapil, budi, now, [EntryStage.SUBMITTED], start=50)
    assert calendar.nudge(edition=edition, by=sari, now=now) == 2
    assert {notice.person for notice in Notice.objects.all()} == {wati, agus}
    notice = Notice.objects.get(person=wati)
    assert "Inovasi 0" in notice.body and "Inovasi 1" in notice.body and "Inovasi 2" not in notice.body
    assert notice.title_en and notice.body_en and notice.link
    assert calendar.nudge(edition=edition, by=sari, now=now + timedelta(hours=3)) == 0
    assert calendar.nudge(edition=edition, by=sari, now=moment("2021-10-04 23:59:59")) == 0
    assert calendar.nudge(edition=edition, by=sari, now=moment("2021-10-05 00:00:00")) == 2
    assert Line.objects.filter(act="kipp.drafts_nudged").count() == 2


def test_nudge_one(edition, dindik, wati, agus, secretary, now):
    draft, other = entries(edition, dindik, wati, now, [EntryStage.DRAFT, EntryStage.WITH_ADMIN])
    assert calendar.nudge(edition=edition, by=secretary, now=now, entry=Entry.objects.get(pk=other.pk)) == 1
    assert Notice.objects.get().person == agus


def test_nudge_refuses(edition, dindik, wati, sari, now):
    entries(edition, dindik, wati, now, [EntryStage.DRAFT])
    with pytest.raises(calendar.NotAllowed):
        calendar.nudge(edition=edition, by=wati, now=now)
    with pytest.raises(calendar.CalendarRefused):
        calendar.nudge(edition=edition, by=sari, now=moment("2021-11-01 00:00:00"))
    assert not Notice.objects.exists()


def test_a_juror_is_not_staff(edition, sari, ratna, secretary, now):
    seats.seat(edition=edition, person=ratna, seat=Seat.JUROR, by=sari, now=now)
    for who, wanted in ((ratna, Seat.SECRETARIAT), (ratna, Seat.ORGANISER), (secretary, Seat.JUROR)):
        with pytest.raises(seats.SeatConflict):
            seats.seat(edition=edition, person=who, seat=wanted, by=sari, now=now)
    with pytest.raises(seats.NotAllowed):
        seats.seat(edition=edition, person=ratna, seat=Seat.OBSERVER, by=secretary, now=now)


def test_seats_end_and_come_back(edition, sari, ratna, now):
    give = {"edition": edition, "person": ratna, "seat": Seat.JUROR, "by": sari, "now": now}
    holder = seats.seat(**give, affiliation="Universitas Contoh")
    assert seats.seat(**give) == holder
    seats.unseat(holder=holder, by=sari, now=now)
    again = seats.seat(**give)
    assert (again.pk, again.left_at, again.affiliation) == (holder.pk, None, "Universitas Contoh")
    with pytest.raises(seats.LastOrganiser):
        seats.unseat(holder=edition.seats.get(person=sari), by=sari, now=now)


def test_an_offer_is_taken_with_the_invitation(edition, sari, now):
    seats.offer(edition=edition, email="Juri@Example.org", name="Juri Baru", seat=Seat.JUROR, by=sari, now=now)
    with pytest.raises(seats.SeatRefused):
        seats.offer(edition=edition, email="juri@example.org", name="", seat=Seat.JUROR, by=sari, now=now)
    who = person("Juri Baru")
    invitation = Invitation.objects.get()
    assert (invitation.email, invitation.role) == ("juri@example.org", Role.JUROR)
    accept(invitation=invitation, by=who, now=now)
    seats.invitation_accepted(InvitationAccepted(invitation.pk))
    assert edition.seats.get(person=who).seat == Seat.JUROR
    assert SeatOffer.objects.get().taken_at == now
    assert seats.take_offers(person=who, email="juri@example.org", now=now) == 0


def test_a_withdrawn_offer_is_not_taken(edition, sari, tono, now):
    offer = seats.offer(edition=edition, email="x@example.org", name="", seat=Seat.JUROR, by=sari, now=now)
    seats.withdraw_offer(offer=offer, by=sari, now=now)
    assert seats.take_offers(person=tono, email="x@example.org", now=now) == 0


@pytest.mark.parametrize("seat", Seat.values)
def test_everybody_can_be_invited_by_e_mail(seat, edition, sari, now):
    seats.offer(edition=edition, email="orang@example.org", name="Orang Baru", seat=Seat(seat), by=sari, now=now)
    who = person("Orang Baru")
    invitation = Invitation.objects.get()
    assert invitation.role != Role.ORGANISER, "nobody comes to run the province by a seat"
    accept(invitation=invitation, by=who, now=now)
    seats.invitation_accepted(InvitationAccepted(invitation.pk))
    assert edition.seats.get(person=who).seat == seat
