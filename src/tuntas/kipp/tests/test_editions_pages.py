"""Pages of editions: what each shows, who comes in, how the wizard behaves."""

from datetime import timedelta

import pytest
from django.urls import reverse
from tests.cast import hold, person

from tuntas.kipp.actions.editions import open_edition
from tuntas.kipp.models import Criterion, Edition, Extension, SeatHolder, SeatOffer, Stage
from tuntas.kipp.terms import EditionStatus, Seat, StageKind
from tuntas.kipp.tests.stage import OPENED, stage
from tuntas.people.terms import Role

pytestmark = pytest.mark.usefixtures("still")


@pytest.fixture
def other_organiser(jateng, sari, biro):
    """Organises for the province, but another edition."""
    who = person("Lina Organiser")
    hold(who, Role.ORGANISER, jateng)
    open_edition(preset="jateng-2021", name="Edisi Lain", year=2021, office=biro, by=who, now=OPENED, slug="lain")
    return who


def addresses(edition: Edition) -> dict[str, str]:
    """Every address of this part for one edition."""
    slug = edition.slug
    criterion = Criterion.objects.filter(stage__edition=edition).first()
    holder = edition.seats.get(seat=Seat.ORGANISER)
    offer = SeatOffer.objects.create(
        edition=edition, email="a@example.org", seat=Seat.JUROR, offered_by=holder.person, offered_at=OPENED
    )
    first = edition.stages.get(kind=StageKind.REGISTRATION)
    parts = ["identitas", "jadwal", "jumlah", "formulir", "penilaian", "syarat"]
    return {
        "edition": reverse("kipp:edition", args=[slug]),
        "preview": reverse("kipp:preview", args=[slug]),
        "board": reverse("kipp:board", args=[slug]),
        "nudge": reverse("kipp:nudge", args=[slug]),
        "rules": reverse("kipp:rules", args=[slug]),
        "people": reverse("kipp:people", args=[slug]),
        "publish": reverse("kipp:publish", args=[slug]),
        "extend": reverse("kipp:extend", args=[slug, first.key]),
        "criterion": reverse("kipp:rules_criterion", args=[slug, criterion.stage.key, criterion.key]),
        "leave": reverse("kipp:leave", args=[slug, holder.pk]),
        "withdraw": reverse("kipp:withdraw_offer", args=[slug, offer.pk]),
        **{f"part {part}": reverse("kipp:rules_part", args=[slug, part]) for part in parts},
    }


PUBLIC = {"edition", "preview"}
BOARD = {"board", "nudge"}


def test_organiser_opens_every_page(edition, draft_edition, sari, signed_in):
    client = signed_in(sari)
    for one in (edition, draft_edition):
        for name, address in addresses(one).items():
            assert client.get(address, follow=True).status_code == 200, (one.slug, name)
    assert client.get(reverse("kipp:home")).status_code == 200
    assert client.get(reverse("kipp:new")).status_code == 200
    assert client.get(reverse("kipp:new"), {"preset": "jateng-2021"}).status_code == 200


@pytest.mark.parametrize("language", ["id", "en"])
def test_published_pages_in_both_languages(language, edition, client, sari):
    client.cookies["django_language"] = language
    page = client.get(reverse("kipp:edition", args=[edition.slug])).content.decode()
    assert ("Signifikansi" in page) == (language == "id")
    assert ("Significance" in page) == (language == "en")


def test_nobody_outside_learns_of_a_draft(
    draft_edition, client, wati, agus, tono, ratna, budi, other_organiser, signed_in, secretary
):
    for address in addresses(draft_edition).values():
        assert client.get(address).status_code in (302, 404)
    for name in PUBLIC:
        assert client.get(addresses_only(draft_edition, name)).status_code == 404
    for who in (wati, agus, tono, ratna, budi, other_organiser, secretary):
        inside = signed_in(who)
        for address in urls(draft_edition):
            assert inside.get(address).status_code == 404, (who, address)
            assert inside.post(address).status_code == 404, (who, address)
        assert "Rahasia" not in inside.get(reverse("kipp:home")).content.decode()


def addresses_only(edition: Edition, name: str) -> str:
    return reverse(f"kipp:{name}", args=[edition.slug])


def urls(edition: Edition) -> list[str]:
    slug = edition.slug
    names = ["edition", "preview", "board", "nudge", "rules", "people", "publish"]
    return [
        *(reverse(f"kipp:{name}", args=[slug]) for name in names),
        reverse("kipp:extend", args=[slug, "pendaftaran"]),
        reverse("kipp:rules_part", args=[slug, "jadwal"]),
        reverse("kipp:rules_criterion", args=[slug, "proposal", "kebaruan"]),
        reverse("kipp:leave", args=[slug, edition.seats.first().pk]),
    ]


def test_seats_decide_over_a_published_edition(
    edition, client, wati, agus, tono, ratna, budi, other_organiser, secretary, juror_seats, sari, signed_in
):
    everything = addresses(edition)
    for name, address in everything.items():
        assert client.get(address).status_code == (200 if name in PUBLIC else 302), name
    for who in (wati, agus, tono, ratna, budi, other_organiser):
        inside = signed_in(who)
        for name, address in everything.items():
            wanted = 200 if name in PUBLIC else 403
            assert inside.get(address).status_code == wanted, (who, name)
            if name not in PUBLIC:
                assert inside.post(address).status_code == 403, (who, name)
        assert inside.get(reverse("kipp:new")).status_code == (200 if who == other_organiser else 403)
    inside = signed_in(secretary)
    for name, address in everything.items():
        wanted = 200 if name in PUBLIC | {"board"} else 302 if name == "nudge" else 403
        assert inside.get(address).status_code == wanted, name
    observer = person("Omar Pengamat")
    SeatHolder.objects.create(edition=edition, person=observer, seat=Seat.OBSERVER, added_at=OPENED)
    inside = signed_in(observer)
    assert inside.get(everything["board"]).status_code == 200
    assert inside.post(everything["nudge"]).status_code == 403


