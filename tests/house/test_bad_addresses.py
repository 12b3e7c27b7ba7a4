"""Nonsense in a question breaks no page: NUL, bytes that are no text, huge numbers, very long words."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.urls import get_resolver

import tuntas
from tests.addresses import addresses, filled
from tests.cast import NOW, hold
from tuntas.innovations.models import Innovation
from tuntas.kipp.tests.finished import ANNOUNCEMENT_DAY
from tuntas.people.models import Person
from tuntas.people.terms import Role

pytestmark = pytest.mark.django_db

ROOMS = Path(tuntas.__file__).parent
READ = re.compile(r"""(?:GET|asked|data)(?:\.get|\.getlist)?[(\[]"(\w+)"|^    (\w+) = (?:forms\.|RegencyField)""", re.M)
TEXT = "a%00b%1F%ED%A0%80%FF"  # NUL, control character, half a surrogate, no UTF-8
NUMBERS = ["9" * 30, quote("²³"), "9" * 5000]
LONG = "sekolah" * 4300


def names() -> list[str]:
    """Everything any page reads from its address, as far as the sources tell."""
    doors = {"views", "views.py", "forms", "forms.py", "queries"}
    files = [file for file in ROOMS.rglob("*.py") if doors & {*file.parts}]
    found = {name for file in files for pair in READ.findall(file.read_text()) for name in pair if name}
    return sorted(found | {"page", "q", "text"})


def questions(asked: list[str]) -> Iterator[str]:
    """Every name with nonsense: text and numbers by turns, so that a number is wrong where the other is text."""
    for turn in range(2):
        for numbers in NUMBERS[: 3 - 2 * turn]:
            pairs = ((key, TEXT if at % 2 == turn else numbers) for at, key in enumerate(asked))
            yield "&".join(f"{key}={value}" for key, value in pairs)
    yield "&".join(f"{key}={LONG}" for key in ("q", "text"))


@pytest.mark.parametrize("name", ["nobody", "sari"])
def test_nonsense_breaks_no_page(name: str, announced_edition, finalists, talun, jateng, sari, client: Client) -> None:
    Innovation.objects.create(slug="kudu", name="KUDU", is_public=True, added_at=NOW)
    for role in (Role.OPERATOR, Role.EDITOR):
        hold(sari, role, jateng)
    values = {
        "edition": announced_edition.slug, "reference": finalists[0].case.reference, "stage": "desk",
        "code": talun.code, "slug": "kudu", "what": "entries", "section": "ringkasan", "place": talun.code,
    }  # fmt: skip
    who = Person.objects.filter(email=f"{name}@example.org").first()
    with time_machine.travel(ANNOUNCEMENT_DAY):
        if who:
            client.force_login(who)
        every = {filled(route, values) for one, route in addresses(get_resolver().url_patterns) if "logout" not in one}
        pages = [address for address in sorted(every) if client.get(address).status_code == 200]
        assert len(pages) > 20
        asked = list(questions(names()))
        for question in asked[:1] + asked[-2:-1] if who else asked:
            for address in pages:
                cache.clear()  # nobody is made to wait here
                assert client.get(address, QUERY_STRING=question).status_code < 500, (address, question[:99])


def test_a_nul_in_the_path_leads_nowhere(client: Client) -> None:
    for address in ("/replikasi/A%00B/", "/urusan/A%00B/", "/kipp/x/usulan/%00/", "/%00"):
        assert client.get(address).status_code in (302, 404), address


def test_a_question_is_read_without_its_control_characters(client: Client) -> None:
    page = client.get("/cari/", QUERY_STRING="q=ku%00du%1F").content.decode()
    assert 'value="kudu"' in page
