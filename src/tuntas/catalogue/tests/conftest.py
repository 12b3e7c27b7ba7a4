"""The catalogue with two small modules in it, and their addresses."""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from tests.cast import hold, person

from tuntas.casework import flow as flows
from tuntas.casework.flow import forget_kind, register_kind
from tuntas.catalogue.queries.referrals import kinds_of
from tuntas.catalogue.shelf.catalogue import CATALOGUE
from tuntas.catalogue.tests.trial.module import MODULE, MORE, happened
from tuntas.people.terms import Role
from tuntas.places.models import Place
from tuntas.places.terms import Level

PACKAGE = "tuntas.catalogue.tests.trial"


@pytest.fixture
def trial(settings) -> Iterator[SimpleNamespace]:
    """`trial.module` and `trial.more` are in the catalogue and have addresses."""
    kept, packages = dict(CATALOGUE._modules), dict(CATALOGUE._packages)
    for module in (MODULE, MORE):
        CATALOGUE.add(module, PACKAGE)
    flows.register(MODULE.flows[0])
    for kind in kinds_of(MODULE):
        register_kind(kind)
    settings.ROOT_URLCONF = f"{PACKAGE}.addresses"
    happened.clear()
    yield SimpleNamespace(module=MODULE, more=MORE)
    CATALOGUE._modules, CATALOGUE._packages = kept, packages
    flows._flows.pop("trial.thing")
    forget_kind("trial.question")


@pytest.fixture
def team(pekalongan):
    """Rudi is in the regency team of Kabupaten Pekalongan."""
    who = person("Rudi Kabupaten")
    hold(who, Role.REGENCY_TEAM, pekalongan)
    return who


@pytest.fixture
def officer(talun):
    """Lastri serves Desa Talun."""
    who = person("Lastri Desa")
    hold(who, Role.VILLAGE_OFFICER, talun)
    return who


@pytest.fixture
def neighbour(talun):
    """Desa Batursari beside Desa Talun."""
    return Place.objects.create(
        code="33.26.05.2006", level=Level.VILLAGE, name="Batursari", kind="desa", parent=talun.parent
    )


@pytest.fixture
def far(brebes):
    """Desa Bumiayu in Kabupaten Brebes."""
    district = Place.objects.create(
        code="33.29.02", level=Level.DISTRICT, name="Bumiayu", kind="kecamatan", parent=brebes
    )
    return Place.objects.create(code="33.29.02.2001", level=Level.VILLAGE, name="Bumiayu", kind="desa", parent=district)
