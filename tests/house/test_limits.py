"""What anybody may ask without an account is limited by address, in all processes of an installation together."""

import os
import subprocess
import sys
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.cast import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("still")]

ASK_ONCE = """
import django
django.setup()
from allauth.core.ratelimit import consume
from django.test import RequestFactory
asked = [consume(RequestFactory().post("/"), action="search") for _ in range(70)]
print(sum(asked))
"""


def ask(action: str, client: Client, **more: str):
    if action == "search":
        return client.get(reverse("lobby:search"), {"q": "sekolah"}, **more)
    if action == "check":
        return client.get(reverse("documents:check", args=["ABCD-EFGH"]), **more)
    file = SimpleUploadedFile("surat.pdf", b"%PDF-1.7 bukan surat", "application/pdf")
    return client.post(reverse("documents:check"), {"file": file}, **more)


@pytest.mark.parametrize("action", ["search", "check", "examine"])
def test_too_many_questions_from_one_address(action: str, client: Client, still) -> None:
    most = int(settings.ACCOUNT_RATE_LIMITS[action].partition("/")[0])
    assert 429 not in {ask(action, client).status_code for _ in range(most)}
    answer = ask(action, client)
    assert answer.status_code == 429
    assert "Mohon tunggu sebentar" in answer.content.decode() and "<h1>" in answer.content.decode()
    assert ask(action, client, REMOTE_ADDR="192.0.2.7").status_code != 429, "another address is not made to wait"
    still.move_to(NOW + timedelta(seconds=61))
    assert ask(action, client).status_code != 429


def test_the_page_speaks_english_too(client: Client) -> None:
    client.cookies["django_language"] = "en"
    for _ in range(20):
        ask("examine", client)
    assert "Please wait a moment" in ask("examine", client).content.decode()


def test_opening_the_empty_form_is_never_limited(client: Client) -> None:
    for _ in range(25):
        ask("examine", client)
    assert client.get(reverse("documents:check")).status_code == 200


def test_two_processes_count_together(tmp_path) -> None:
    """70 questions in each of two processes: the limit of 120 holds for both together."""
    outside = {key: value for key, value in os.environ.items() if key not in {"TUNTAS_TEST", "TUNTAS_DATABASE"}}
    surroundings = {**outside, "TUNTAS_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "tuntas.config.settings"}
    let_in = [
        int(subprocess.run([sys.executable, "-c", ASK_ONCE], env=surroundings, capture_output=True, check=True).stdout)
        for _ in range(2)
    ]
    assert let_in == [70, 50]
