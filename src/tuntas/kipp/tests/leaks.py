"""The leak harness: everything one person can observe, read twice, in two worlds that differ in one hidden fact.

`observed` opens every address of the house with every combination of given values, the searches, filters, sort
orders and pages those offer, and posts to each of them. What is kept of an answer: status, headers, body, where it
leads, messages, and the number of database queries (the coarse clock: equal work, equal time). Then the notices and
letters of the person. Tokens that are new on every page are taken out; nothing else is.

A new address is covered as soon as it has a name; nothing has to be written here.
"""

import logging
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from io import BytesIO
from urllib.parse import urlencode

from django.contrib.messages import get_messages
from django.core import mail
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from tests.addresses import every_address

from tuntas.notices.models import Notice
from tuntas.people.models import Person

# Accounts and sign-in, the style page and the public register of places say nothing of a competition.
ELSEWHERE = (
    "account_",
    "mfa_",
    "ui:",
    "places:",
    "set_language",
    "lobby:health",
    "lobby:robots",
    "people:everywhere_out",
)
ALWAYS = ("page=2", "semua=1")
WORDS = ("brebes", "kudu", "80", "pemenang", "KIPP-")
# Where the competition can show; what other rooms offer in their forms is read as it stands.
DEEP = ("/kipp/", "/urusan/", "/meja/", "/kabar/", "/cari/", "/jejak/", "/inovasi/", "/dokumen/")
MOST = 10  # variants of one page that its own forms and links offer
NEW_EACH_TIME = re.compile(rb'(csrfmiddlewaretoken" value=")[^"]+|(nonce[-=]"?)[\w+/=]+')


@dataclass(frozen=True)
class Seen:
    """One answer, as far as it can tell anything."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    messages: tuple[str, ...]
    queries: int


Observed = dict[str, object]


def unpacked(body: bytes) -> bytes:
    """A workbook's parts without the hour each was packed at, which the wall clock gives; other bodies as they are."""
    if not body.startswith(b"PK"):
        return body
    with zipfile.ZipFile(BytesIO(body)) as book:
        return b"".join(one.filename.encode() + book.read(one) for one in book.infolist())


def seen(client: Client, address: str, *, post: Mapping[str, str] | None = None) -> Seen:
    """Ask for the address in a savepoint that is undone: looking changes nothing for the next look."""
    asked: list[str] = []

    def count(execute, sql, *rest):
        asked.append(sql)
        return execute(sql, *rest)

    with transaction.atomic(), connection.execute_wrapper(count):
        answer = client.get(address) if post is None else client.post(address, post)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        said = tuple(str(one) for one in get_messages(answer.wsgi_request))
        transaction.set_rollback(True)
    assert answer.status_code < 500, (address, answer.status_code)
    headers = tuple(sorted((name, value) for name, value in answer.headers.items() if name != "Set-Cookie"))
    headers = tuple((name, re.sub(r"nonce-[\w+/=]+", "", value)) for name, value in headers)
    return Seen(answer.status_code, headers, NEW_EACH_TIME.sub(rb"\1\2", unpacked(body)), said, len(asked))


def offers(page: Seen, address: str) -> list[str]:
    """The queries a page offers by its links and its search forms, and those every list may know."""
    kind = dict(page.headers).get("Content-Type", "")
    if page.status != 200 or "text/html" not in kind or "?" in address or not address.startswith(DEEP):
        return []
    text = unescape(page.body.decode())
    found = [link for link in re.findall(r'href="\?([^"#]*)"', text) if link]
    for form in re.findall(r"<form(?![^>]*method=\"post\")[^>]*>.*?</form>", text, re.S):
        for name in re.findall(r'<input[^>]*name="(\w+)"', form):
            found += [urlencode({name: word}) for word in WORDS]
        for name, inside in re.findall(r'<select[^>]*name="(\w+)"[^>]*>(.*?)</select>', form, re.S):
            found += [urlencode({name: value}) for value in re.findall(r'<option value="([^"]+)"', inside)[:4]]
    deep = [link for link in re.findall(r'href="(/[^"#]*\?[^"#]+)"', text) if not link.startswith("/akun/")]
    own = [f"{address}?{query}" for query in dict.fromkeys([*found[:MOST], *ALWAYS])]
    return [*own, *dict.fromkeys(deep[:MOST])]


