"""`tuntas upkeep`: ask owners whose last word is eleven months old whether their innovation still runs."""

from typing import Any

from django.core.management.base import BaseCommand

from tuntas.innovations.actions import ask_owners
from tuntas.kernel import clock


class Command(BaseCommand):
    help = "Ask owners whether their innovation still runs (daily; each is asked once a month until an answer comes)."

    def handle(self, **options: Any) -> None:
        self.stdout.write(f"{ask_owners(now=clock.now())} asked about")
