"""The office of Desa Talun in tests: Yuni prepares, Hadi checks, Warto signs; all invented.

from tuntas.services.labkd.tests.office import office  # noqa: F401  (fixture)
from tuntas.residents.tests.neighbours import neighbours, officer  # noqa: F401
"""

from dataclasses import dataclass
from datetime import date

import pytest
from tests.cast import NOW, hold, person

from tuntas.catalogue.tests.switched import turn_on
from tuntas.people.models import Person
from tuntas.people.terms import Role
from tuntas.places.models import Place
from tuntas.residents.models import Resident
from tuntas.services.labkd.actions import asking, chain, preparing
from tuntas.services.labkd.models import Letter, Post
from tuntas.services.labkd.rules.kinds import kinds
from tuntas.services.labkd.terms import Channel, Rank

ANSWERS = {"keperluan": "Melamar pekerjaan"}


@dataclass
class Office:
    """Who works at Desa Talun, and its posts."""

    place: Place
    operator: Person
    secretary: Person
    head: Person
    head_post: Post
    secretary_post: Post

    def ask(self, resident: Resident, kind: str = "domicile", **more: object) -> Letter:
        given = {"answers": ANSWERS, "channel": Channel.DESK, "by": self.operator, "resident": resident, **more}
        return asking.ask(place=self.place, kind=kinds()[kind], now=NOW, **given)  # type: ignore[arg-type]

    def prepared(self, resident: Resident, kind: str = "domicile", **more: object) -> Letter:
        """A letter filled in and sent to the secretary."""
        letter = self.ask(resident, kind)
        chain.step(letter=letter, key="take_up", by=self.operator, now=NOW)
        given = {"answers": ANSWERS, "corrections": {}, "reason": "", "revision": 1, **more}
        letter = preparing.prepare(letter=letter, by=self.operator, now=NOW, **given)  # type: ignore[arg-type]
        return chain.step(letter=letter, key="to_check", by=self.operator, now=NOW)

    def checked(self, resident: Resident, kind: str = "domicile", **more: object) -> Letter:
        """A letter that waits for its signer."""
        letter = self.prepared(resident, kind, **more)
        return chain.step(letter=letter, key="approve", by=self.secretary, now=NOW)

    def signed(self, resident: Resident, kind: str = "domicile", **more: object) -> Letter:
        """A letter with its number; its file follows after the commit."""
        return chain.sign(letter=self.checked(resident, kind, **more), by=self.head, now=NOW)


def post(place: Place, rank: Rank, who: Person | None, name: str, title: str, **more: object) -> Post:
    given = {"since": date(2021, 1, 1), "staff_number": "", **more}
    return Post.objects.create(place=place, rank=rank, person=who, name=name, title=title, **given)


@pytest.fixture
def office(talun: Place, officer: Person) -> Office:
    """The service is on at Desa Talun; posts are held since January 2021."""
    turn_on("labkd", talun)
    secretary, head = person("Hadi Sekretaris"), person("Warto Kades")
    hold(secretary, Role.VILLAGE_OFFICER, talun)
    hold(head, Role.LEADER, talun)
    return Office(
        talun,
        officer,
        secretary,
        head,
        post(talun, Rank.HEAD, head, "Warto Contoh", "Kepala Desa Talun"),
        post(talun, Rank.SECRETARY, secretary, "Hadi Contoh, S.E.", "Sekretaris Desa"),
    )
