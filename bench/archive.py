"""The sealed archive of 1,000 proposals with 5,000 sheets of 5 scores: made, and counted again."""

import io
from collections.abc import Iterator

from bench.measure import Result, measure
from bench.world import START, build, close
from tuntas.kipp.actions.archiving import pack
from tuntas.kipp.models import Plenary, Stage
from tuntas.kipp.rules.archive.verifying import verify
from tuntas.kipp.terms import StageKind

NOBODY = "no tool of the field has one"


def run() -> Iterator[Result]:
    """Build the world, lock it, make the archive and check it."""
    world = build()
    close(world)
    Stage.objects.filter(edition=world.edition, locked_at=None).update(locked_at=START)
    plenary = Stage.objects.get_or_create(
        edition=world.edition, kind=StageKind.PLENARY, defaults={"key": "pleno", "title": "Pleno"}
    )[0]
    Plenary.objects.create(stage=plenary)
    kept: list[bytes] = []

    def make() -> tuple[int, int]:
        out = io.BytesIO()
        pack(edition=world.edition, named=False, out=out)
        kept[:] = [out.getvalue()]
        return len(kept[0]), 1000

    def again() -> tuple[int, int]:
        report = verify(io.BytesIO(kept[0]))
        assert report.sheets == 5000
        return len(kept[0]), 5000

    yield measure("A1", "make the archive", 3000, make, NOBODY, times=3)
    yield measure("A2", "count it again", 3000, again, NOBODY, times=3)
