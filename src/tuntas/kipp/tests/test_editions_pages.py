"""Pages of editions: what each shows, who comes in, how the wizard behaves."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from tests.cast import hold, person

from tuntas.kipp.actions.editions import open_edition
from tuntas.kipp.models import Criterion, Edition, Extension, SeatHolder, SeatOffer, Stage
from tuntas.kipp.terms import EditionStatus, Seat, StageKind
from tuntas.kipp.tests.stage import OPENED, stage
from tuntas.people.terms import Role


@pytest.fixture(autouse=True)
def _clock(now):
    with time_machine.travel(now, tick=False):
        yield


@pytest.fixture
def draft(sari, biro) -> Edition:
    """An edition that is not published."""
    return open_edition(
        preset="nasional-2023", name="KIPP Rahasia", year=2022, office=biro, by=sari, now=OPENED, slug="rahasia"
    )


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
        "criterion": reverse("kipp:rules_criterion", args=[slug, criterion.pk]),
        "leave": reverse("kipp:leave", args=[slug, holder.pk]),
        "withdraw": reverse("kipp:withdraw_offer", args=[slug, offer.pk]),
        **{f"part {part}": reverse("kipp:rules_part", args=[slug, part]) for part in parts},
    }


PUBLIC = {"edition", "preview"}
BOARD = {"board", "nudge"}


def test_organiser_opens_every_page(edition, draft, sari, signed_in):
    client = signed_in(sari)
    for one in (edition, draft):
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
    draft, client, wati, agus, tono, ratna, budi, other_organiser, signed_in, secretary
):
    for address in addresses(draft).values():
        assert client.get(address).status_code in (302, 404)
    for name in PUBLIC:
        assert client.get(addresses_only(draft, name)).status_code == 404
    for who in (wati, agus, tono, ratna, budi, other_organiser, secretary):
        inside = signed_in(who)
        for address in urls(draft):
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
        reverse("kipp:rules_criterion", args=[slug, Criterion.objects.filter(stage__edition=edition).first().pk]),
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


def typed(page) -> dict[str, str]:
    """Everything a browser would post from the form of that page."""
    found = {"revision": page.context["revision"]}
    sets = [pair[1] for pair in page.context.get("pairs", [])]
    for form in [page.context.get("form"), *(form for one in sets for form in one.forms)]:
        for field in form or []:
            if (value := field.value()) is None or value is False:
                continue
            widget = field.field.widget
            shown = widget.format_value(value) if hasattr(widget, "format_value") else value
            found[field.html_name] = value if isinstance(value, (list, bool)) else shown if shown is not None else ""
            if isinstance(found[field.html_name], list) and len(found[field.html_name]) == 1:
                found[field.html_name] = found[field.html_name][0]
    for one in sets:
        for field in one.management_form:
            found[field.html_name] = field.value()
    return found


@pytest.mark.parametrize("part", ["identitas", "jadwal", "jumlah", "formulir", "penilaian", "syarat"])
def test_saving_a_page_as_it_is_changes_nothing_but_the_revision(part, draft, sari, signed_in):
    client, address = signed_in(sari), reverse("kipp:rules_part", args=[draft.slug, part])
    before = _content(draft)
    page = client.get(address)
    answer = client.post(address, typed(page))
    assert answer.status_code == 302, [f.errors for _t, f in answer.context["pairs"]] if answer.context else ""
    draft.refresh_from_db()
    assert draft.revision == 1
    assert _content(draft) == before
    assert client.post(address, typed(page)).status_code == 200, "the second click is told, and nothing is doubled"
    assert _content(draft) == before


def _content(edition: Edition) -> list:
    fresh = Edition.objects.get(pk=edition.pk)
    found = [fresh.name, fresh.tie_break, fresh.blind, fresh.passing_grade, fresh.about_en]
    for name in ("stages", "tracks", "groups", "categories", "sections", "requirements", "check_items"):
        found.append(list(getattr(fresh, name).order_by("pk").values()))
    found.append(list(Criterion.objects.filter(stage__edition=fresh).order_by("pk").values()))
    return found


def test_add_a_row_keeps_what_was_typed(draft, sari, signed_in):
    client, address = signed_in(sari), reverse("kipp:rules_part", args=[draft.slug, "formulir"])
    data = typed(client.get(address)) | {"bagian-0-title": "Ringkasan pendek", "more": "bagian"}
    count = draft.sections.count()
    page = client.post(address, data)
    assert page.status_code == 200
    assert "Ringkasan pendek" in page.content.decode()
    rows = page.context["pairs"][0][1].total_form_count()
    assert rows == count + 1
    assert draft.sections.count() == count
    data = typed(page) | {
        f"bagian-{count}-title": "Pelajaran",
        f"bagian-{count}-words": "150",
        f"bagian-{count}-required": "on",
    }
    assert client.post(address, data).status_code == 302
    added = draft.sections.get(key="pelajaran")
    assert (added.words, added.required, added.order) == (150, True, count + 1)
    assert draft.sections.first().title == "Ringkasan pendek"


def test_weights_must_sum_to_exactly_100(draft, sari, signed_in):
    client, address = signed_in(sari), reverse("kipp:rules_part", args=[draft.slug, "penilaian"])
    page = client.get(address)
    refused = client.post(address, typed(page) | {"kriteria-proposal-0-weight": "9.999"})
    assert refused.status_code == 200
    assert "99.999" in refused.content.decode()
    moved = typed(page) | {"kriteria-proposal-0-weight": "9.999", "kriteria-proposal-1-weight": "15.001"}
    assert client.post(address, moved).status_code == 302


def test_removing_a_row(draft, sari, signed_in):
    client, address = signed_in(sari), reverse("kipp:rules_part", args=[draft.slug, "jumlah"])
    page = client.get(address)
    assert client.post(address, typed(page) | {"kategori-0-DELETE": "on", "kategori-0-title": ""}).status_code == 302
    assert draft.categories.count() == 2


def test_published_rules_stay(edition, sari, signed_in):
    client, address = signed_in(sari), reverse("kipp:rules_part", args=[edition.slug, "formulir"])
    answer = client.post(address, {"revision": 0, "bagian-TOTAL_FORMS": 0, "bagian-INITIAL_FORMS": 0})
    assert answer.status_code == 302
    assert edition.sections.exists()


def test_rubric_bands_leave_no_gap(draft, sari, signed_in):
    criterion = Criterion.objects.filter(stage__edition=draft).first()
    client, address = signed_in(sari), reverse("kipp:rules_criterion", args=[draft.slug, criterion.pk])

    def bands(*rows: tuple[int, int]) -> dict:
        data = {"revision": draft.revision, "rentang-TOTAL_FORMS": len(rows), "rentang-INITIAL_FORMS": 0}
        for n, (low, high) in enumerate(rows):
            data |= {f"rentang-{n}-low": low, f"rentang-{n}-high": high, f"rentang-{n}-id": f"Arti {n}"}
        return data

    assert client.post(address, bands((80, 100), (0, 70))).status_code == 200
    assert client.post(address, bands((0, 79), (80, 100))).status_code == 302
    criterion.refresh_from_db()
    assert [band["from"] for band in criterion.anchors] == [80, 0]


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
    assert client.post(reverse("kipp:withdraw_offer", args=[edition.slug, offer.pk])).status_code == 302
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
