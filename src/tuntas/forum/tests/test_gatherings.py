"""Events: made by organisers, read by all, entered by the door, left with materials and stands; in calendars."""

from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.cast import NOW, hold, person

from tuntas.forum.actions.bookings import book
from tuntas.forum.actions.door import let_in
from tuntas.forum.actions.gathering_telling import tell_gathering_cancelled, tell_gathering_moved
from tuntas.forum.actions.gatherings import cancel_gathering, dress_stand, put_item, save_gathering
from tuntas.forum.actions.refusals import NotAllowed, NotReady, Outdated
from tuntas.forum.models import Booking, Gathering, Item, Material, Stand
from tuntas.forum.rules.gatherings import grouped_code
from tuntas.forum.terms import GatheringCancelled, GatheringMoved
from tuntas.forum.tests.gathering import ENDS, STARTS, gathered
from tuntas.notices.models import Notice
from tuntas.people.terms import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("still")]


@pytest.fixture
def gathering(sari, biro):
    return gathered(sari, biro)


@pytest.fixture
def dewi(jateng):
    """Dewi stands at the door for the secretariat."""
    who = person("Dewi Sekretariat")
    hold(who, Role.SECRETARIAT, jateng)
    return who


def address(name, gathering, *more):
    return reverse(f"forum:{name}", args=[gathering.slug, *more])


def test_everybody_reads_and_only_organisers_make(gathering, sari, biro, rini, dewi, wati, signed_in, client):
    hidden = gathered(sari, biro, published=False, title="Rahasia")
    assert client.get(address("gathering", hidden)).status_code == 404
    list_ = reverse("forum:gatherings")
    assert "Rahasia" not in client.get(list_).content.decode() and gathering.title in client.get(list_).content.decode()
    behind = ["gathering_desk", "gathering_write", "gathering_publish", "gathering_cancel", "item_add", "material_add"]
    for name in [*behind, "attendees"]:
        assert client.get(address(name, gathering)).status_code == 302
    for who, makes, door in ((sari, 200, 200), (dewi, 404, 200), (rini, 404, 404), (wati, 404, 404)):
        signed_in(who)
        for name in [*behind, "attendees"]:
            assert client.get(address(name, gathering)).status_code == makes, (who, name)
        assert client.get(address("door", gathering)).status_code == door
    assert "Rahasia" in signed_in(sari).get(list_).content.decode()


def test_from_form_to_page(signed_in, sari, biro, innovation, client):
    signed_in(sari)
    new = reverse("forum:gathering_begin")
    sent = {
        "title": "Temu Replikasi", "about": "Siapa **meniru** siapa.", "starts_at": "2021-10-10T09:00",
        "ends_at": "2021-10-10T08:00", "host": biro.name, "capacity": "40", "online": "javascript:alert(1)",
    }  # fmt: skip
    page = client.post(new, sent)
    assert page.status_code == 422 and "Waktu ini sebelum acara dimulai" in page.content.decode()
    sent |= {"ends_at": "2021-10-10T13:00", "online": "https://rapat.example/x"}
    assert client.post(new, sent).status_code == 302
    gathering = Gathering.objects.get()
    item = {"title": "Pembukaan", "starts_at": "2021-10-10T09:00", "ends_at": "2021-10-10T09:30", "innovation": ""}
    assert client.post(address("item_add", gathering), item | {"starts_at": "2021-10-09T09:00"}).status_code == 422
    assert client.post(address("item_add", gathering), item | {"innovation": innovation.slug}).status_code == 302
    line = Item.objects.get()
    assert client.post(address("item", gathering, line.pk), item | {"title": "Sambutan"}).status_code == 302
    client.post(address("gathering_publish", gathering))
    shown = client.get(address("gathering", gathering)).content.decode()
    assert "Sambutan" in shown and "<strong>meniru</strong>" in shown and "rapat.example" not in shown
    for _ in range(2):
        assert client.post(address("item_drop", gathering, line.pk)).status_code == 302
    stale = client.post(address("gathering_write", gathering), sent | {"revision": "0"})
    assert stale.status_code == 422
    fewer = sent | {"capacity": "0", "revision": str(Gathering.objects.get().revision)}
    book(gathering=gathering, by=sari, now=NOW)
    assert client.post(address("gathering_write", gathering), fewer).status_code == 422


