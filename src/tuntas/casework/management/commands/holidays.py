"""`tuntas holidays`: load official holidays and collective leave."""

from typing import Any

from django.core.management.base import BaseCommand

from tuntas.casework.actions import load_holidays
from tuntas.kernel.clock import now


class Command(BaseCommand):
    help = "Load national holidays and collective leave, on which no working day is counted."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print how many changed."""
        changed = load_holidays(now=now())
        self.stdout.write(f"hari libur / holidays: {changed} ditambah atau diperbarui / added or corrected")