def observed(who: Person | None, pages: Sequence[str], acts: Mapping[str, Mapping[str, str]] | None = None) -> Observed:
    """Everything of `pages`, what they offer, an empty post to each and the posts of `acts`, as that person."""
    cache.clear()
    client = Client()
    with transaction.atomic():
        if who is not None:
            client.force_login(who)
        found: Observed = {}
        for address in pages:
            found[address] = page = seen(client, address)
            for variant in offers(page, address):
                if variant not in found:
                    found[variant] = seen(client, variant)
            if page.status in (200, 405) and address.startswith(("/kipp/", "/urusan/")):
                found[f"POST {address}"] = seen(client, address, post={})
        for address, data in (acts or {}).items():
            found[f"POST {address} {sorted(data)}"] = seen(client, address, post=data)
        transaction.set_rollback(True)
    if who is not None:
        notices = Notice.objects.filter(person=who).order_by("pk")
        found["notices"] = list(notices.values_list("kind", "title", "title_en", "body", "body_en", "link"))
        found["letters"] = [(one.subject, one.body) for one in mail.outbox if who.email in one.to]
    return found


def different(one: Observed, two: Observed) -> dict[str, str]:
    """Where two readings part, each with the first thing that differs, for the one who mends the leak."""
    found = {}
    for address in [*one, *(address for address in two if address not in one)]:
        here, there = one.get(address), two.get(address)
        if here != there:
            found[address] = _first(here, there)
    return found


def _first(here: object, there: object) -> str:
    if not isinstance(here, Seen) or not isinstance(there, Seen):
        return f"{str(here)[:200]} | {str(there)[:200]}"
    for part in ("status", "queries", "messages"):
        if getattr(here, part) != getattr(there, part):
            return f"{part}: {getattr(here, part)} | {getattr(there, part)}"
    if here.body != there.body:
        at = next((i for i, (a, b) in enumerate(zip(here.body, there.body, strict=False)) if a != b), 0)
        return f"body: {here.body[max(0, at - 60) : at + 60]!r} | {there.body[max(0, at - 60) : at + 60]!r}"
    return f"headers: {set(here.headers) ^ set(there.headers)}"


def numbers() -> list[tuple[str, int, bool]]:
    """Where PostgreSQL's counters of new rows stand: undoing does not put them back, and ids show in the journal."""
    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT quote_ident(sequencename), coalesce(last_value, 1), last_value IS NOT NULL FROM pg_sequences"
        )
        return cursor.fetchall()


def put_back(counters: list[tuple[str, int, bool]]) -> None:
    """The next world numbers its rows as this one did."""
    with connection.cursor() as cursor:
        for name, value, called in counters:
            cursor.execute("SELECT setval(%s, %s, %s)", [name, value, called])


def leaks(
    who: Person | None,
    values: Mapping[str, Sequence[str]],
    one: Callable[[], None],
    two: Callable[[], None],
    acts: Mapping[str, Mapping[str, str]] | None = None,
) -> tuple[dict[str, str], Observed]:
    """Read both worlds as that person, each made and undone: where the readings differ, and the first reading.

    An empty first part means that nothing the person can reach tells the two worlds apart.
    """
    pages = every_address(values, skip=ELSEWHERE)
    readings = []
    log = logging.getLogger("django.request")
    log.disabled = True  # refusals are what is looked for, by the hundred
    counters = numbers()
    for make in (one, two):
        put_back(counters)
        with transaction.atomic():
            make()
            readings.append(observed(who, pages, acts))
            transaction.set_rollback(True)
    log.disabled = False
    return different(*readings), readings[0]


def opened(found: Observed) -> list[str]:
    """The addresses that answered with a page."""
    return [address for address, page in found.items() if isinstance(page, Seen) and page.status == 200]
