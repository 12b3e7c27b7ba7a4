"""What somebody does with their own account."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from tuntas.kernel.acts import record
from tuntas.people.models import Person


@transaction.atomic
def change_profile(*, person: Person, name: str, phone: str, language: str, by: Person, now: datetime) -> Person:
    """How the person is called and reached, and in which language they read."""
    person.name, person.phone, person.language = name, phone, language
    person.save(update_fields=["name", "phone", "language"])
    record(act="people.profile_changed", subject=person, by=by, now=now)
    return person


@transaction.atomic
def sign_out_everywhere(*, person: Person, by: Person, now: datetime) -> Person:
    """End every session of the person, on every device. The door renews the one they sit at."""
    Person.objects.filter(pk=person.pk).update(sign_in_round=F("sign_in_round") + 1)
    person.refresh_from_db(fields=["sign_in_round"])
    record(act="people.signed_out_everywhere", subject=person, by=by, now=now)
    return person
