"""Forms about organisations, invitations and requests to join."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tuntas.kernel.text import clean
from tuntas.people.forms.fields import NameField
from tuntas.people.models import Person
from tuntas.people.terms import ROLES_AT, OrganisationKind, Role
from tuntas.places.forms import PlaceField
from tuntas.places.terms import Level


class RenameForm(forms.Form):
    """What a local admin may change."""

    name = NameField(label=_("Name of the organisation"), max_length=160)


class OrganisationForm(RenameForm):
    """What an operator writes of an organisation."""

    kind = forms.ChoiceField(label=_("Kind"), choices=OrganisationKind.choices, widget=forms.RadioSelect)
    place = PlaceField(label=_("Place"))


class InviteForm(forms.Form):
    """Whom to invite, as what."""

    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    name = NameField(label=_("Name"), required=False)
    role = forms.ChoiceField(label=_("Role"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, roles: Sequence[Role], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["role"].choices = [(role.value, role.label) for role in roles]  # type: ignore[attr-defined]
        if len(roles) == 1:
            self.fields["role"].initial = roles[0].value

    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()


class PlaceInviteForm(InviteForm):
    """Whom to invite to a role at a place."""

    field_order = ["email", "name", "place", "role"]
    place = PlaceField(label=_("Place"), initial="Jawa Tengah")

    def __init__(self, *args: Any, **options: Any) -> None:
        offered = dict.fromkeys(role for level in Level for role in ROLES_AT[level])
        super().__init__(*args, roles=list(offered), **options)

    def clean(self) -> dict[str, Any] | None:
        data = super().clean() or {}
        place, role = data.get("place"), data.get("role")
        if place and role and Role(role) not in ROLES_AT[place.level]:
            self.add_error("role", _("This role does not exist at a place of this size."))
        return data


class JoinForm(forms.Form):
    """A request to join."""

    note = forms.CharField(
        label=_("Your position there"),
        max_length=300,
        help_text=_("So that the local admin recognises you, for example “staff of the data section”."),
    )

    def clean_note(self) -> str:
        return " ".join(clean(self.cleaned_data["note"]).split())


class DeclineForm(forms.Form):
    """Why somebody is not let in."""

    reason = forms.CharField(label=_("Reason"), max_length=300, required=False, widget=forms.Textarea({"rows": 3}))


class InvitedForm(forms.Form):
    """An account for somebody who was invited: the address is known and confirmed already."""

    name = NameField(
        help_text=_("As it should stand on certificates."), widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        max_length=4096,
        help_text=_("At least 10 characters. Several words in a row are easy to remember and hard to guess."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, email: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.email = email

    def clean(self) -> dict[str, Any] | None:
        data = super().clean() or {}
        if password := data.get("password"):
            try:
                validate_password(password, Person(email=self.email, name=data.get("name", "")))
            except ValidationError as trouble:
                self.add_error("password", trouble)
        return data
