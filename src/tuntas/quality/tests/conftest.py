"""A measured service on the small flow of casework, and cases that went their way."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest

from tuntas.casework import flow as flows
from tuntas.casework.models import Case
from tuntas.casework.tests.conftest import clerk, head  # noqa: F401 - fixtures
from tuntas.casework.tests.kit import FLOW
from tuntas.people.models import Person
from tuntas.quality import flow as services
from tuntas.quality.flow import Service
from tuntas.quality.tests.kit import walked

SERVICE = Service("letters", "Letters", flows=(FLOW.key,), promise=FLOW.promise)


@pytest.fixture(autouse=True)
def measured() -> Iterator[Service]:
    """`letters` is a measured service whose cases run in `test.request`."""
    flows._flows[FLOW.key] = FLOW
    services.measure(SERVICE)
    yield SERVICE
    services.forget(SERVICE.key)
    flows._flows.pop(FLOW.key, None)


@pytest.fixture
def served(talun, clerk, head, now) -> Callable[..., Case]:  # noqa: F811
    """`served(hours=…, …)` is a case at Talun that went its way; see `kit.walked`."""

    def serve(place=talun, by: Person = clerk, at: datetime = now, **more) -> Case:
        return walked(place, by, at, head, **more)

    return serve


@pytest.fixture
def day() -> timedelta:
    return timedelta(days=1)
