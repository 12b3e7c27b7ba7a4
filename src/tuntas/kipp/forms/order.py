"""Input of the rule of order."""

from django import forms
from django.utils.translation import gettext_lazy as _


class CopiedForm(forms.Form):
    """Which innovation was copied elsewhere, and the evidence."""

    reference = forms.CharField(label=_("Reference of the proposal"), max_length=40)
    evidence = forms.CharField(
        label=_("Evidence"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Who copied it, and where that can be read. It is printed in the minutes."),
    )
