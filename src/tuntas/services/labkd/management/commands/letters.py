"""`tuntas letters`: ask for electronic signatures that are due. Run it every minute."""

from typing import Any

from django.core.management.base import BaseCommand

from tuntas.kernel.clock import now
from tuntas.services.labkd.actions.electronic import collect_due


class Command(BaseCommand):
    help = "Ask the signing service for signatures that are on their way."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Surat terbit / letters issued: {collect_due(now())}")
