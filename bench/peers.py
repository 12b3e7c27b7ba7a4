"""Our public pages beside pretalx's public item page: same run, same machine, eight clients without a pause.

pretalx serves its own example event from two worker processes under gunicorn (`make peers` prepares it); ours are
served as `tuntas serve` starts them, from one. The target: ten times its requests a second, for the page of an
innovation and for the list.
"""

import contextlib
import http.client
import os
import re
import signal
import socket
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bench.measure import Result, middle_and_p95
from bench.public import register
from bench.serving import CLIENTS, Server
from bench.world import build

PEERS = Path(__file__).resolve().parent.parent / ".peers"
SECONDS = 6.0  # of asking, for each address
TIMES = 10  # our requests a second against theirs


def run() -> Iterator[Result]:
    """Their item page first, then our two pages."""
    if not (PEERS / "ready").exists():
        print("        pretalx is not here (`make peers` installs it): no ratio can be shown")
        return
    build()
    slug = register().slug
    with _pretalx() as port:
        theirs, result = _asked(port, f"/bench/talk/{_item()}/", b"<h1", "P0", "pretalx, public item page", 0)
        yield result
    with Server() as server:
        for key, what, address, mark in (
            ("P1", "page of an innovation", f"/inovasi/{slug}/", b"<h1"),
            ("P2", "register, 50 of 1,000", "/inovasi/", b'<li class="card"'),
        ):
            yield _asked(server.port, address, mark, key, what, theirs)[1]


def _item() -> str:
    """A talk of the example event that everybody may read."""
    with contextlib.closing(sqlite3.connect(PEERS / "pretalx.sqlite3")) as database:
        return database.execute(
            "select s.code from submission_submission s join schedule_talkslot t on t.submission_id = s.id "
            "where s.state = 'confirmed' and t.is_visible order by s.code"
        ).fetchone()[0]


@contextlib.contextmanager
def _pretalx() -> Iterator[int]:
    """pretalx under gunicorn with as many workers as the machine has cores."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [PEERS / "bin" / "gunicorn", "-w", "2", "-b", f"127.0.0.1:{port}", "--log-level", "error", "pretalx.wsgi"]
    environment = {
        key: value for key, value in os.environ.items() if not key.startswith(("DJANGO", "PYTHON", "TUNTAS"))
    }
    environment |= {"PRETALX_CONFIG_FILE": str(PEERS / "pretalx.cfg")}
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, cwd=PEERS, env=environment, stdout=quiet, stderr=quiet, start_new_session=True)
    try:
        deadline = time.monotonic() + 60
        while not _answers(port):
            assert process.poll() is None and time.monotonic() < deadline, "pretalx did not start"
            time.sleep(0.3)
        yield port
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(20)


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
        return True
    except OSError:
        return False


def _asked(port: int, address: str, mark: bytes, key: str, what: str, theirs: float) -> tuple[float, Result]:
    """Requests a second of eight clients over some seconds, and how long one waits; every answer is looked at."""
    size = _once(http.client.HTTPConnection("127.0.0.1", port, timeout=30), address, mark)
    until = time.perf_counter() + SECONDS

    def client(_number: int) -> list[float]:
        line, taken = http.client.HTTPConnection("127.0.0.1", port, timeout=30), []
        while (start := time.perf_counter()) < until:
            _once(line, address, mark)
            taken.append((time.perf_counter() - start) * 1000)
        line.close()
        return taken

    with ThreadPoolExecutor(CLIENTS) as clients:
        taken = [one for client_taken in clients.map(client, range(CLIENTS)) for one in client_taken]
    rate = len(taken) / SECONDS
    median, p95 = middle_and_p95(taken)
    said = f"{rate:.0f} requests a second" + (f", {rate / theirs:.1f} × pretalx ({TIMES} wanted)" if theirs else "")
    target = 1000 * CLIENTS / (TIMES * theirs) if theirs else 60_000  # the middle wait that gives ten times the rate
    return rate, Result(key, what, target, median, p95, len(taken), -1, size, 1, said)


def _once(line: http.client.HTTPConnection, address: str, mark: bytes) -> int:
    """The page, not compressed: neither side spends time on that."""
    line.request("GET", address, headers={"Accept-Encoding": "identity"})
    answer = line.getresponse()
    body = answer.read()
    assert answer.status == 200 and re.search(mark, body), (address, answer.status)
    return len(body)
