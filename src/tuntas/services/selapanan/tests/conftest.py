"""Shared by all tests of this service."""

from tuntas.residents.tests.neighbours import neighbours, officer  # noqa: F401
from tuntas.services.selapanan.tests.circle import cash_closed, melati, sri, yanti  # noqa: F401
