"""Journeys walk through a whole competition."""

from tests.journeys.walker import walker  # noqa: F401
from tuntas.kipp.tests.conftest import *  # noqa: F403
