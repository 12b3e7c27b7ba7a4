"""Timing one thing many times, and printing what came of it beside its target."""

import gc
import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import connection
from django.test.utils import CaptureQueriesContext


@dataclass(frozen=True)
class Result:
    """Milliseconds of `times` runs after one warm-up; `queries` and `size` of a single run."""

    key: str
    what: str
    target: float
    median: float
    p95: float
    times: int
    queries: int
    size: int
    peer: str

    @property
    def good(self) -> bool:
        return self.median < self.target


def measure(key: str, what: str, target: float, work: Callable[[], int], peer: str = "", *, times: int = 50) -> Result:
    """Run `work` once to warm up and once to count queries, then `times` times by the clock."""
    work()
    with CaptureQueriesContext(connection) as captured:
        size = work()
    queries = len(captured)
    gc.collect()
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append((time.perf_counter() - start) * 1000)
    taken.sort()
    p95 = taken[min(len(taken) - 1, round(len(taken) * 0.95))]
    return Result(key, what, target, statistics.median(taken), p95, times, queries, size, peer)


def show(results: Iterable[Result]) -> bool:
    """Print each result as it comes; whether all met their target."""
    print(f"{'':7} {'workload':38} {'median':>9} {'p95':>9} {'target':>8} {'queries':>7} {'bytes':>9}  peers")
    good = True
    for one in results:
        good &= one.good
        mark = "ok" if one.good else "SLOW"
        print(
            f"{one.key:7} {one.what:38} {one.median:7.1f}ms {one.p95:7.1f}ms {one.target:6.0f}ms {one.queries:7} "
            f"{one.size:9}  {mark:4} {one.peer}",
            flush=True,
        )
    return good
