"""What the trail can be narrowed to."""

from django import forms
from django.utils.translation import gettext_lazy as _


class TrailForm(forms.Form):
    """Every field may stay empty."""

    act = forms.CharField(label=_("Act"), max_length=60, required=False, help_text=_("for example kipp.entry"))
    subject = forms.CharField(label=_("Thing"), max_length=80, required=False, help_text=_("for example kipp.entry:17"))
    person = forms.CharField(label=_("Person"), max_length=120, required=False, help_text=_("name or e-mail address"))
    since = forms.DateField(label=_("From"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))
    until = forms.DateField(label=_("Until"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))
