"""`tuntas programmes`: bring in the programmes known from public reports."""

from typing import Any

from django.core.management.base import BaseCommand

from tuntas.forum.actions.loading import load_programmes
from tuntas.kernel import clock


class Command(BaseCommand):
    help = "Load the programmes that come with Tuntas; those that are there already are left alone."

    def handle(self, **options: Any) -> None:
        self.stdout.write(f"{load_programmes(now=clock.now())} loaded")
