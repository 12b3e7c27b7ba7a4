"""An event of the tests: Forum Inspirasi on 10 October 2021, two places."""

from datetime import timedelta

from tests.cast import NOW

from tuntas.forum.actions.gatherings import begin_gathering, publish_gathering
from tuntas.forum.models import Gathering

STARTS = NOW + timedelta(days=6)
ENDS = STARTS + timedelta(hours=4)


def gathered(by, host, *, places=2, published=True, **more) -> Gathering:
    """A published event of so many places; None: nobody has to register."""
    values = {
        "title": "Forum Inspirasi", "about": "Pemenang bercerita.", "starts_at": STARTS, "ends_at": ENDS,
        "venue": "Aula, Semarang", "host": host, "capacity": places, **more,
    }  # fmt: skip
    gathering = begin_gathering(values=values, by=by, now=NOW)
    return publish_gathering(gathering=gathering, by=by, now=NOW) if published else gathering
