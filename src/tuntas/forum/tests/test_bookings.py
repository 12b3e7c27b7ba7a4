"""Places: never more than there are, waiting in order, given back, freed; what people need stays private."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, connections, transaction
from django.urls import reverse
from tests.cast import NOW, person

from tuntas.forum.actions.bookings import book, forget_needs, withdraw_booking
from tuntas.forum.actions.gathering_telling import remind, tell_booked, tell_place_freed
from tuntas.forum.actions.gatherings import cancel_gathering, save_gathering
from tuntas.forum.actions.refusals import NotReady
from tuntas.forum.models import Booking, Gathering
from tuntas.forum.queries.gatherings import turn_of
from tuntas.forum.terms import BookingMade, BookingState, PlaceFreed
from tuntas.forum.tests.gathering import ENDS, STARTS, gathered
from tuntas.notices.models import Notice

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("still")]


@pytest.fixture
def gathering(sari, biro):
    return gathered(sari, biro)


@pytest.fixture
def guests(db):
    return [person(f"Tamu{n} Contoh") for n in range(5)]


def states(gathering):
    return [one.state for one in Booking.objects.filter(gathering=gathering).order_by("turn")]


def taken(gathering):
    return Gathering.objects.get(pk=gathering.pk).taken


def test_whoever_is_late_waits_and_is_promoted_in_order(gathering, guests, sari, now):
    made = [book(gathering=gathering, by=who, now=now, office="Desa") for who in guests]
    assert states(gathering) == ["confirmed", "confirmed", "waiting", "waiting", "waiting"]
    assert [turn_of(one) for one in made] == [0, 0, 1, 2, 3]
    for _ in range(2):
        withdraw_booking(booking=made[0], by=guests[0], now=now)
    withdraw_booking(booking=made[3], by=guests[3], now=now)
    assert (
        states(gathering) == ["withdrawn", "confirmed", "confirmed", "withdrawn", "waiting"] and taken(gathering) == 2
    )
    again = book(gathering=gathering, by=guests[0], now=now)
    assert again.state == BookingState.WAITING and turn_of(again) == 2, "who comes back stands at the end"
    save_gathering(gathering=gathering, values={"capacity": 4}, revision=1, by=sari, now=now)
    assert taken(gathering) == 4 and "waiting" not in states(gathering)
    with pytest.raises(NotReady):
        save_gathering(gathering=gathering, values={"capacity": 3}, revision=2, by=sari, now=now)


def test_asking_twice_keeps_the_place_and_changes_the_words(gathering, guests, now):
    one = book(gathering=gathering, by=guests[0], now=now, needs="Juru bahasa isyarat")
    two = book(gathering=gathering, by=guests[0], now=now, needs="Jalur kursi roda")
    assert one.pk == two.pk and one.code == two.code and taken(gathering) == 1 and two.needs == "Jalur kursi roda"


def test_when_registration_is_closed(gathering, guests, sari, biro, now):
    for at in (STARTS, STARTS + timedelta(days=9)):
        with pytest.raises(NotReady):
            book(gathering=gathering, by=guests[0], now=at)
    early = gathered(sari, biro, closes_at=NOW + timedelta(days=1))
    with pytest.raises(NotReady):
        book(gathering=early, by=guests[0], now=NOW + timedelta(days=2))
    for other in (gathered(sari, biro, places=None), gathered(sari, biro, published=False)):
        with pytest.raises(NotReady):
            book(gathering=other, by=guests[0], now=now)
    mine = book(gathering=gathering, by=guests[0], now=now)
    with pytest.raises(NotReady):
        withdraw_booking(booking=mine, by=guests[0], now=STARTS)
    cancel_gathering(gathering=gathering, reason="Banjir", by=sari, now=now)
    with pytest.raises(NotReady):
        book(gathering=gathering, by=guests[1], now=now)
    none = gathered(sari, biro, places=0)
    assert book(gathering=none, by=guests[0], now=now).state == BookingState.WAITING


def test_the_database_itself_refuses_more_places_than_there_are(gathering):
    with pytest.raises(IntegrityError), transaction.atomic():
        Gathering.objects.filter(pk=gathering.pk).update(taken=3)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_many_at_once_never_get_more_places_than_there_are(sari, biro):
    if connection.vendor == "sqlite" and "memory" in str(connection.settings_dict["NAME"]):
        pytest.skip("an in-memory database has one writer")
    gathering, many = gathered(sari, biro, places=3), [person(f"Ramai{n} Contoh") for n in range(12)]

    def come(who):
        try:
            mine = book(gathering=gathering, by=who, now=NOW)
            if mine.state == BookingState.CONFIRMED and who.pk % 2:
                withdraw_booking(booking=mine, by=who, now=NOW)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(come, many))
    line = list(Booking.objects.filter(gathering=gathering).order_by("turn"))
    assert [one.turn for one in line] == list(range(1, 13))
    confirmed = [one for one in line if one.state == BookingState.CONFIRMED]
    assert len(confirmed) == taken(gathering) == 3
    waiting = [one.turn for one in line if one.state == BookingState.WAITING]
    assert all(one.turn < waiting[0] for one in confirmed), "nobody overtook who waited"


def test_people_are_told_of_place_line_promotion_and_reminder(gathering, guests, now):
    made = [book(gathering=gathering, by=who, now=now) for who in guests[:3]]
    for one in made:
        tell_booked(BookingMade(one.pk))
    kinds = list(Notice.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["forum.booked", "forum.booked", "forum.waiting"]
    code = made[0].code
    first = Notice.objects.get(person=guests[0])
    assert f"{code[:4]}-{code[4:]}" in first.body and "tiket" in first.body and "ticket" in first.body_en
    withdraw_booking(booking=made[0], by=guests[0], now=now)
    tell_place_freed(PlaceFreed(made[2].pk))
    assert Notice.objects.filter(person=guests[2], kind="forum.place_freed").exists()
    assert remind(now=now) == 0, "too early"
    assert remind(now=STARTS - timedelta(hours=20)) == 2 and remind(now=STARTS - timedelta(hours=19)) == 0
    assert not Notice.objects.filter(person=guests[0], kind="forum.reminded").exists()


def test_what_people_need_is_private_and_forgotten_afterwards(gathering, guests, signed_in, sari, wati, now):
    book(gathering=gathering, by=guests[0], now=now, needs="Juru bahasa isyarat", office="Desa Talun")
    list_ = reverse("forum:attendees", args=[gathering.slug])
    assert "Juru bahasa isyarat" in signed_in(sari).get(list_).content.decode()
    assert signed_in(wati).get(list_).status_code == 404
    export = signed_in(sari).get(reverse("forum:attendees_export", args=[gathering.slug, "csv"]))
    assert "Desa Talun" in export.content.decode() and "isyarat" not in export.content.decode()
    assert forget_needs(now=ENDS) == 0
    assert forget_needs(now=ENDS + timedelta(minutes=1)) == 1 and forget_needs(now=ENDS + timedelta(days=1)) == 0
    assert not Booking.objects.exclude(needs="").exists()


def test_registering_by_the_page(gathering, guests, tono, signed_in, client):
    page = reverse("forum:gathering", args=[gathering.slug])
    form, ticket = (reverse(f"forum:{name}", args=[gathering.slug]) for name in ("book", "ticket"))
    assert "2 tempat masih kosong" in client.get(page).content.decode()
    assert client.get(form).status_code == 302 and client.get(ticket).status_code == 302
    client = signed_in(tono)
    assert client.get(ticket).status_code == 404
    assert client.post(form, {"office": "x" * 161, "needs": "y" * 501}).status_code == 422
    for _ in range(2):
        assert client.post(form, {"office": "Karang Taruna <b>", "needs": ""}).url == ticket
    mine = Booking.objects.get()
    shown = client.get(ticket).content.decode()
    assert mine.code[:4] in shown and "<svg" in shown
    withdraw = reverse("forum:booking_withdraw", args=[gathering.slug])
    assert client.get(withdraw).status_code == 200
    for _ in range(2):
        assert client.post(withdraw).url == page
    assert taken(gathering) == 0
    book(gathering=gathering, by=guests[0], now=NOW)
    book(gathering=gathering, by=guests[1], now=NOW)
    assert "Masuk daftar tunggu" in client.get(page).content.decode()
    client.post(form, {"office": "", "needs": ""})
    assert "nomor 1" in client.get(ticket).content.decode()
