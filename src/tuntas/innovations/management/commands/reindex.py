"""`tuntas reindex`: build the search of innovations anew."""

from typing import Any

from django.core.management.base import BaseCommand

from tuntas.innovations.actions.indexing import reindex


class Command(BaseCommand):
    help = "Build the search of innovations anew from the register; readers keep finding meanwhile."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print how many are in it."""
        self.stdout.write(f"inovasi dalam pencarian / innovations in the search: {reindex()}")
