"""Who gets in where: every address of the letters, every role, the own village, another, and one where it is off."""

import pytest
from django.urls import get_resolver, reverse
from tests.addresses import addresses, filled
from tests.cast import hold, person

from tuntas.catalogue.tests.switched import turn_off, turn_on
from tuntas.people.terms import Role
from tuntas.places.models import Place
from tuntas.places.terms import Level
from tuntas.services.labkd.actions import numbering

pytestmark = pytest.mark.django_db

PUBLIC = {"home", "letter_choose", "letter_ask", "letter_find", "letter_follow", "kiosk", "kiosk_ask"}
LEADS = {"letter_post", "letter_post_end", "letter_away", "letter_delegate", "letter_revoke", "letter_replace"}
POSTED = {"letter_back", "letter_undelegate", "letter_template_withdraw"}
AWAY = {"kiosk_finish"}


@pytest.fixture
def world(office, neighbours, now, django_capture_on_commit_callbacks):
    """A letter, a block, and a second village of the same regency where the service runs too."""
    with django_capture_on_commit_callbacks(execute=True):
        letter = office.signed(neighbours["Siti"])
    block = numbering.reserve_block(place=office.place, count=2, reason="x", by=office.secretary, now=now)
    other = Place.objects.create(
        code="33.26.05.2006", level=Level.VILLAGE, name="Sebelah", kind="desa", parent=office.place.parent
    )
    turn_on("labkd", other)
    values = {
        "reference": letter.case.reference, "token": letter.token, "kind": "domicile", "key": "hand_over",
        "form": "xlsx", "number": str(block.numbers.first().pk),
    }  # fmt: skip
    pks = {"letter_post_end": str(office.head_post.pk), "letter_block": str(block.pk), "letter_number": str(block.pk)}

    def opened(client, place: str) -> set[str]:
        """Names of the addresses that answer 200."""
        found = set()
        for name, route in addresses(get_resolver().url_patterns):
            if name.startswith("labkd:"):
                plain = name.removeprefix("labkd:")
                answer = client.get(filled(route, values | {"place": place, "pk": pks.get(plain, "1")}))
                assert answer.status_code in (200, 302, 404, 405), (name, answer.status_code)
                if answer.status_code == 200:
                    found.add(plain)
        return found

    opened.other = other
    return opened


@pytest.fixture
def every() -> set[str]:
    return {
        name.removeprefix("labkd:")
        for name, _route in addresses(get_resolver().url_patterns)
        if name.startswith(("labkd:letter", "labkd:kiosk", "labkd:home"))
    }


def test_strangers_and_accounts_without_a_role_see_what_everybody_sees(world, office, client, signed_in, tono):
    assert world(client, office.place.code) == PUBLIC
    assert world(signed_in(tono), office.place.code) == PUBLIC - {"kiosk_ask"} | {"letters_mine"}


@pytest.mark.parametrize("role", [Role.BPD_MEMBER, Role.VOLUNTEER])
def test_other_roles_of_the_village_are_strangers_to_the_office(role, world, office, signed_in):
    who = person("Lain Warga")
    hold(who, role, office.place)
    assert world(signed_in(who), office.place.code) == PUBLIC - {"kiosk_ask"} | {"letters_mine"}


def test_the_operator_works_and_does_not_lead(world, office, signed_in, every):
    found = world(signed_in(office.operator), office.place.code)
    closed = LEADS | POSTED | AWAY | {"kiosk_ask", "letter_match", "letter_prepare", "letter_preview"}
    assert every - found == closed


def test_the_secretary_leads(world, office, signed_in, every):
    found = world(signed_in(office.secretary), office.place.code)
    closed = POSTED | AWAY | {"kiosk_ask", "letter_match", "letter_prepare", "letter_preview"}
    assert every - found == closed


def test_next_door_they_are_strangers(world, office, signed_in):
    for who in (office.operator, office.secretary, office.head):
        found = world(signed_in(who), world.other.code)
        assert found == PUBLIC - {"kiosk_ask", "letter_follow"} | {"letters_mine"}


def test_a_role_above_the_village_is_none_in_its_office(world, office, pekalongan, jateng, signed_in):
    turn_on("labkd", pekalongan)
    for role, place in ((Role.LEADER, pekalongan), (Role.REGENCY_TEAM, pekalongan), (Role.OPERATOR, jateng)):
        who = person(f"{role} Atas")
        hold(who, role, place)
        assert world(signed_in(who), office.place.code) == PUBLIC - {"kiosk_ask"} | {"letters_mine"}, role
        there = world(signed_in(who), pekalongan.code)
        words = {"letter_templates", "letter_template", "letter_codes"} if role == Role.REGENCY_TEAM else set()
        assert there == {"home"} | words, role


def test_switched_off_nothing_is_there_for_anybody(world, office, client, signed_in):
    turn_off("labkd", office.place)
    for person_ in (None, office.operator, office.secretary, office.head):
        assert world(signed_in(person_) if person_ else client, office.place.code) == set()
    turn_on("labkd", office.place)
    assert "letter" in world(signed_in(office.operator), office.place.code), "everything was kept"


def test_what_is_sent_is_guarded_like_what_is_shown(world, office, signed_in):
    client = signed_in(office.operator)
    for name in ("letter_post", "letter_away", "letter_delegate", "letter_blocks"):
        assert client.post(reverse(f"labkd:{name}", args=[office.place.code]), {}).status_code == 404
    assert client.post(reverse("labkd:letter_template", args=[office.place.code, "domicile"]), {}).status_code == 404
