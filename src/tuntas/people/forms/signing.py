"""What registration asks beside e-mail and password. Named in the settings; must not import allauth."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tuntas.people.forms.fields import NameField


class NameFirst(forms.Form):
    """The base of the registration form."""

    field_order = ["name", "email", "password1"]
    name = NameField(
        help_text=_("As it should stand on certificates."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    def signup(self, request: Any, user: Any) -> None:
        """Asked for by allauth; the name is set where the account is saved (`backends.AccountAdapter`)."""
