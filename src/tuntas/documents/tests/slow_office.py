"""A process of its own that issues documents; started by test_parallel.py with the test database's address.

`issue N`: issue N documents, each in its own transaction, pressing none. `die WHERE`: issue one and be killed
`inside` the transaction, `before` the press or `during` it (after the sealed bytes are stored, before the commit).
"""

import os
import signal
import sys
from datetime import datetime

import django

django.setup()

from django.db import transaction  # noqa: E402

from tuntas.documents.actions import issue, pressing  # noqa: E402
from tuntas.kernel.clock import WIB  # noqa: E402
from tuntas.people.models import Person  # noqa: E402

NOW = datetime(2021, 10, 4, 9, 0, tzinfo=WIB)


def one(**changes):
    return issue(
        series="uji",
        kind="documents.letter",
        title="Surat uji",
        data={},
        subject="tests.thing:1",
        by=Person.objects.get(email="sari@example.org"),
        now=NOW,
        **changes,
    )


def killed(*args, **kwargs):
    os.kill(os.getpid(), signal.SIGKILL)


if sys.argv[1] == "issue":
    for _ in range(int(sys.argv[2])):
        with transaction.atomic():
            one()
            transaction.get_connection().run_on_commit.clear()  # the press is not what is measured here
elif sys.argv[2] == "inside":
    with transaction.atomic():
        one()
        killed()
elif sys.argv[2] == "before":
    pressing.sealer = killed
    one()
else:
    pressing.record = killed
    one()
