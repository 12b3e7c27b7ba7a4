"""`tuntas demo`: real places and innovations, a sample competition, and accounts to try it with."""

import os
import sys
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import translation

from tuntas.kernel.clock import now
from tuntas.kipp.actions.sample.people import SIGN_INS
from tuntas.lobby.actions.demo import fill, sample_password

STEPS = {
    "regions": "Wilayah resmi Jawa Tengah / official places",
    "register": "Inovasi nyata / real innovations",
    "proposals": "Usulan KIPP 2021 (contoh) / sample proposals",
    "desk": "Penilaian juri (contoh) / sample scores",
    "announce": "Pengumuman dan piagam / results and certificates",
    "practice": "Edisi latihan / practice edition",
    "copies": "Contoh replikasi / sample copies",
    "stories": "Contoh kabar / sample stories",
    "events": "Contoh acara / sample events",
    "services": "Contoh layanan / sample services",
}


class Command(BaseCommand):
    help = "Prepare a demonstration: migrate, load places and innovations, build the sample editions."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--serve", action="store_true", help="serve on localhost:8000 afterwards")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, **options: Any) -> None:
        started = time.monotonic()
        # Letters and QR codes of the demonstration, made now or by the server later, lead to the port it is served on.
        settings.PUBLIC_ADDRESS = os.environ.setdefault("TUNTAS_ADDRESS", f"http://localhost:{options['port']}")
        self.stdout.write("Menyiapkan pangkalan data / preparing the database …")
        self.stdout.flush()
        call_command("migrate", verbosity=0, interactive=False)
        settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"  # nobody of the sample exists
        self._step = ""
        with translation.override("id"):
            fresh = fill(now=now(), progress=self._progress)
        if fresh:
            cache.clear()  # figures of a database that was here before
        if self._step:
            self.stdout.write("")
        self.stdout.write(
            f"{'Siap / ready' if fresh else 'Sudah siap / ready as before'} ({time.monotonic() - started:.0f} s)"
        )
        self._tell(options["port"])
        if options["serve"]:
            call_command("serve", port=options["port"])

    def _progress(self, step: str, done: int, total: int) -> None:
        """One line a step; on a terminal it counts up in place."""
        if step != self._step:
            if self._step:
                self.stdout.write("")
            self._step = step
            self.stdout.write(f"  {STEPS.get(step, step)} …", ending="")
        if sys.stdout.isatty() and total > 1:
            self.stdout.write(f"\r  {STEPS.get(step, step)} … {done * 100 // total} %", ending="")
        self.stdout.flush()

    def _tell(self, port: int) -> None:
        address = f"http://localhost:{port}"
        self.stdout.write(f"\nAkun contoh / sample sign-ins. Kata sandi / password: {sample_password()}")
        with translation.override("id"):
            for one in SIGN_INS:
                self.stdout.write(f"  {one.email:42} {one.what}")
        self.stdout.write(f"\n  {address}/                      beranda / home")
        self.stdout.write(f"  {address}/akun/login/           masuk / sign in")
        self.stdout.write(f"  {address}/kipp/kipp-latihan/    edisi latihan / practice edition")
        self.stdout.write(f"  {address}/kipp/kipp-jateng-2021/hasil/  hasil contoh / sample results")
        self.stdout.write(
            f"  http://127.0.0.1:{port}/ juga bisa, tetapi kunci sandi (passkey) hanya bekerja di localhost"
        )
        self.stdout.write(f"  http://127.0.0.1:{port}/ works too, but browsers allow passkeys on localhost only")
        self.stdout.write(f"Data: {Path(settings.HOME)}\n")
