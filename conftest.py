"""Fixtures for every test: the named cast, a real database, a still clock."""

pytest_plugins = ["tests.cast", "tests.browser"]
