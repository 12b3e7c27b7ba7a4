"""Shared by all tests of this service."""

from tuntas.residents.tests.neighbours import neighbours, officer  # noqa: F401
from tuntas.services.labkd.tests.office import office  # noqa: F401
