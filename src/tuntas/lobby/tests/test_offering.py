"""A copy that runs brings the service: offered where it runs, told to those who decide there."""

import pytest
from tests.cast import hold, person

from tuntas.catalogue.actions.switching import put
from tuntas.catalogue.models import Switch
from tuntas.catalogue.queries import effect
from tuntas.catalogue.terms import SwitchState
from tuntas.catalogue.tests.conftest import trial  # noqa: F401
from tuntas.innovations.models import Innovation
from tuntas.lobby.actions.offering import offer_service
from tuntas.notices.models import Notice
from tuntas.people.models import Organisation
from tuntas.people.terms import OrganisationKind, Role
from tuntas.replication.terms import ReplicationRunning
from tuntas.replication.tests.conftest import copy, kudu, rini  # noqa: F401

pytestmark = pytest.mark.django_db


@pytest.fixture
def running(trial, copy, still):  # noqa: F811
    """The copy of Brebes; the innovation is the small service of the catalogue's tests."""
    Innovation.objects.update(slug="layanan-uji")
    return ReplicationRunning(copy.pk)


def test_the_switch_is_offered_and_told_once(running, brebes, rini, agus):  # noqa: F811
    for _ in range(2):
        offer_service(running)
    row = Switch.objects.get(place=brebes)
    assert row.state == SwitchState.OFFERED and row.by is None and row.reason
    assert effect("trial", brebes).may_be_offered
    told = Notice.objects.get(person=rini, kind="catalogue.offered")
    assert told.link == "/layanan/33.29/atur/uji/" and "Kabupaten Brebes" in told.title
    assert "switched on" in told.title_en and not Notice.objects.filter(person=agus).exists()


def test_a_place_that_has_spoken_keeps_its_word(running, brebes, rini, trial, now):  # noqa: F811
    put(module=trial.module, place=brebes, state=SwitchState.HIDDEN, by=None, now=now)
    offer_service(running)
    assert Switch.objects.get(place=brebes).state == SwitchState.HIDDEN and not Notice.objects.exists()


def test_an_innovation_that_is_no_service_offers_nothing(running, copy):  # noqa: F811
    Innovation.objects.update(slug="kudu")
    offer_service(running)
    assert not Switch.objects.exists()


def test_a_village_that_copies_is_offered_it_itself(running, copy, talun):  # noqa: F811
    office = Organisation.objects.create(name="Pemerintah Desa Talun", kind=OrganisationKind.VILLAGE, place=talun)
    who = person("Kades Contoh")
    hold(who, Role.LOCAL_ADMIN, office)
    type(copy).objects.filter(pk=copy.pk).update(adopter=office, place=talun, spot=talun.code)
    offer_service(running)
    assert effect("trial", talun).may_be_on and Notice.objects.filter(person=who).count() == 1
    type(copy).objects.filter(pk=copy.pk).update(spot=f"org:{office.pk}")
    offer_service(running)
    assert Switch.objects.count() == 1
