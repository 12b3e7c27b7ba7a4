"""The real server as `tuntas serve` starts it: its memory under mixed reads, and eight clients at once.

Unlike the other modules this one speaks HTTP to another process, with hashed static files, compression and sessions
as in production. Memory is the highest resident size the kernel saw (`VmHWM`), of the process that answers; the one
that watches over it is named beside it.
"""

import gzip
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from bench.doors import counted, signed_in
from bench.measure import Result, middle_and_p95
from bench.public import announced, register
from bench.world import World, build, close
from tuntas.people.models import Person

CLIENTS = 8
EACH = 25  # requests of each client for one address
ROUNDS = 40  # of the mixed reads
PEER = "pretalx peak 378 MB; HotCRP 41 MB PHP + 138 MB database"


@dataclass(frozen=True)
class Read:
    """A page to ask for: as whom, how many rows with which mark it must hold, and the target of a single client."""

    key: str
    what: str
    address: str
    who: Person | None
    rows: int
    mark: bytes
    alone: float


def run() -> Iterator[Result]:
    """Mixed reads by one client, then each of a few addresses by eight; last what it cost in memory."""
    world = build()
    close(world)
    one, winner = register(), announced(world)
    reads = _reads(world, one.slug, winner)
    cookies = {read.who: _cookie(read.who) for read in reads}
    with Server() as server:
        for _ in range(ROUNDS):
            for read in reads:
                _fetch(server.port, read, cookies[read.who])
        yield _memory(server, "M1", "peak memory after mixed reads, one client", len(reads) * ROUNDS)
        for read in reads:
            yield _eight(server.port, read, cookies[read.who])
        yield _memory(server, "M2", "peak memory after eight clients", len(reads) * CLIENTS * EACH)


def _reads(world: World, slug: str, winner: str) -> list[Read]:
    edition, stage = world.edition.slug, world.stage.key
    ranking = f"/kipp/{edition}/peringkat/{stage}/"
    one = f"{ranking}{world.entries[0].case.reference}/"
    card = b'<li class="card"'
    return [
        Read("8×W1", "ranked list, 50 rows", ranking, world.organiser, 50, b"<tr", 23),
        Read("8×W1a", "ranked list, all 1,000 rows", f"{ranking}?semua=1", world.organiser, 1000, b"<tr", 209),
        Read("8×W2", "plain list, 50 rows", f"/kipp/{edition}/usulan/", world.organiser, 50, b"<tr", 23),
        Read("8×W3", "one entry with its reviews", one, world.organiser, 1, b"<h1", 20),
        Read("8×W5", "juror's queue, 200 rows", f"/kipp/{edition}/juri/{stage}/", world.juror, 200, b"<tr", 53),
        Read("8×W8", "public page of an innovation", f"/inovasi/{slug}/", None, 2, b"<tr", 20),
        Read("8×W8b", "public page of a winner", winner, None, 1, b"<h1", 20),
        Read("8×W9", "register, 50 of 1,000", "/inovasi/", None, 50, card, 142),
        Read("8×W9c", "register, search that fits one", "/inovasi/?text=inovasi+77", None, 1, card, 142),
    ]


def _cookie(person: Person | None) -> str:
    """A session of the person, made in the database the server reads."""
    name = settings.SESSION_COOKIE_NAME
    return f"{name}={signed_in(person).cookies[name].value}" if person else ""


def _fetch(port: int, read: Read, cookie: str, line: http.client.HTTPConnection | None = None) -> int:
    """The page over HTTP, looked at; bytes before compression."""
    own = line or http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    own.request("GET", read.address, headers={"Cookie": cookie, "Accept-Encoding": "gzip"})
    answer = own.getresponse()
    body = answer.read()
    assert answer.status == 200, (read.address, answer.status)
    if answer.headers.get("Content-Encoding") == "gzip":
        body = gzip.decompress(body)
    found = counted(body, read.mark)
    assert found == read.rows, (read.address, found, read.rows)
    if line is None:
        own.close()
    return len(body)


def _eight(port: int, read: Read, cookie: str) -> Result:
    """Eight clients, each with a line of its own, asking without a pause; any error ends the bench.

    The target: nobody waits longer than for eight pages at the single client's target, twice that because the eight
    clients work on the same machine.
    """

    def client(_number: int) -> list[float]:
        line, taken = http.client.HTTPConnection("127.0.0.1", port, timeout=30), []
        for _ in range(EACH):
            start = time.perf_counter()
            _fetch(port, read, cookie, line)
            taken.append((time.perf_counter() - start) * 1000)
        line.close()
        return taken

    size = _fetch(port, read, cookie)
    with ThreadPoolExecutor(CLIENTS) as clients:
        taken = [one for client_taken in clients.map(client, range(CLIENTS)) for one in client_taken]
    median, p95 = middle_and_p95(taken)
    peer = "no peer measured with several clients"
    target = CLIENTS * read.alone * 2
    return Result(read.key, read.what, target, median, p95, len(taken), -1, size, read.rows, peer, by_p95=True)


def _memory(server: "Server", key: str, what: str, requests: int) -> Result:
    """The serving process's peak; the median column shows it, the p95 column both processes together."""
    peaks = server.peaks()
    return Result(key, what, 250, max(peaks), sum(peaks), 1, -1, 0, requests, PEER, unit="MB")


class Server:
    """`tuntas serve` on a free port, stopped at the end."""

    def __enter__(self) -> "Server":
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        environment = {key: value for key, value in os.environ.items() if key != "TUNTAS_TEST"}
        command = [sys.executable, "-m", "tuntas.config.command", "serve", "--port", str(self.port)]
        with open(Path(os.environ["TUNTAS_HOME"]) / "server.log", "w") as log:
            self.process = subprocess.Popen(command, env=environment, stdout=log, stderr=log, start_new_session=True)
        deadline = time.monotonic() + 60
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return self
            except OSError:
                assert self.process.poll() is None and time.monotonic() < deadline, "the server did not start"
                time.sleep(0.2)

    def __exit__(self, *_trouble: object) -> None:
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def peaks(self) -> list[float]:
        """The highest resident size of each of its processes so far, in megabytes."""
        family = {self.process.pid}
        parents = {}
        for path in Path("/proc").glob("[0-9]*/stat"):
            try:
                parents[int(path.parent.name)] = int(path.read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue  # it has ended meanwhile
        while more := {pid for pid, parent in parents.items() if parent in family} - family:
            family |= more
        found = []
        for pid in sorted(family):
            status = Path(f"/proc/{pid}/status").read_text()
            found += [int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM")]
        return found
