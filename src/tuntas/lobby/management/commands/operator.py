"""`tuntas operator EMAIL`: the first person who may do everything an organiser may."""

from argparse import ArgumentParser
from typing import Any

from allauth.account.models import EmailAddress
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from tuntas.journal.actions import record
from tuntas.kernel.clock import now
from tuntas.people.models import Holding, Person
from tuntas.people.terms import Role
from tuntas.places.models import Place


class Command(BaseCommand):
    help = "Make an account operator and organiser of the province; a new account asks for a password reset."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--name", default="")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        province = Place.objects.filter(code="33").first()
        if province is None:
            raise CommandError("Run `tuntas regions` first.")
        email = options["email"].lower()
        person = Person.objects.filter(email=email).first()
        if person is None:
            person = Person.objects.create_user(email, name=options["name"] or email.split("@")[0])
            EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
        for role in (Role.OPERATOR, Role.ORGANISER):
            Holding.objects.get_or_create(person=person, role=role, place=province, defaults={"since": now()})
        record(act="people.operator_made", subject=person, by=None, now=now())
        self.stdout.write(
            f"{email} is operator and organiser. Without a password? Use «Lupa kata sandi» on the sign-in page."
        )
