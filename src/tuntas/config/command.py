"""`tuntas …`: every command of every room under one name."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run the command named on the command line; commands live in each room's `management/`."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tuntas.config.settings")
    execute_from_command_line(["tuntas", *sys.argv[1:]])


if __name__ == "__main__":
    main()
