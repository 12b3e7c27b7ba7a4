"""`tuntas demo` on an empty machine: filled once, a second run changes nothing, and PostgreSQL could hold it all.

SQLite keeps texts of any length; the demonstration is the largest body of data we make, so it is looked through.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SCAN = """
import django
django.setup()
from django.apps import apps
from django.db.models.functions import Length
for model in apps.get_models():
    for field in model._meta.concrete_fields:
        if getattr(field, "max_length", None):
            if field.get_internal_type() in ("CharField", "EmailField", "SlugField", "URLField"):
                rows = model._base_manager.annotate(long=Length(field.attname)).filter(long__gt=field.max_length)
                if rows.exists():
                    print(model._meta.label, field.name, field.max_length, getattr(rows.first(), field.attname))
"""


@pytest.mark.slow
def test_the_demonstration(tmp_path: Path) -> None:
    outside = {key: value for key, value in os.environ.items() if not key.startswith(("TUNTAS", "PYTEST", "DJANGO"))}
    surroundings = outside | {"TUNTAS_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "tuntas.config.settings"}

    def run(*command: str) -> str:
        done = subprocess.run([sys.executable, *command], env=surroundings, capture_output=True, text=True, timeout=600)
        assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-3000:]
        return done.stdout

    demo = ("-m", "tuntas.config.command", "demo")
    assert "Siap / ready" in run(*demo)
    assert "Sudah siap" in run(*demo)
    assert run("-c", SCAN) == "", "longer than its column"
    assert "all in order" in run("-m", "tuntas.config.command", "journal", "verify")