def test_opening_and_publishing_in_the_browser(sari, biro, signed_in):
    client = signed_in(sari)
    data = {"preset": "jateng-2021", "name": "Baru", "year": 2021, "office": biro.pk}
    answer = client.post(reverse("kipp:new"), data)
    made = Edition.objects.get()
    assert made.slug == "baru-2021", "baru is an address of its own"
    assert answer.url == reverse("kipp:rules", args=[made.slug])
    client.post(reverse("kipp:new"), data)
    assert Edition.objects.count() == 1, "the second click opens nothing more"
    made.stages.filter(kind=StageKind.DESK).update(weight=50)
    page = client.post(reverse("kipp:publish", args=[made.slug]))
    assert page.status_code == 200
    assert [problem.part for problem in page.context["problems"]] == ["penilaian"]
    made.stages.filter(kind=StageKind.DESK).update(weight=60)
    assert client.post(reverse("kipp:publish", args=[made.slug])).status_code == 302
    assert client.post(reverse("kipp:publish", args=[made.slug])).status_code == 302
    made.refresh_from_db()
    assert made.status == EditionStatus.OPEN


def test_extending_asks_once_more_and_tells_the_public(edition, sari, client, signed_in):
    registration = stage(edition, StageKind.REGISTRATION)
    address = reverse("kipp:extend", args=[edition.slug, registration.key])
    inside = signed_in(sari)
    data = {
        "closes_at": "2021-11-03T23:59",
        "reason": "Jaringan terputus <b>dua</b> hari",
        "seen": registration.closes_at.isoformat(),
    }
    sure = inside.post(address, data)
    assert sure.status_code == 200 and not Extension.objects.exists()
    assert [str(other) for other in sure.context["overtaken"]], "the check would begin before"
    assert inside.post(address, data | {"sure": "1"}).status_code == 302
    assert inside.post(address, data | {"sure": "1"}).status_code == 200, "the second click is refused in words"
    assert Extension.objects.count() == 1
    registration.refresh_from_db()
    assert registration.closes_at.second == 59
    page = client.get(reverse("kipp:edition", args=[edition.slug])).content.decode()
    assert "Jaringan terputus &lt;b&gt;dua" in page
    earlier = inside.post(address, {"closes_at": "2021-10-01T10:00", "reason": "x", "seen": ""})
    assert earlier.context["form"].errors["closes_at"]
    assert inside.post(address, {"closes_at": "kemarin", "reason": ""}).context["form"].errors


def test_people_get_and_lose_seats(edition, sari, ratna, signed_in):
    client, address = signed_in(sari), reverse("kipp:people", args=[edition.slug])
    data = {"email": "RATNA@example.org", "seat": "juror", "affiliation": "Universitas Contoh"}
    assert client.post(address, data).status_code == 302
    holder = edition.seats.get(person=ratna)
    assert holder.affiliation == "Universitas Contoh"
    refused = client.post(address, data | {"seat": "secretariat"})
    assert refused.status_code == 200 and refused.context["form"].errors
    assert client.post(address, {"email": "baru@example.org", "seat": "juror", "name": "Juri Baru"}).status_code == 302
    offer = SeatOffer.objects.get()
    assert client.post(address, {"email": "baru@example.org", "seat": "juror"}).status_code == 200
    withdraw = reverse("kipp:withdraw_offer", args=[edition.slug, offer.pk])
    assert withdraw in client.get(address).content.decode()
    assert "baru@example.org" in client.get(withdraw).content.decode()
    offer.refresh_from_db()
    assert offer.withdrawn_at is None, "opening the page withdraws nothing"
    assert client.post(withdraw).status_code == client.post(withdraw).status_code == client.get(withdraw).status_code
    offer.refresh_from_db()
    assert offer.withdrawn_at is not None
    leave = reverse("kipp:leave", args=[edition.slug, holder.pk])
    assert client.get(leave).status_code == 200
    assert client.post(leave).status_code == client.post(leave).status_code == 302
    assert not edition.seats.filter(person=ratna, left_at=None).exists()
    own = edition.seats.get(person=sari)
    client.post(reverse("kipp:leave", args=[edition.slug, own.pk]))
    own.refresh_from_db()
    assert own.left_at is None, "the last organiser stays"


def test_call_to_action_by_situation(edition, client, wati, tono, dindik, signed_in, now):
    address = reverse("kipp:edition", args=[edition.slug])
    assert client.get(address).context["situation"] == "sign_in"
    assert signed_in(tono).get(address).context["situation"] == "join"
    assert signed_in(wati).get(address).context["situation"] == "write"
    Stage.objects.filter(edition=edition, kind=StageKind.REGISTRATION).update(closes_at=now - timedelta(seconds=1))
    assert client.get(address).context["situation"] == "closed"
    Stage.objects.filter(edition=edition, kind=StageKind.REGISTRATION).update(
        opens_at=now + timedelta(days=1), closes_at=now + timedelta(days=2)
    )
    assert client.get(address).context["situation"] == "soon"
