"""Journeys walk through a whole competition."""

from tuntas.kipp.tests.conftest import *  # noqa: F403
