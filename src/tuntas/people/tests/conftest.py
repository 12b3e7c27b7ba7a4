"""Every test starts with empty rate limits."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from tests.cast import person

from tuntas.people.models import Person


@pytest.fixture(autouse=True)
def fresh_limits() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def rini(db: None) -> Person:
    """Rini registered and confirmed her address."""
    return person("Rini Contoh")
