"""W7: a proposal handed in by somebody who had no account before, in four steps.

The local admin has invited the address (not timed). Then by the clock: 1 register (password hash as in production,
letter with the link), 2 confirm the address and take the invitation, 3 begin the proposal and write its three
sections, 4 send it to the local admin, who submits it: number, version, register entry and the sealed receipt PDF
are all made within the request. Nine forms sent, and each page they lead to; the peer's figure is for four requests.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.test import Client

from bench.doors import signed_in
from bench.measure import Result, measure
from bench.public import register
from bench.world import START, World, build
from tuntas.documents.models import Document
from tuntas.kipp.models import Entry, Stage
from tuntas.kipp.terms import EntryStage, StageKind
from tuntas.people.actions.invitations import invite
from tuntas.people.models import Holding, Invitation, Organisation, Person
from tuntas.people.terms import OrganisationKind, Role

TEXTS = {"s1": "layanan warga " * 25, "s2": "loket berkas anak " * 80, "s3": "desa pasar " * 25}


def run() -> Iterator[Result]:
    """The world of 1,000 entries and a register of 1,000 innovations, with registration open."""
    world = build()
    register()
    entrant = Entrant(world)
    yield measure(
        "W7", "submit from a new account, 4 steps", 1197, entrant.walk, "pretalx 1,197 ms (4 requests, hash and mail)",
        times=20, before=entrant.invited,
    )  # fmt: skip


class Entrant:
    """A new person each time, in the same office."""

    def __init__(self, world: World) -> None:
        self.edition = world.edition
        self.numbers = count(1)
        closes = START + timedelta(days=2)
        Stage.objects.create(
            edition=self.edition, key="registration", title="Pendaftaran", kind=StageKind.REGISTRATION, order=1,
            opens_at=START - timedelta(days=9), closes_at=closes,
        )  # fmt: skip
        self.edition.tracks.update(kinds=[OrganisationKind.REGENCY])
        self.office = Organisation.objects.filter(name="Dinas Contoh 1").get()
        self.admin = Person.objects.create(email="admin@example.org", name="Admin Contoh", is_sample=True)
        since = START - timedelta(days=30)
        Holding.objects.create(person=self.admin, role=Role.LOCAL_ADMIN, organisation=self.office, since=since)

    def invited(self) -> None:
        """The next person's invitation lies there; no limit on registrations is near."""
        cache.clear()
        self.email = f"baru{next(self.numbers)}@example.org"
        invite(email=self.email, role=Role.INNOVATOR, organisation=self.office, by=self.admin, now=START)
        for letter in self._letters():
            letter.unlink()
        self.boss = signed_in(self.admin)
        self.client = signed_in(None)
        self.sent = 0

    def walk(self) -> tuple[int, int]:
        """All four steps; bytes answered, and the one proposal that stands handed in at the end."""
        new = {"name": "Orang Baru", "email": self.email, "password1": "pasar-sawah-bidan-2021"}
        self._post(self.client, "/akun/signup/", new)
        self._post(self.client, self._link(), {})
        offer = Invitation.objects.get(email=self.email)
        self._post(self.client, f"/akun/undangan/{offer.token}/", {})
        title = f"Sumur {self.email.split('@')[0]} bening"
        group, category = self.edition.groups.get(), self.edition.categories.first()
        assert category is not None
        facts = {"organisation": self.office.pk, "title": title, "group": group.pk, "category": category.pk}
        facts |= {"started_on": str(date(START.year - 3, 1, 5)), "innovation": "new"}
        self._post(self.client, f"/kipp/{self.edition.slug}/usulan/baru/", facts)
        entry = Entry.objects.get(title=title)
        here = f"/kipp/{self.edition.slug}/usulan/{entry.case.reference}/"
        for key, text in TEXTS.items():
            self._post(self.client, f"{here}tulis/{key}/", {"text": text, "revision": 0})
        self._post(self.client, f"{here}tinjau/", {"act": "hand_over"})
        self._post(self.boss, f"{here}tinjau/", {"act": "submit", "integrity": "1"})
        entry = Entry.objects.select_related("case", "receipt").get(pk=entry.pk)
        assert entry.case.stage == EntryStage.SUBMITTED and entry.number
        assert Document.objects.get(pk=entry.receipt_id).file is not None
        return self.sent, 1

    def _post(self, client: Client, address: str, data: dict[str, object]) -> None:
        answer = client.post(address, data, follow=True)
        assert answer.redirect_chain and answer.status_code == 200, (address, answer.status_code, answer.redirect_chain)
        self.sent += len(answer.content)

    def _letters(self) -> list[Path]:
        return sorted(Path(settings.EMAIL_FILE_PATH).glob("*"), key=lambda path: path.stat().st_mtime)

    def _link(self) -> str:
        """The link in the newest letter."""
        found = re.search(r"https?://[^/\s]+(/akun/confirm-email/\S+)", self._letters()[-1].read_text())
        assert found, self._letters()[-1].read_text()
        return found.group(1)
