"""The house is looked at with a whole competition in it."""

from tuntas.kipp.tests.conftest import *  # noqa: F403
