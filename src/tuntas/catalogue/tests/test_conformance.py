"""What every module of the house must be, tested before it has tests of its own."""

import json
import re
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.test import Client
from django.urls import resolve, reverse
from django.utils.functional import Promise
from tests.cast import NOW
from tools import messages

from tuntas.casework.flow import kind
from tuntas.catalogue.queries.practice import parts_of
from tuntas.catalogue.queries.referrals import kinds_of
from tuntas.catalogue.shelf.catalogue import CATALOGUE
from tuntas.catalogue.terms import Module, PartKind
from tuntas.catalogue.tests.switched import turn_off, turn_on
from tuntas.catalogue.tests.world import EVERYBODY, addresses_of, people
from tuntas.innovations.actions.register import REGISTER
from tuntas.people.terms import ROLES_AT, ROLES_IN, OrganisationKind
from tuntas.places.terms import Level

pytestmark = pytest.mark.django_db
each = pytest.mark.parametrize("module", list(CATALOGUE), ids=lambda module: module.key)
AT_MOST = 120  # links followed for one person


@pytest.fixture
def cast(talun, far, pekalongan, jateng):
    return people(talun, far, pekalongan, jateng)


@pytest.fixture
def running(cast, talun, still):
    """Switches a module on at Desa Talun, with its sample; answers one client a person."""

    def running(module: Module) -> dict[str, Client]:
        turn_on(module.key, talun)
        assert module.sample, "a module brings sample data: sample(place=…, by=…, now=…)"
        module.sample(place=talun, by=cast["operator"], now=NOW)
        clients = {name: Client() for name in EVERYBODY}
        for name, who in cast.items():
            if who is not None:
                clients[name].force_login(who)
        return clients

    return running


@each
def test_the_manifest_speaks_two_languages(module):
    texts = [module.name, module.summary, module.asks]
    texts += [one.sentence for one in module.readiness] + [one.name for one in module.indicators]
    texts += [one.label for one in module.settings] + [one.label for one in module.accepts]
    texts += [text for flow in module.flows for one in flow.stages for text in (one.name, one.public)]
    texts += [text for flow in module.flows for text in (flow.name, *(one.label for one in flow.moves))]
    assert not [text for text in texts if not isinstance(text, Promise) or not str(text)], "say _(…), with words"


@each
def test_it_states_a_promise_and_what_it_needs(module):
    assert module.promise.days is not None or module.promise.visits is not None
    assert module.flows and all(flow.promise for flow in module.flows)
    assert module.readiness and module.indicators and module.home and module.card


@each
def test_its_package_is_complete(module):
    home = Path(import_module(CATALOGUE.package(module)).__file__).parent
    assert 3 <= len((home / "README.md").read_text().splitlines()) <= 80
    assert list((home / "tests").rglob("test_*.py")), "tests of its own"
    assert list(home.glob("locale/id/LC_MESSAGES/*.po")) and messages.check([home.name]) == 0
    kinds = {part.kind for part in parts_of(module)}
    assert {PartKind.REGULATION, PartKind.SOP} <= kinds, "practice/ holds a draft regulation and a procedure"
    for part in parts_of(module):
        assert part.text, f"practice/{part.key}.md is empty"
        if part.kind == PartKind.TEMPLATE:
            assert part.file and (home / "templates" / part.file).is_file(), f"practice/{part.key}.md names its file"
        if part.kind == PartKind.FORM:
            assert part.effective, f"practice/{part.key}.md says from which day the form holds"


@each
def test_what_it_accepts_can_be_answered(module, talun):
    exist = {role for level in module.levels for role in ROLES_AT[level]}
    exist |= {role for of in (OrganisationKind.VILLAGE, OrganisationKind.REGENCY) for role in ROLES_IN[of]}
    for taken in kinds_of(module):
        assert taken.roles <= exist and kind(taken.key) is not None
        assert not kind(taken.key).is_on(talun)
        turn_on(module.key, talun)
        assert kind(taken.key).is_on(talun)


