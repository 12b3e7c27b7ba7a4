"""Fixtures for every test: the named cast, a real database, a still clock."""

import os

os.environ.setdefault("TUNTAS_TEST", "1")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

pytest_plugins = ["tests.cast"]
