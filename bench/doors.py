"""Doors the benches share: somebody signed in, and a page that is fetched and looked at."""

import re

from django.test import Client

from bench.measure import Work
from tuntas.people.models import Person


def signed_in(person: Person | None) -> Client:
    """A client with the person's session; nobody's for None."""
    client = Client(SERVER_NAME="localhost")
    if person is not None:
        client.force_login(person)
    return client


def counted(content: bytes, mark: bytes) -> int:
    """How many rows of the page carry the mark; the head of a table is none."""
    return len(re.findall(mark, content)) - (mark == b"<tr")


def page(client: Client, address: str, rows: int, mark: bytes = b"<tr") -> Work:
    """Fetch the page and make sure that it is the page: status, rows and more than a few bytes."""

    def fetch() -> tuple[int, int]:
        answer = client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        found = counted(answer.content, mark) if rows else 0
        assert not rows or found == rows, (address, found, rows)
        assert len(answer.content) > 2_000, (address, len(answer.content))
        return len(answer.content), found

    return fetch
