"""What changed on the ways into an account: kept in the journal, and the person is to be told."""

from datetime import datetime

from django.db import transaction

from tuntas.kernel.acts import record
from tuntas.kernel.events import publish
from tuntas.people.models import Person
from tuntas.people.terms import SignInChange, SignInChanged


@transaction.atomic
def note_sign_in_change(*, person: Person, change: SignInChange, now: datetime) -> None:
    """Keep the change. A new password stands in the journal already, from the transaction that set it."""
    if change != SignInChange.PASSWORD:
        record(act=f"people.{change.value}", subject=person, by=person, now=now)
    publish(SignInChanged(person.pk, change.value))
