"""Fixtures for every test: the named cast, a real database, a still clock."""

import os

import pytest
from hypothesis import settings

pytest_plugins = ["tests.cast", "tests.browser", "tests.database"]

settings.register_profile("house", deadline=None)  # a busy machine is no mistake of the code
settings.load_profile("house")

TABLES = {"db", "transactional_db", "django_db_setup"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL only what reads or writes a database runs: the rest has just run, and cannot differ."""
    if not os.environ.get("TUNTAS_DATABASE"):
        return
    needs = [
        one for one in items if one.get_closest_marker("django_db") or TABLES & set(getattr(one, "fixturenames", ()))
    ]
    config.hook.pytest_deselected(items=[one for one in items if one not in set(needs)])
    items[:] = needs
