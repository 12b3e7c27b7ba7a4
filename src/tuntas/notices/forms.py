"""Which messages come by e-mail."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tuntas.notices.terms import Group


class ChoicesForm(forms.Form):
    """The groups whose messages also come by e-mail."""

    mail = forms.MultipleChoiceField(
        label=_("By e-mail, too"),
        choices=Group.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Every message is always here. Letters about sign-in and invitations are always sent."),
    )

    def wanted(self) -> dict[Group, bool]:
        """Every group with the answer."""
        chosen: Any = self.cleaned_data["mail"]
        return {group: group.value in chosen for group in Group}
