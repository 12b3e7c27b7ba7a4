"""Who opens which page of the switches where: every role, every place, every address, with and without the switch."""

import pytest
from django.test import Client
from django.urls import reverse
from tests.cast import hold, person

from tuntas.catalogue.rules import may_manage
from tuntas.catalogue.tests.switched import turn_on
from tuntas.people.models import Organisation
from tuntas.people.terms import OrganisationKind, Role

pytestmark = pytest.mark.django_db
PAGES = {
    "switches": [], "switch": ["uji"], "ready": ["uji", "decree"], "settings": ["uji"],
    "own_texts": ["uji"], "own_text": ["uji", "sop"], "write": ["uji", "sop"],
}  # fmt: skip
# Who decides where, of the four places below.
DECIDES = {
    "operator": {"33", "33.26", "33.26.05.2005", "33.29.02.2001"},
    "organiser": {"33", "33.26", "33.26.05.2005", "33.29.02.2001"},
    "regency team": {"33.26", "33.26.05.2005"},
    "regency admin": {"33.26", "33.26.05.2005"},
    "village officer": {"33.26.05.2005"},
    "village admin": {"33.26.05.2005"},
    "village head": set(),
    "volunteer": set(),
    "council": set(),
    "secretariat": set(),
    "hospital admin": set(),
    "innovator of the regency": set(),
    "ended officer": set(),
    "other village": {"33.29.02.2001"},
    "member": set(),
}
SENT = {"state": "on", "reason": "x", "met": "on", "text": "x", "note": "x", "revision": "0"}
PLACES = ("33", "33.26", "33.26.05.2005", "33.29.02.2001")


@pytest.fixture
def everybody(jateng, pekalongan, talun, far, now):
    def holds(name, role, where):
        who = person(f"{name.title().replace(' ', '')} Contoh")
        return who, hold(who, role, where)

    village = Organisation.objects.create(name="Pemerintah Desa Talun", kind=OrganisationKind.VILLAGE, place=talun)
    regency = Organisation.objects.create(name="Pemkab Pekalongan", kind=OrganisationKind.REGENCY, place=pekalongan)
    clinic = Organisation.objects.create(name="RSUD Kajen", kind=OrganisationKind.HOSPITAL, place=pekalongan)
    made = {
        "operator": (Role.OPERATOR, jateng), "organiser": (Role.ORGANISER, jateng),
        "regency team": (Role.REGENCY_TEAM, pekalongan), "regency admin": (Role.LOCAL_ADMIN, regency),
        "village officer": (Role.VILLAGE_OFFICER, talun), "village admin": (Role.LOCAL_ADMIN, village),
        "village head": (Role.LEADER, talun), "volunteer": (Role.VOLUNTEER, talun), "council": (Role.BPD_MEMBER, talun),
        "secretariat": (Role.SECRETARIAT, jateng), "hospital admin": (Role.LOCAL_ADMIN, clinic),
        "innovator of the regency": (Role.INNOVATOR, regency), "ended officer": (Role.VILLAGE_OFFICER, talun),
        "other village": (Role.VILLAGE_OFFICER, far),
    }  # fmt: skip
    found = {}
    for name, (role, where) in made.items():
        found[name], holding = holds(name, role, where)
        if name == "ended officer":
            holding.until = now
            holding.save()
    return found | {"member": person("Member Contoh")}


@pytest.mark.parametrize("on", [False, True], ids=["off", "on"])
def test_the_matrix(on, trial, everybody, talun, still):
    """The switch opens and closes pages of the service, never those of the switches."""
    assert set(everybody) == set(DECIDES)
    if on:
        turn_on("trial", talun)
    pages = PAGES if on else {name: PAGES[name] for name in ("switches", "switch")}
    for name, who in everybody.items():
        client = Client()
        client.force_login(who)
        for code in PLACES:
            expected = 200 if code in DECIDES[name] else 403
            for page, parts in pages.items():
                address = reverse(f"catalogue:{page}", args=[code, *parts])
                assert client.get(address).status_code == expected, (name, address)
            if expected == 403:
                assert client.post(reverse("catalogue:switch", args=[code, "uji"]), SENT).status_code == 403, name
        many = client.get(reverse("catalogue:villages", args=["33.26", "uji"])).status_code
        assert many == (200 if "33.26" in DECIDES[name] else 403), name


def test_who_may_not_open_a_page_may_not_send_it(trial, everybody, still):
    client = Client()
    client.force_login(everybody["other village"])
    for page, parts in [*PAGES.items(), ("villages", ["uji"]), ("news", ["uji", "sop"]), ("back", ["uji", "sop"])]:
        for code in ("33", "33.26", "33.26.05.2005"):
            assert client.post(reverse(f"catalogue:{page}", args=[code, *parts]), SENT).status_code == 403, page


def test_strangers_sign_in_first(trial, talun, client):
    for page, parts in PAGES.items():
        answer = client.get(reverse(f"catalogue:{page}", args=[talun.code, *parts]))
        assert answer.status_code == 302 and answer.url.startswith(reverse("account_login"))
    assert not may_manage(None, talun, None)


def test_what_does_not_exist(trial, talun, officer, signed_in):
    client = signed_in(officer)
    for address in ("nothing/", "uji/kesiapan/nothing/", "uji/praktik/nothing/", "lanjutan/pengaturan/", "uji/desa/"):
        assert client.get(f"/layanan/{talun.code}/atur/{address}").status_code == 404, address
    assert client.get("/layanan/33.26.99/atur/").status_code == 404


def test_public_pages_need_nobody(trial, talun, client):
    turn_on("trial", talun)
    for address in (
        "/layanan/",
        "/layanan/uji/",
        "/layanan/uji/praktik/sop/",
        f"/layanan/{talun.code}/",
        "/layanan/33/",
    ):
        assert client.get(address).status_code == 200, address
    for address in ("/layanan/nothing/", "/layanan/uji/praktik/nothing/", "/layanan/33.99/"):
        assert client.get(address).status_code == 404, address
