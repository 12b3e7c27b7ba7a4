"""Forms about oneself and about standing in."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tuntas.kernel.clock import WIB, wib_date
from tuntas.people.forms.fields import NameField, PhoneField
from tuntas.people.models import Holding
from tuntas.people.rules import stand_ins_for
from tuntas.people.terms import DELEGATION_LASTS_AT_MOST


class ProfileForm(forms.Form):
    """Name, phone and language of one's own account."""

    name = NameField(
        help_text=_("As it should stand on certificates."), widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    phone = PhoneField(required=False, help_text=_("Seen by the organisers of a competition you take part in."))
    language = forms.ChoiceField(
        label=_("Language"),
        choices=[("id", "Bahasa Indonesia"), ("en", "English")],
        widget=forms.RadioSelect,
        help_text=_("For these pages after you sign in, and for e-mails."),
    )


class DelegateForm(forms.Form):
    """Who stands in, and until which day (included, WIB)."""

    to: Any = forms.ModelChoiceField(queryset=None, label=_("Who stands in for you"), empty_label=_("Choose …"))
    until = forms.DateField(label=_("Last day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, *args: Any, holding: Holding, now: datetime, **options: Any) -> None:
        super().__init__(*args, **options)
        self.now = now
        self.fields["to"].queryset = stand_ins_for(holding, now)  # type: ignore[attr-defined]
        first, last = wib_date(now), wib_date(now + DELEGATION_LASTS_AT_MOST) - timedelta(days=1)
        self.fields["until"].widget.attrs |= {"min": first.isoformat(), "max": last.isoformat()}
        self.fields["until"].help_text = _("The role goes back to you alone at the end of this day.")

    def clean_until(self) -> datetime:
        """The end of the chosen day, as a moment."""
        chosen: date = self.cleaned_data["until"]
        if chosen < wib_date(self.now):
            raise ValidationError(_("The last day lies in the past."))
        return datetime.combine(chosen, time(23, 59, 59), WIB)
