"""`tuntas replication`: notice what origins have changed, and remind whoever is late. For a daily timer."""

from typing import Any

from django.core.management.base import BaseCommand

from tuntas.kernel.clock import now
from tuntas.replication.actions.reminding import look_after
from tuntas.replication.actions.reporting import load_reported


class Command(BaseCommand):
    help = "Look after copies of innovations: offer changes of origins, remind whoever is late. Run it daily."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print what was done."""
        moment = now()
        loaded = load_reported(now=moment)
        offered, reminded = look_after(now=moment)
        self.stdout.write(
            f"replikasi / replication: {offered} perubahan ditawarkan / changes offered, "
            f"{reminded} diingatkan / reminded, {loaded} laporan / reports"
        )
