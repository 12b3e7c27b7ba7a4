"""The small flow registered, and people who serve in it."""

import pytest
from tests.cast import hold, person

from tuntas.casework import flow as registry
from tuntas.casework.tests.kit import FLOW, opened
from tuntas.people.terms import Role


@pytest.fixture(autouse=True)
def small_flow():
    """`test.request` is known while a test runs."""
    registry._flows[FLOW.key] = FLOW
    yield FLOW
    registry._flows.pop(FLOW.key, None)


@pytest.fixture
def clerk(talun):
    """Siti is village officer of Talun."""
    who = person("Siti Petugas")
    hold(who, Role.VILLAGE_OFFICER, talun)
    return who


@pytest.fixture
def head(pekalongan):
    """Hadi runs things for the whole of Kabupaten Pekalongan."""
    who = person("Hadi Kepala")
    hold(who, Role.OPERATOR, pekalongan)
    return who


@pytest.fixture
def case(talun, clerk, now):
    """A request that Siti took in on Monday 4 October 2021."""
    return opened(talun, clerk, now)
