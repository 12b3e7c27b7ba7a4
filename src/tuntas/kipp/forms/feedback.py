"""Why a remark is held back."""

from django import forms
from django.utils.translation import gettext_lazy as _


class HoldForm(forms.Form):
    """The reason, for the record; entrants do not read it."""

    reason = forms.CharField(
        label=_("Why it is held back"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Only the office reads it. It is kept in the journal."),
    )