def test_those_who_come_are_told_when_it_moves_or_is_called_off(gathering, sari, tono, now, client):
    book(gathering=gathering, by=tono, now=now)
    save_gathering(gathering=gathering, values={"venue": "Gradhika"}, revision=1, by=sari, now=now)
    tell_gathering_moved(GatheringMoved(gathering.pk))
    with pytest.raises(Outdated):
        save_gathering(gathering=gathering, values={"venue": "Lain"}, revision=1, by=sari, now=now)
    with pytest.raises(NotReady):
        cancel_gathering(gathering=gathering, reason=" ", by=sari, now=now)
    for _ in range(2):
        cancel_gathering(gathering=gathering, reason="Banjir", by=sari, now=now)
    tell_gathering_cancelled(GatheringCancelled(gathering.pk))
    assert set(Notice.objects.filter(person=tono).values_list("kind", flat=True)) == {
        "forum.gathering_moved", "forum.gathering_cancelled",
    }  # fmt: skip
    assert "Banjir" in client.get(address("gathering", gathering)).content.decode()
    assert "STATUS:CANCELLED" in client.get(address("gathering_calendar", gathering)).content.decode()


def test_a_ticket_lets_in_once_and_says_so_the_second_time(gathering, sari, dewi, tono, wati, now):
    mine = book(gathering=gathering, by=tono, now=now)
    code = grouped_code(mine.code).lower().replace("0", "o").replace("1", "l")
    with pytest.raises(NotReady):
        let_in(gathering=gathering, code=code, by=dewi, now=now)
    with pytest.raises(NotAllowed):
        let_in(gathering=gathering, code=code, by=wati, now=STARTS)
    phone = STARTS - timedelta(minutes=3)
    first = let_in(gathering=gathering, code=code, by=dewi, now=STARTS, at=phone)
    assert not first.again and first.booking.came_at == phone
    again = let_in(gathering=gathering, code=f"http://x/acara/y/pintu/{mine.code}/", by=sari, now=ENDS)
    assert again.again and again.booking.let_in_by == dewi and again.booking.came_at == phone
    other = book(gathering=gathering, by=wati, now=now)
    late = let_in(gathering=gathering, code=other.code, by=dewi, now=STARTS, at=STARTS + timedelta(days=300))
    assert late.booking.came_at == STARTS, "a phone whose clock runs ahead"
    for bad in ("", "x", "A" * 400, "7Q4XM2H!", "\x00" * 8):
        with pytest.raises(NotReady):
            let_in(gathering=gathering, code=bad, by=dewi, now=STARTS)


def test_the_door_by_hand_by_qr_and_by_script(gathering, dewi, tono, wati, budi, sari, biro, signed_in, now, client):
    mine, other = (book(gathering=gathering, by=who, now=now) for who in (tono, wati))
    waiting = book(gathering=gathering, by=budi, now=now)
    elsewhere = book(gathering=gathered(sari, biro), by=tono, now=now)
    door, send = address("door", gathering), address("door_send", gathering)
    ticket = address("arrival", gathering, mine.code)
    assert signed_in(wati).get(ticket).status_code == 404 and client.post(ticket).status_code == 404
    assert client.post(send, {"code": mine.code}).status_code == 404
    with time_machine.travel(STARTS, tick=False):
        signed_in(dewi)
        assert tono.name in client.get(ticket).content.decode()
        assert client.post(ticket).url == door
        assert "Selamat datang" in client.get(door).content.decode()
        twice = client.post(door, {"code": mine.code}, follow=True).content.decode()
        assert "sudah pernah dipakai" in twice and dewi.name in twice
        assert client.post(send, {"code": other.code, "at": "kemarin"}).json()["tone"] == "ok"
        assert client.post(send, {"code": other.code}).json()["tone"] == "warn"
        for code in (waiting.code, elsewhere.code, "SALAH"):
            answer = client.post(send, {"code": code})
            assert answer.status_code == 409 and answer.json()["tone"] == "bad"
        assert client.post(door, {"code": waiting.code}).status_code == 422
        assert client.get(address("arrival", gathering, "AAAAAAAA")).status_code == 404
    client.logout()
    answer = client.post(send, {"code": other.code}, headers={"accept": "application/json"})
    assert answer.status_code == 401, "the phone keeps it until somebody signs in"
    assert Booking.objects.filter(came_at__isnull=False).count() == 2


