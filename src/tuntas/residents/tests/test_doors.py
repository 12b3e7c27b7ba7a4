"""Every address of the register: open to who keeps it, not there for anybody else, whatever it is asked."""

import pytest
from django.core.cache import cache
from django.urls import reverse
from tests.cast import hold, person

from tuntas.people.models import Organisation
from tuntas.people.terms import OrganisationKind, Role
from tuntas.places.models import Place
from tuntas.residents.actions.rights import receive
from tuntas.residents.models import Reading
from tuntas.residents.rules import may_read, may_search
from tuntas.residents.terms import Purpose, RightKind
from tuntas.residents.urls import urlpatterns

pytestmark = pytest.mark.django_db
VALUES = {"key": "x", "other": "y", "slot": "new", "pk": 1, "reference": "HAK-1"}


@pytest.fixture
def kalirejo(talun):
    return Place.objects.create(
        code="33.26.05.2006", level="village", name="Kalirejo", kind="desa", parent=talun.parent
    )


def addresses(place, **values):
    """All addresses below the place, with those values."""
    names = {path.name: path.pattern.converters for path in urlpatterns if path.name != "home"}
    known = {**VALUES, "place": place.code, **values}
    return {
        name: reverse(f"residents:{name}", kwargs={key: known[key] for key in parts}) for name, parts in names.items()
    }


def test_nobody_else_finds_an_address(neighbours, talun, pekalongan, kalirejo, sari, agus, tono, client):
    siti = neighbours["Siti"]
    others = [sari, agus, tono]
    for role, where in (
        (Role.VILLAGE_OFFICER, kalirejo),
        (Role.REGENCY_TEAM, pekalongan),
        (Role.OPERATOR, talun.parent.parent.parent),
        (Role.VOLUNTEER, talun),
        (Role.BPD_MEMBER, talun),
        (Role.LEADER, talun),
    ):
        others.append(person(f"{role.value.replace('_', '').title()} Luar"))
        hold(others[-1], role, where)
    before = Reading.objects.count()
    real = addresses(talun, key=siti.key, other=neighbours["Rudi"].key)
    for who in others:
        client.force_login(who)
        for name, address in real.items():
            for answer in (client.get(address), client.post(address, {"q": "siti"})):
                assert answer.status_code in (404, 405), (who, name, answer.status_code)
        assert client.get(reverse("residents:home")).status_code == _home(who, kalirejo)
    assert Reading.objects.count() == before


def _home(who, kalirejo):
    """Only the officer of the other village has a register, that one."""
    return 302 if who.holdings.filter(place=kalirejo).exists() else 404


def test_strangers_sign_in_whatever_they_ask(neighbours, talun, client):
    for address in [reverse("residents:home"), *addresses(talun, key=neighbours["Siti"].key).values()]:
        answer = client.get(address)
        assert answer.status_code in (302, 405) and "akun" in answer.get("Location", "akun")
    answer = client.post(reverse("residents:new", args=[talun.code]), {"name": "Rahasia Contoh"})
    assert answer.status_code == 302 and "Rahasia" not in str(dict(client.session))


def test_an_outsider_learns_nothing_from_the_answer(neighbours, talun, kalirejo, tono, client):
    client.force_login(tono)
    there = client.get(reverse("residents:one", args=[talun.code, neighbours["Siti"].key]))
    nowhere = client.get(reverse("residents:one", args=[talun.code, "bukan-siapa-siapa"]))
    no_place = client.get(reverse("residents:one", args=["99.99", "x"]))
    bodies = {answer.content.decode().count("") for answer in (there, nowhere, no_place)}
    assert {answer.status_code for answer in (there, nowhere, no_place)} == {404} and max(bodies) - min(bodies) < 40


def test_who_keeps_it_opens_every_page(neighbours, officer, talun, now, client):
    asking = receive(place=talun, kind=RightKind.COPY, who="Rudi", text="", by=officer, now=now)
    client.force_login(officer)
    values = {"key": neighbours["Siti"].key, "other": neighbours["Rudi"].key, "reference": asking.reference}
    cards = {"family": neighbours["Siti"].family.key}
    for name, address in addresses(talun, **values).items():
        if name in cards:
            address = reverse(f"residents:{name}", args=[talun.code, cards[name]])
        if name in ("sheet", "mapping", "left_out", "progress"):
            continue
        answer = client.get(address)
        assert answer.status_code in (200, 405), (name, answer.status_code)
        if answer.status_code == 200:
            assert answer["Cache-Control"] == "private, no-store"
            assert PEOPLE_NIK not in answer.content.decode() or name == "numbers", name
    assert client.get(reverse("residents:home")).url == reverse("residents:list", args=[talun.code])


PEOPLE_NIK = "3326054507820002"


def test_a_record_is_found_below_its_own_village_only(neighbours, officer, talun, kalirejo, client):
    hold(officer, Role.VILLAGE_OFFICER, kalirejo)
    client.force_login(officer)
    siti = neighbours["Siti"].key
    for name in ("one", "edit", "trail", "copy", "grounds", "erase", "numbers", "life", "alike"):
        assert client.get(reverse(f"residents:{name}", args=[talun.code, siti])).status_code == 200
        assert client.get(reverse(f"residents:{name}", args=[kalirejo.code, siti])).status_code == 404


def test_searching_is_limited(neighbours, officer, talun, client, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "residents": "3/m/user"}
    cache.clear()
    client.force_login(officer)
    codes = [client.post(reverse("residents:find", args=[talun.code]), {"q": "siti"}).status_code for _ in range(4)]
    assert codes == [200, 200, 200, 429]


MATRIX = {
    Role.VILLAGE_OFFICER: set(Purpose),
    Role.LOCAL_ADMIN: set(Purpose),
    Role.LEADER: {Purpose.LETTER, Purpose.WELFARE},
    Role.VOLUNTEER: {Purpose.MEETING, Purpose.SCHOOLING},
    Role.BPD_MEMBER: set(),
    Role.INNOVATOR: set(),
}


@pytest.mark.parametrize("role", list(MATRIX))
def test_role_and_purpose_at_the_village_and_in_its_government(role, talun, kalirejo, now):
    government = Organisation.objects.create(name="Pemdes Talun", kind=OrganisationKind.VILLAGE, place=talun)
    office = Organisation.objects.create(name="Kantor lain", kind=OrganisationKind.OTHER, place=talun)
    who = [person(f"Orang{number} Contoh") for number in range(3)]
    hold(who[0], role, talun)
    hold(who[1], role, government)
    hold(who[2], role, office)
    for purpose in Purpose:
        for number, reads in enumerate([purpose in MATRIX[role]] * 2 + [False]):
            assert may_read(who[number], talun, purpose, now) is reads, (role, purpose, number)
            assert may_search(who[number], talun, purpose, now) is reads
            assert not may_read(who[number], kalirejo, purpose, now)
