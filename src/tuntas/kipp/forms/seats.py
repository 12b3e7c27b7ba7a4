"""Giving somebody a seat."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tuntas.kipp.terms import Seat


class SeatForm(forms.Form):
    """Whom, by e-mail address, to which seat."""

    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    name = forms.CharField(
        label=_("Name"), max_length=120, required=False, help_text=_("Only needed where there is no account yet.")
    )
    seat = forms.ChoiceField(label=_("Seat"), choices=Seat.choices, widget=forms.RadioSelect, initial=Seat.JUROR)
    affiliation = forms.CharField(
        label=_("Institution"),
        max_length=160,
        required=False,
        help_text=_("For jurors: the university, newspaper or body they come from. It is shown publicly."),
    )
