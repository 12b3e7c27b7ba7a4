"""Severity and 1,000 draws for 3,000 entries × 5 jurors; the page of the analysis for 1,000 entries, fresh and kept."""

import resource
import time
from collections.abc import Iterator

import numpy as np
from django.core.cache import cache
from django.test import Client

from bench.doors import page, signed_in
from bench.measure import Result, Work, measure, middle_and_p95
from bench.world import build, close
from tuntas.kipp.judging.agreement import alpha_interval
from tuntas.kipp.judging.readings import Readings
from tuntas.kipp.judging.severity import fit
from tuntas.kipp.judging.stability import REPLICATES, stability

ENTRIES, JURORS, EACH, CUT = 3_000, 75, 5, 100
SECONDS, MEGABYTES = 5, 500


def run() -> Iterator[Result]:
    """The numbers first, while the process is small; then pages of the shared world."""
    yield from _numbers()
    world = build()
    close(world)
    client = signed_in(world.organiser)
    address = f"/kipp/{world.edition.slug}/analisis/{world.stage.key}/"
    fresh = _shown(client, address)
    yield measure("S3", "analysis of 1,000 entries, worked out", 1_000, fresh, times=5, before=_forget)
    yield measure("S4", "the same, nothing changed", 100, fresh)


def _numbers() -> Iterator[Result]:
    readings = _readings()
    before = _peak()
    taken = []
    for _time in range(5):
        start = time.perf_counter()
        found = stability(fit(readings), np.arange(ENTRIES), CUT, seed=1)
        taken.append((time.perf_counter() - start) * 1000)
    assert round(float(found.chance.sum())) == CUT and REPLICATES == 1_000
    peak = _peak()
    middle, p95 = middle_and_p95(taken)
    what = f"severity + {REPLICATES:,} draws, {ENTRIES:,} × {EACH}"
    yield Result("S1", what, SECONDS * 1000, middle, p95, 5, -1, 0, ENTRIES, "")
    yield Result("S2", f"peak memory ({before:.0f} MB before)", MEGABYTES, peak, peak, 1, -1, 0, ENTRIES, "", unit="MB")

    def agree() -> tuple[int, int]:
        assert alpha_interval(readings, seed=1).units == ENTRIES
        return 0, ENTRIES

    yield measure("S5", "alpha with its interval, 3,000 × 5", 1_000, agree, times=5)


def _readings() -> Readings:
    """Entries given by lot to jurors who differ."""
    dice = np.random.default_rng(1)
    juror = np.concatenate([dice.permutation(JURORS)[:EACH] for _ in range(ENTRIES)])
    entry = np.repeat(np.arange(ENTRIES), EACH)
    quality, leaning = dice.normal(70, 10, ENTRIES), dice.normal(0, 6, JURORS)
    score = np.clip(quality[entry] + leaning[juror] + dice.normal(0, 6, len(entry)), 0, 100)
    return Readings(entry, juror, score, ENTRIES, JURORS)


def _peak() -> float:
    """The most memory this process ever held, in MB; everything is counted, the interpreter too."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _shown(client: Client, address: str) -> Work:
    fetch = page(client, address, 0)

    def show() -> tuple[int, int]:
        size, _none = fetch()
        return size, 1_000

    return show


def _forget() -> None:
    """Forget the figures; the session is kept in the cache too and comes back with one query more."""
    cache.clear()
