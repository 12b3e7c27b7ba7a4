"""`tuntas press`: finish documents whose making was interrupted."""

from typing import Any

from django.core.management.base import BaseCommand

from tuntas.documents.actions import press_pending
from tuntas.kernel import clock


class Command(BaseCommand):
    help = "Typeset, seal and issue every document that has its number but not yet its file."

    def handle(self, *, verbosity: int = 1, **options: Any) -> None:
        done = press_pending(clock.now())
        if verbosity:
            self.stdout.write(f"{done} documents finished")
