"""`tuntas quality refresh`: bring the measured figures up to date, or make them from zero."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from tuntas.quality.actions import refresh


class Command(BaseCommand):
    help = "Bring the measured figures up to date; with --rebuild read every trail again and sum from zero."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One verb so far."""
        parser.add_argument("verb", choices=["refresh"])
        parser.add_argument("--rebuild", action="store_true", help="from zero; gives the same figures")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print how many cases were looked at."""
        seen = refresh(rebuild=options["rebuild"])
        self.stdout.write(f"mutu / quality: {seen} urusan dihitung / cases looked at")