@each
def test_off_means_not_there_for_anybody(module, running, talun, far):
    clients = running(module)
    turn_off(module.key, talun)
    assert addresses_of(module, talun)
    for address in addresses_of(module, talun):
        for name in ("stranger", "officer", "operator"):
            assert clients[name].get(address.path).status_code == 404, (name, address)
        assert clients["officer"].post(address.path).status_code == 404, address
    turn_on(module.key, talun)
    for address in addresses_of(module, far):
        assert clients["elsewhere"].get(address.path).status_code == 404, (
            "on in one village is off in another",
            address,
        )


@each
def test_on_means_there_for_somebody(module, running, talun):
    clients = running(module)
    for address in addresses_of(module, talun):
        if not address.needs:
            codes = {name: client.get(address.path).status_code for name, client in clients.items()}
            assert max(codes.values()) < 500, (address, codes)
            assert set(codes.values()) & {200, 302, 405}, (address, codes)


@each
def test_strangers_and_outsiders_are_kept_out(module, running, talun):
    """Only what the manifest calls public opens without an account; a role elsewhere opens nothing more than none."""
    clients = running(module)
    for address in addresses_of(module, talun):
        name = address.name.partition(":")[2]
        if name not in module.public:
            assert clients["stranger"].get(address.path).status_code != 200, f"{name}: guard it, or name it in public"
            sent = clients["stranger"].post(address.path)
            assert sent.status_code in (302, 403, 404, 405), f"{name}: a stranger may send it"
            assert sent.status_code != 302 or sent.url.startswith(reverse("account_login")), (
                f"{name}: a stranger may send it"
            )
        if name not in module.public | module.members:
            for who in ("member", "elsewhere"):
                assert clients[who].get(address.path).status_code != 200, f"{name}: open to {who}; name it in members"


@each
@pytest.mark.parametrize("name", ["stranger", "member", "officer", "leader", "team"])
def test_no_link_of_it_is_dead(module, name, running, talun):
    client = running(module)[name]
    start = f"/layanan/{talun.code}/"
    queue, seen = [start], {start}
    for address in queue:
        answer = client.get(address)
        assert answer.status_code in (200, 302), f"{name} is led to {address}: {answer.status_code}"
        if answer.status_code != 200 or "text/html" not in answer["Content-Type"]:
            continue
        for link in re.findall(rf'href="({start}{module.prefix}/[^"#]*)"', answer.content.decode()):
            link = link.replace("&amp;", "&")
            alike = resolve(link.partition("?")[0]).view_name
            if link not in seen and len(queue) < AT_MOST and sum(alike in one for one in seen) < 3:
                seen |= {link, f"{alike} {link}"}
                queue.append(link)
    if name in ("officer", "stranger"):
        assert any(module.prefix in one for one in queue), f"the desk of the place leads {name} there"


@each
def test_off_and_on_again_keeps_everything(module, running, talun):
    running(module)
    models = list(apps.get_app_config(module.key).get_models())
    before = {model: list(model.objects.order_by("pk").values_list("pk", flat=True)) for model in models}
    assert sum(map(len, before.values())), "the sample writes something"
    turn_off(module.key, talun)
    turn_on(module.key, talun)
    for model, keys in before.items():
        assert set(keys) <= set(model.objects.values_list("pk", flat=True)), model


@each
def test_its_card_leads_somewhere(module, running, cast, talun):
    clients = running(module)
    for name, client in clients.items():
        card = module.card(talun, cast[name], NOW)
        if card is not None:
            assert client.get(card.href).status_code in (200, 302), (name, card.href)


def test_a_desk_with_everything_stays_cheap(cast, talun, running, django_assert_max_num_queries):
    clients = {}
    for module in CATALOGUE:
        if Level.VILLAGE in module.levels:
            clients = running(module)
    for name in ("stranger", "officer"):
        with django_assert_max_num_queries(12):
            assert (clients or {name: Client()})[name].get(f"/layanan/{talun.code}/").status_code == 200


@each
def test_the_innovations_it_is_are_in_the_register(module):
    register = json.loads(REGISTER.read_text())
    known = {one["slug"] for one in (register if isinstance(register, list) else register["innovations"])}
    assert set(module.innovations) <= known, "innovations=(…) holds address words of the register"
