"""The front door is looked at with a whole competition behind it."""

from tuntas.kipp.tests.conftest import *  # noqa: F403
