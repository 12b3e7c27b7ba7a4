"""`tuntas gatherings`: remind those who come, and forget what they needed once an event is over."""

from typing import Any

from django.core.management.base import BaseCommand

from tuntas.forum.actions.bookings import forget_needs
from tuntas.forum.actions.gathering_telling import remind
from tuntas.kernel import clock


class Command(BaseCommand):
    help = "Remind who has a place at an event that begins within 36 hours; delete needs after events. Run it daily."

    def handle(self, **options: Any) -> None:
        """Print what was done."""
        now = clock.now()
        self.stdout.write(f"{remind(now=now)} reminded, {forget_needs(now=now)} needs deleted")
