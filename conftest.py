"""Fixtures for every test: the named cast, a real database, a still clock."""

from hypothesis import settings

pytest_plugins = ["tests.cast", "tests.browser"]

settings.register_profile("house", deadline=None)  # a busy machine is no mistake of the code
settings.load_profile("house")
