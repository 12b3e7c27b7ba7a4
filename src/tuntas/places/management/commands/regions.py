"""`tuntas regions`: load the places of Central Java."""

from typing import Any

from django.core.management.base import BaseCommand

from tuntas.kernel.clock import now
from tuntas.places.actions import load_regions


class Command(BaseCommand):
    help = "Load the regencies, districts and villages of Central Java with official codes and postcodes."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print progress while loading and what changed."""
        changed = load_regions(now=now(), progress=self._progress)
        self.stdout.write(f"wilayah / places: {changed} ditambah atau diperbarui / added or corrected")

    def _progress(self, done: int, total: int) -> None:
        if self.stdout.isatty():
            self.stdout.write(f"  {done}/{total}")
