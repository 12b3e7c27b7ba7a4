"""Asking further readers, and trying another gap."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tuntas.kipp.forms.editions import Closing


class GapForm(forms.Form):
    """Which difference between two jurors counts as large, for looking only."""

    selisih = forms.DecimalField(
        label=_("Show proposals whose jurors are this many points apart or more"),
        min_value=0,
        max_value=100,
        max_digits=5,
        decimal_places=2,
        required=False,
    )


class ReadersForm(forms.Form):
    """Why further readers are asked and, where the stage has closed, until when they can score."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It stays readable beside the ranking. If the deadline moves, everybody can read it."),
    )
    closes_at = Closing(label=_("New closing time (WIB)"))

    def __init__(self, *args: object, closed: bool, **named: object) -> None:
        super().__init__(*args, **named)  # type: ignore[arg-type]
        if not closed:
            del self.fields["closes_at"]
