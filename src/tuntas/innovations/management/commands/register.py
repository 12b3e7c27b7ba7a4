"""`tuntas register`: load the first content of the register of innovations."""

from typing import Any

from django.core.management.base import BaseCommand

from tuntas.innovations.actions import load_register
from tuntas.kernel.clock import now


class Command(BaseCommand):
    help = "Load the innovations known from public reports into the register. Run `tuntas regions` first."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print how many changed."""
        changed = load_register(now=now())
        self.stdout.write(f"inovasi / innovations: {changed} ditambah atau diperbarui / added or corrected")
