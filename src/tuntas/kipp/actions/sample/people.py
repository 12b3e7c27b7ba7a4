"""Sample accounts: one for each role, at addresses that cannot exist."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from django.utils.translation import gettext_lazy as _

from tuntas.people.models import Holding, Organisation, Person
from tuntas.people.terms import OrganisationKind, Role
from tuntas.places.models import Place

DOMAIN = "contoh.tuntas.example"


@dataclass(frozen=True)
class SignIn:
    """A sample account and what it is for."""

    key: str
    name: str
    what: Any

    @property
    def email(self) -> str:
        return f"{self.key}@{DOMAIN}"


SIGN_INS = (
    SignIn("operator", "Operator Contoh", _("runs the installation")),
    SignIn("penyelenggara", "Penyelenggara Contoh", _("organises the competition (Biro Organisasi)")),
    SignIn("sekretariat", "Sekretariat Contoh", _("does the administrative check")),
    SignIn("juri1", "Juri Contoh 1", _("juror with proposals to score")),
    SignIn("juri2", "Juri Contoh 2", _("juror who has scored half")),
    SignIn("admin", "Admin Lokal Contoh", _("local admin of an agency, has a proposal to read and submit")),
    SignIn("inovator", "Inovator Contoh", _("innovator of the same agency, has a draft")),
    SignIn("pengamat", "Pengamat Contoh", _("observer who may look at an edition")),
    SignIn("redaksi", "Redaksi Contoh", _("writes stories in the newsroom")),
    SignIn("warga", "Warga Contoh", _("registered, without any role yet")),
)


def account(key: str, name: str, password: str | None = None, language: str = "id") -> Person:
    """The sample account of that key, made on first call; without a password nobody can sign in to it."""
    email = f"{key}@{DOMAIN}"
    found = Person.objects.filter(email=email).first()
    if found is None:
        found = Person.objects.create_user(email, password, name=name, language=language, is_sample=True)
        EmailAddress.objects.create(user=found, email=email, verified=True, primary=True)
    return found


def give(person: Person, role: Role, where: Organisation | Place, since: datetime) -> None:
    """A role in an organisation or at a place, once."""
    spot: dict[str, Organisation | Place] = (
        {"organisation": where} if isinstance(where, Organisation) else {"place": where}
    )
    Holding.objects.get_or_create(person=person, role=role, **spot, defaults={"since": since})


def office(name: str, place: Place, kind: str) -> Organisation:
    """A sample organisation; its name says that it is one."""
    return Organisation.objects.get_or_create(
        name=f"{name} (contoh)", place=place, defaults={"kind": OrganisationKind(kind), "is_sample": True}
    )[0]


def sign_ins(password: str, since: datetime) -> dict[str, Person]:
    """Every account of `SIGN_INS` with its provincial roles; roles in editions and organisations come with those."""
    made = {one.key: account(one.key, one.name, password) for one in SIGN_INS}
    province = Place.objects.get(code="33")
    give(made["operator"], Role.OPERATOR, province, since)
    give(made["penyelenggara"], Role.ORGANISER, province, since)
    give(made["redaksi"], Role.EDITOR, province, since)
    return made
