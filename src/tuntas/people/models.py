"""Accounts, organisations, and the roles people hold."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from tuntas.people.terms import JoinOutcome, OrganisationKind, Role
from tuntas.places.models import Place


class PersonManager(BaseUserManager["Person"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Person":
        """An account with a lower-case e-mail address; without a password nobody can sign in to it."""
        person = self.model(email=email.strip().lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    """Somebody with an account. What they may do comes from `Holding`, never from flags here."""

    email = models.EmailField(_("e-mail address"), max_length=254, unique=True)
    name = models.CharField(_("full name"), max_length=120)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    language = models.CharField(
        _("language"), max_length=2, default="id", choices=[("id", "Bahasa Indonesia"), ("en", "English")]
    )
    is_active = models.BooleanField(default=True)
    is_sample = models.BooleanField(default=False, help_text="invented for a demonstration; says so wherever it shows")
    joined_at = models.DateTimeField(auto_now_add=True)
    sign_in_round = models.PositiveIntegerField(default=0, help_text="raised by one, every session of before ends")

    objects: ClassVar[PersonManager] = PersonManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="person_email_unique")]

    def __str__(self) -> str:
        return self.name or self.email

    # What allauth and Django ask of a user that has no staff flags.
    is_staff = False
    is_superuser = False

    def has_perm(self, perm: str, obj: object = None) -> bool:
        return False

    def has_module_perms(self, app_label: str) -> bool:
        return False

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What a session must know to stay valid: it changes with the password and with the sign-in round."""
        salt = "tuntas.people.Person.session"
        return salted_hmac(salt, f"{self.password}|{self.sign_in_round}", secret=secret, algorithm="sha256").hexdigest()


class Organisation(models.Model):
    """An agency, hospital, enterprise, regency or village that acts through people."""

    name = models.CharField(_("name"), max_length=160)
    kind = models.CharField(_("kind"), max_length=12, choices=OrganisationKind.choices)
    place = models.ForeignKey(Place, models.PROTECT, verbose_name=_("place"))
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="units", verbose_name=_("belongs to")
    )
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(Lower("name"), "place", name="organisation_name_once_a_place")]

    def __str__(self) -> str:
        return self.name


class Holding(models.Model):
    """A role somebody holds: in an organisation, or at a place and everything below it, until a date."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="holdings")
    role = models.CharField(max_length=20, choices=Role.choices)
    organisation = models.ForeignKey(Organisation, models.CASCADE, null=True, blank=True, related_name="holdings")
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True, help_text="the moment it ends; empty: open")
    granted_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    delegated_from = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="delegations")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) | Q(place__isnull=False), name="holding_is_somewhere"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="holding_ends_not_before_it_began"
            ),
            models.CheckConstraint(
                condition=Q(delegated_from__isnull=True) | Q(until__isnull=False),
                name="delegation_has_an_end",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.get_role_display()} · {self.organisation or self.place}"


class Invitation(models.Model):
    """A role offered by e-mail; accepting it creates the holding."""

    email = models.EmailField(_("e-mail address"))
    name = models.CharField(_("name"), max_length=120, blank=True)
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, null=True, blank=True, related_name="invitations", verbose_name=_("organisation")
    )
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, verbose_name=_("place"))
    token = models.CharField(max_length=40, unique=True)
    invited_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    sent_at = models.DateTimeField(help_text="when the letter last went out")
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-invited_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) | Q(place__isnull=False), name="invitation_is_somewhere"
            ),
            models.UniqueConstraint(
                Lower("email"),
                "role",
                "organisation",
                condition=Q(accepted_at__isnull=True, withdrawn_at__isnull=True, organisation__isnull=False),
                name="invited_once_to_an_organisation",
            ),
            models.UniqueConstraint(
                Lower("email"),
                "role",
                "place",
                condition=Q(accepted_at__isnull=True, withdrawn_at__isnull=True, organisation__isnull=True),
                name="invited_once_to_a_place",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email} · {self.get_role_display()} · {self.organisation or self.place}"


class JoinRequest(models.Model):
    """Somebody says they work at an organisation; its local admin accepts or declines."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="join_requests")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="join_requests")
    role = models.CharField(max_length=20, choices=Role.choices, default=Role.INNOVATOR)
    note = models.CharField(_("your position there"), max_length=300, blank=True)
    asked_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=JoinOutcome.choices, default=JoinOutcome.OPEN)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation"], condition=Q(outcome=JoinOutcome.OPEN), name="asked_to_join_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} → {self.organisation}"
