"""W1–W6 of the fixed workload: ranked list, plain list, one entry with its reviews, scores file, queue, saving."""

import csv
import io
from collections.abc import Iterator
from itertools import count

from django.test import Client

from bench.doors import page, signed_in
from bench.measure import Result, Work, measure
from bench.world import START, World, build, close
from tuntas.kipp.actions.assigning import assign
from tuntas.kipp.actions.locking import unlock_stage
from tuntas.kipp.models import Assignment, Sheet
from tuntas.kipp.queries.ranking import score_columns, score_rows

PEERS = {
    "W1 all": "HotCRP 209 ms",
    "W1 50": "HotCRP's plain list 23 ms; pretalx 1,209 ms",
    "W2 50": "HotCRP 23 ms; pretalx 897 ms",
    "W3": "HotCRP 20 ms; pretalx 171 ms",
    "W4": "HotCRP 186 ms; pretalx 21,241 ms",
    "W5": "HotCRP 53 ms; pretalx 1,146 ms (50 rows)",
    "W6": "HotCRP 37 ms; pretalx 154 ms",
    "W10": "HotCRP 1,740 ms (3,000 pairs)",
}


def run() -> Iterator[Result]:
    """Build the world in the database given, then every workload in turn."""
    world = build()
    yield from _juror(world)
    close(world)
    yield from _organiser(world)
    yield _lot(world)


def _organiser(world: World) -> Iterator[Result]:
    client = signed_in(world.organiser)
    base = f"/kipp/{world.edition.slug}/peringkat/{world.stage.key}/"
    yield measure("W1 all", "ranked list, all 1,000 rows", 209, page(client, base + "?semua=1", 1000), PEERS["W1 all"])
    yield measure("W1 50", "ranked list, 50 rows", 23, page(client, base, 50), PEERS["W1 50"])
    listing = f"/kipp/{world.edition.slug}/usulan/"
    if client.get(listing).status_code == 200:
        yield measure("W2 50", "plain list, 50 rows", 23, page(client, listing, 50), PEERS["W2 50"])
    one = world.entries[0].case.reference
    yield measure("W3", "one entry with its reviews", 20, page(client, f"{base}{one}/", 0), PEERS["W3"])
    yield measure("W4", "scores of 5,000 sheets as CSV", 186, _file(world), PEERS["W4"], times=20)


def _file(world: World) -> Work:
    def write() -> tuple[int, int]:
        out = io.StringIO()
        sheet = csv.writer(out)
        sheet.writerow(score_columns(world.stage))
        sheet.writerows(score_rows(world.edition, world.stage))
        text = out.getvalue()
        lines = text.count("\r\n")
        assert lines == 5_001, lines
        return len(text), lines

    return write


def _juror(world: World) -> Iterator[Result]:
    client = signed_in(world.juror)
    base = f"/kipp/{world.edition.slug}/juri/{world.stage.key}/"
    yield measure("W5", "juror's queue, 200 rows", 53, page(client, base, 200), PEERS["W5"])
    assignment = Assignment.objects.filter(juror=world.seat).select_related("entry__case").first()
    assert assignment is not None
    Sheet.objects.filter(assignment=assignment).update(handed_in_at=None)
    desk = f"{base}{assignment.entry.case.reference}/"
    yield measure("W5b", "juror's desk", 53, page(client, desk, 0), "")
    yield measure("W6", "save a sheet (journal included)", 37, _saving(client, desk, assignment), PEERS["W6"])
    Sheet.objects.filter(assignment=assignment).update(handed_in_at=START)


def _saving(client: Client, desk: str, assignment: Assignment) -> Work:
    revision = count(Sheet.objects.get(assignment=assignment).revision)

    def save() -> tuple[int, int]:
        now = next(revision)
        values = {f"value-k{i}": str(20 + (now + i) % 75) for i in range(1, 6)}
        answer = client.post(desk + "simpan/", {**values, "revision": now, "remark": f"Catatan {now}"})
        assert answer.status_code == 200 and answer.json()["revision"] == now + 1, answer.content
        return len(answer.content), 1

    return save


def _lot(world: World) -> Result:
    """A fresh lot of 5,000 pairs on the reopened stage; sheets of the workload are gone by then."""
    unlock_stage(stage=world.stage, reason="uji", by=world.organiser, now=START)
    seeds = count(1)

    def share() -> tuple[int, int]:
        Assignment.objects.update(removed_at=START)
        done = assign(stage=world.stage, per_entry=5, by=world.organiser, now=START, seed=next(seeds))
        assert done.added == 5_000 and not done.short
        return 0, done.added

    return measure("W10", "assign 5,000 pairs by lot", 1_700, share, PEERS["W10"], times=5)
