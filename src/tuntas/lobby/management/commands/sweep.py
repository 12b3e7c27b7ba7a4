"""`tuntas sweep`: delete bytes nobody owns any more, and what people needed at events that are over."""

from typing import Any

from django.core.management.base import BaseCommand

from tuntas.files.actions import sweep
from tuntas.forum.actions.bookings import forget_needs
from tuntas.kernel import clock


class Command(BaseCommand):
    help = (
        "Delete the bytes of files removed more than 30 days ago, leftovers of uploads that were never saved, and what "
        "people needed to take part in events that are over."
    )

    def handle(self, **options: Any) -> None:
        """Print how much was deleted."""
        now = clock.now()
        self.stdout.write(f"{sweep(now=now)} deleted, {forget_needs(now=now)} needs forgotten")