def test_materials_files_and_links(gathering, sari, signed_in, client):
    signed_in(sari)
    add = address("material_add", gathering)
    evil = SimpleUploadedFile("x.svg", b"<svg onload=alert(1)>", "image/svg+xml")
    for bad in ({"title": "A"}, {"title": "A", "link": "javascript:1"}, {"title": "A", "upload": evil}):
        assert client.post(add, bad).status_code == 422, bad
    assert client.post(add, {"title": "Rekaman", "link": "https://video.example/1"}).status_code == 302
    table = SimpleUploadedFile("data.csv", b"a;b\n1;2\n", "text/csv")
    assert client.post(add, {"title": "Tabel", "upload": table}).status_code == 422, "not among the kinds"
    from tuntas.forum.tests.conftest import photo

    picture = SimpleUploadedFile("foto.jpg", photo(), "image/jpeg")
    assert client.post(add, {"title": "Foto", "upload": picture}).status_code == 302
    file = Material.objects.get(title="Foto").file
    client.logout()
    assert client.get(reverse("files:serve", args=[file.pk])).status_code == 200
    assert "Rekaman" in client.get(address("gathering", gathering)).content.decode()
    signed_in(sari)
    client.post(address("material_drop", gathering, Material.objects.get(title="Foto").pk))
    client.logout()
    assert client.get(reverse("files:serve", args=[file.pk])).status_code in (302, 404)


def test_calendars_keep_their_key_and_count_changes(gathering, sari, biro, now, client):
    gathered(sari, biro, published=False, title="Rahasia")
    gathered(sari, biro, title="Lampau", day_only=True, starts_at=NOW - timedelta(days=30, hours=9),
             ends_at=NOW - timedelta(days=29, hours=9))  # fmt: skip
    feed = client.get(reverse("forum:gatherings_calendar"))
    text = feed.content.decode()
    assert feed["Content-Type"].startswith("text/calendar") and text.count("BEGIN:VEVENT") == 2
    assert "Rahasia" not in text and "DTSTART;VALUE=DATE:20210904" in text and "DTSTART:20211010T020000Z" in text
    before = client.get(address("gathering_calendar", gathering)).content.decode()
    save_gathering(gathering=gathering, values={"venue": "Lain"}, revision=1, by=sari, now=now)
    after = client.get(address("gathering_calendar", gathering)).content.decode()
    key = next(line for line in before.split("\r\n") if line.startswith("UID:"))
    assert key in after and "SEQUENCE:1" in before and "SEQUENCE:2" in after


def test_the_exhibition_shows_winners_once_they_are_public(
    sari, biro, wati, budi, announced_edition, edition, finalists, signed_in, client, now
):
    before = gathered(sari, biro, edition=edition)
    assert client.get(address("exhibition", before)).status_code == 404, "its winners are not public"
    gathering = gathered(sari, biro, edition=announced_edition)
    page = client.get(address("exhibition", gathering)).content.decode()
    entry = next(one for one in finalists if one.title in page)
    mine = address("stand", gathering, entry.case.reference)
    assert client.get(mine).status_code == 302
    writer = wati if entry.organisation.holdings.filter(person=wati).exists() else budi
    stranger = budi if writer == wati else wati
    assert signed_in(stranger).get(mine).status_code == 404
    signed_in(writer)
    assert client.post(mine, {"text": "Datang & coba <b>", "video": "ftp://x"}).status_code == 422
    sent = {"text": "Datang & coba <b>", "video": "https://video.example/2"}
    assert client.post(mine, sent).status_code == 302 and client.post(mine, sent).status_code == 302
    assert Stand.objects.count() == 1
    page = client.get(address("exhibition", gathering)).content.decode()
    assert "Datang &amp; coba &lt;b&gt;" in page and "https://video.example/2" in page
    with pytest.raises(NotAllowed):
        dress_stand(gathering=before, entry=entry, values={"text": "x"}, by=writer, now=now)


def test_lists_cost_the_same_for_one_and_many(sari, biro, signed_in, client, now, django_assert_max_num_queries):
    gathering = gathered(sari, biro, places=40)
    for number in range(30):
        book(gathering=gathering, by=person(f"Tamu{number} Contoh"), now=now)
        put_item(
            gathering=gathering, by=sari, now=now,
            values={"title": f"Sesi {number}", "starts_at": STARTS, "ends_at": ENDS},
        )  # fmt: skip
    Gathering.objects.bulk_create(
        Gathering(slug=f"a-{n}", title=f"A {n}", about="x", starts_at=STARTS, ends_at=ENDS, host=biro, created_at=now,
                  saved_at=now, published_at=now)
        for n in range(30)
    )  # fmt: skip
    signed_in(sari)
    pages = [reverse("forum:gatherings"), reverse("forum:gatherings_past"), reverse("forum:gatherings_calendar")]
    pages += [address(name, gathering) for name in ("gathering", "gathering_desk", "attendees", "door")]
    for page in pages:
        with django_assert_max_num_queries(12):
            assert client.get(page).status_code == 200
