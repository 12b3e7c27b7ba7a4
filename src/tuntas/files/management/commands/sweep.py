"""`tuntas sweep`: delete bytes nobody owns any more."""

from typing import Any

from django.core.management.base import BaseCommand

from tuntas.files.actions import sweep
from tuntas.kernel import clock


class Command(BaseCommand):
    help = "Delete the bytes of files removed more than 30 days ago, and leftovers of uploads that were never saved."

    def handle(self, **options: Any) -> None:
        self.stdout.write(f"{sweep(now=clock.now())} deleted")
