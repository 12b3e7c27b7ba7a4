"""Timing one thing many times, and printing what came of it beside its target."""

import gc
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.db import connection
from django.test.utils import CaptureQueriesContext

Work = Callable[[], tuple[int, int]]  # does the thing once; bytes and rows it gave, which it has asserted itself


@dataclass(frozen=True)
class Result:
    """Milliseconds of `times` runs after one warm-up; `queries`, `size` (bytes) and `rows` of a single run.

    `cpu` is the median of this process's own processor time, which other work on the machine hardly lengthens;
    None where another process answered. `unit` names another measure ("MB"). `by_p95`: the target holds for the 95th
    percentile, not for the median.
    """

    key: str
    what: str
    target: float
    median: float
    p95: float
    times: int
    queries: int
    size: int
    rows: int
    peer: str
    unit: str = "ms"
    by_p95: bool = False
    cpu: float | None = None

    @property
    def good(self) -> bool:
        return (self.p95 if self.by_p95 else self.median) <= self.target


def middle_and_p95(taken: Sequence[float]) -> tuple[float, float]:
    """Median and 95th percentile."""
    taken = sorted(taken)
    return statistics.median(taken), taken[min(len(taken) - 1, round(len(taken) * 0.95))]


def measure(
    key: str,
    what: str,
    target: float,
    work: Work,
    peer: str = "",
    *,
    times: int = 50,
    before: Callable[[], object] = lambda: None,
) -> Result:
    """Run `work` once to warm up and once to count queries, then `times` times by the clock.

    `before` prepares each run and is not timed.
    """
    before()
    work()
    before()
    with CaptureQueriesContext(connection) as captured:
        size, rows = work()
    queries = len(captured)
    gc.collect()
    taken, own = [], []
    for _ in range(times):
        before()
        start, start_own = time.perf_counter(), time.process_time()
        work()
        taken.append((time.perf_counter() - start) * 1000)
        own.append((time.process_time() - start_own) * 1000)
    median, p95 = middle_and_p95(taken)
    return Result(key, what, target, median, p95, times, queries, size, rows, peer, cpu=statistics.median(own))


def show(results: Iterable[Result]) -> bool:
    """Print each result as it comes; whether all met their target."""
    heads = f"{'median':>9} {'p95':>9} {'cpu':>7} {'target':>9} {'queries':>7} {'bytes':>9} {'rows':>5}"
    print(f"{'':7} {'workload':44} {heads}       peers")
    good = True
    for one in results:
        good &= one.good
        target = f"{'p95' if one.by_p95 else ''} {one.target:.0f}{one.unit}"
        cpu = "–" if one.cpu is None else f"{one.cpu:.1f}"
        queries = one.queries if one.queries >= 0 else "–"
        times = f"{one.median:7.1f}{one.unit} {one.p95:7.1f}{one.unit} {cpu:>7} {target:>9}"
        print(
            f"{one.key:7} {one.what:44} {times} {queries:>7} {one.size:9} {one.rows:5}  "
            f"{'ok' if one.good else 'SLOW':4} {one.peer}",
            flush=True,
        )
    return good
