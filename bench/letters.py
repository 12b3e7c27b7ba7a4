"""Village letters: rendered and sealed a second by two processes, and the common way beside it in the same run.

A letter is the certificate of need with its family table, from wording to PDF/UA-1 + PDF/A-2a. Each process keeps one
typst compiler and one key. The peer is WeasyPrint, with a signing key read anew for every letter, in two processes
too (`make peers` installs it); it is given the finished QR code, checks no seal, and makes PDF/UA but no PDF/A.
"""

import json
import os
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path

from bench.measure import Result
from tuntas.documents.press.code import grouped, new_code, qr
from tuntas.documents.press.seal import LocalSealer, Verdict
from tuntas.documents.press.typeset import typeset
from tuntas.services.labkd.rules.kinds import kinds
from tuntas.services.labkd.rules.values import known_fields
from tuntas.services.labkd.rules.wording import compose

PROCESSES, SECONDS = 2, 6.0
RENDERED, SEALED, TIMES = 40.0, 15.0, 8.0  # a second, a second, times the peer
PEER = Path(__file__).resolve().parent.parent / ".peers" / "bin" / "python"
PEER_SCRIPT = Path(__file__).resolve().parent / "data" / "weasyprint_letters.py"
NOW = datetime(2021, 10, 4, 2, 0, tzinfo=UTC)
ROWS = [["Nama", "NIK", "Jenis kelamin", "Tempat, tanggal lahir", "Hubungan"]] + [
    [f"Anggota {number}", "3326050000000000", "Laki-laki", "Pekalongan, 4 Oktober 2001", "Anak"] for number in range(4)
]
_kept: dict[str, LocalSealer] = {}


def blocks(number: int) -> list[dict[str, object]]:
    """The letter's text, other words in every letter."""
    kind = kinds()["poor"]
    values = {key: f"isi {key.replace('_', ' ')} {number}" for key in known_fields(kind)}
    return compose(kind.body, values, {"keluarga": ROWS})


def rendered(number: int) -> bytes:
    """One letter from its wording to the PDF."""
    code = new_code()
    address = f"https://tuntas.example/dokumen/periksa/{code}/"
    signature = {"lines": ["Kepala Desa Talun"], "name": "Contoh", "staff_number": "", "method": "seal", "test": False}
    lines = ["Pemerintah Kabupaten Pekalongan", "Kecamatan Talun", "Desa Talun"]
    data = {"letterhead": {"lines": lines, "address": ""}, "title": kinds()["poor"].title, "blocks": blocks(number)}
    frame = {
        "title": data["title"], "label": f"460/{number:03d}/DS.TLN/X/2021", "kind": "labkd.letter", "holder": "",
        "date": "4 Oktober 2021", "language": "id", "code": grouped(code), "address": address, "is_sample": False,
    }  # fmt: skip
    given = data | {"place": "Talun", "signature": signature}
    return typeset(kind="labkd.letter", frame=frame, data=given, qr=qr(address), moment=NOW)


def sealed(number: int) -> bytes:
    """The same, sealed and the seal checked, as every letter that is issued."""
    key = _kept.setdefault("key", LocalSealer(Path(os.environ["TUNTAS_HOME"]) / "keys"))
    made = key.seal(rendered(number), reason=str(number))
    assert key.verify(made) is Verdict.OURS
    return made


def until(job: Callable[[int], bytes], deadline: float) -> tuple[int, int, float]:
    """How many letters by the deadline (a monotonic moment), bytes of the last, processor seconds."""
    job(0)  # fonts and key are read once
    done, size, own = 0, 0, time.process_time()
    while time.monotonic() < deadline:
        size = len(job(done))
        done += 1
    return done, size, time.process_time() - own


def rate(job: Callable[[int], bytes]) -> tuple[float, int, float]:
    """Letters a second of all processes together, bytes of one, processor milliseconds of one."""
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("fork")) as pool:
        for _ in pool.map(job, range(PROCESSES * 2)):
            pass  # both processes are up and warm
        began = time.monotonic()
        found = list(pool.map(until, [job] * PROCESSES, [began + SECONDS] * PROCESSES))
        took = time.monotonic() - began
    number = sum(one[0] for one in found)
    return number / took, found[0][1], sum(one[2] for one in found) / max(number, 1) * 1000


def peer() -> tuple[float, float] | None:
    """WeasyPrint with a key read anew for each: letters a second, processor milliseconds of one; None without it."""
    if not PEER.exists():
        return None
    letters = [{"blocks": blocks(number), "qr": qr(f"https://tuntas.example/{new_code()}/")} for number in range(20)]
    text = json.dumps(letters)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "letters.json"
        path.write_text(text)
        command = [str(PEER), str(PEER_SCRIPT), str(path), folder, str(PROCESSES), str(SECONDS)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        print(f"        WeasyPrint did not run: {done.stderr.strip().splitlines()[-1:]}")
        return None
    rate_, own = done.stdout.split()[-2:]
    return float(rate_), float(own)


def a_second(key: str, what: str, target: float, found: tuple[float, int, float]) -> Result:
    """A rate as a line: `show` wants small numbers, so the time of one letter stands beside its target."""
    rate_, size, cpu = found
    taken, most = 1000 / rate_, 1000 / target
    note = f"{rate_:.0f} a second, target {target:.0f}"
    return Result(key, what, most, taken, taken, int(rate_ * SECONDS), -1, size, 1, note, cpu=cpu)


def run() -> Iterator[Result]:
    """Rendered, sealed, and how many times the common way that is."""
    yield a_second("L1", "letters rendered, two processes", RENDERED, rate(rendered))
    ours = rate(sealed)
    yield a_second("L2", "letters rendered, sealed, checked", SEALED, ours)
    theirs = peer()
    if theirs is None:
        print("        WeasyPrint is not here (`make peers` installs it): no ratio can be shown")
        return
    times = theirs[1] / ours[2]  # by processor time: other work on the machine lengthens neither much
    note = f"{times:.1f} times; WeasyPrint, key read anew: {theirs[0]:.1f} a second, {theirs[1]:.0f} ms of processor"
    share = 100 / times
    yield Result("L3", "sealed: share of the peer's time", 100 / TIMES, share, share, 1, -1, 0, 1, note, "%")
