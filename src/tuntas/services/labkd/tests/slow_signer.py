"""A process of its own that signs letters; started by test_letters_parallel.py with the test database's address.

`slow_signer.py NUMBER OF`: sign every letter whose place in the row is NUMBER modulo OF, pressing none.
"""

import sys
from datetime import datetime

import django

django.setup()

from django.db import transaction  # noqa: E402

from tuntas.kernel.clock import WIB  # noqa: E402
from tuntas.people.models import Person  # noqa: E402
from tuntas.services.labkd.actions.chain import sign  # noqa: E402
from tuntas.services.labkd.models import Letter  # noqa: E402

NOW = datetime(2021, 10, 4, 9, 0, tzinfo=WIB)
number, of = (int(word) for word in sys.argv[1:3])
head = Person.objects.get(email="warto@example.org")
for letter in list(Letter.objects.order_by("pk"))[number::of]:
    with transaction.atomic():
        sign(letter=letter, by=head, now=NOW)
        transaction.get_connection().run_on_commit.clear()  # the press is not what is measured here
