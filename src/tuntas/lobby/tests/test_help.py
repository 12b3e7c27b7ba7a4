"""Help: one's own guides first, in one's language, with pictures; nothing outside the guides is served."""

import re

import pytest
from django.urls import reverse

from tuntas.kipp.terms import Seat
from tuntas.kipp.tests.conftest import *  # noqa: F403
from tuntas.kipp.tests.stage import _seated
from tuntas.lobby.queries.guides import GUIDES, HOME, shelf

pytestmark = pytest.mark.django_db


def keys(guides) -> list[str]:
    return [guide.key for guide in guides]


def test_ones_own_guides_stand_first(small_edition, sari, wati, agus, tono, now) -> None:
    assert "inovator" in keys(shelf(wati, now)[0]) and "admin-lokal" in keys(shelf(agus, now)[0])
    assert keys(shelf(sari, now)[0]) == ["penyelenggara"]
    assert keys(shelf(_seated(small_edition, "Tono Nobody", Seat.JUROR).person, now)[0]) == ["juri"]
    assert shelf(None, now) == ([], list(GUIDES))


def test_every_guide_is_a_page_in_both_languages(client) -> None:
    assert set(keys(GUIDES)) == {path.stem for path in (HOME / "id").glob("*.md")}
    for language in ("id", "en"):
        client.cookies["django_language"] = language
        for guide in GUIDES:
            page = client.get(reverse("lobby:guide", args=[guide.key]))
            words = page.content.decode()
            assert page.status_code == 200 and f'<html lang="{language}"' in words
            assert words.count("<h1") == 1
            assert f"/bantuan/gambar/{language}/" in words
            assert ".md" not in words


def test_links_between_guides_stay_in_the_house(client) -> None:
    words = client.get(reverse("lobby:guide", args=["inovator"])).content.decode()
    assert reverse("lobby:guide", args=["akun"]) in words
    for key in ("penyelenggara", "inovator"):
        words = client.get(reverse("lobby:guide", args=[key])).content.decode()
        for part in re.findall(r'href="#([^"]+)"', words):
            assert f'id="{part}"' in words, part
        assert ">English</a>" not in words


def test_pictures_are_served_and_nothing_else_is(client) -> None:
    some = next((HOME / "pictures" / "id").glob("*.png")).stem
    found = client.get(reverse("lobby:guide_picture", args=["id", some]))
    assert found["Content-Type"] == "image/png" and b"".join(found.streaming_content).startswith(b"\x89PNG")
    assert client.get(reverse("lobby:guide_picture", args=["id", "tidak-ada"])).status_code == 404
    assert client.get(reverse("lobby:guide", args=["tidak-ada"])).status_code == 404
    assert client.get("/bantuan/gambar/..%2f/README.png").status_code == 404


def test_help_costs_little(client, signed_in, wati, django_assert_max_num_queries) -> None:
    page = signed_in(wati)
    with django_assert_max_num_queries(8):
        assert "Untuk tugas Anda" in page.get(reverse("lobby:help")).content.decode()
