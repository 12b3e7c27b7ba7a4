"""The form on the style page: every common widget once."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SampleForm(forms.Form):
    """Validates like a real form and keeps nothing."""

    title = forms.CharField(
        label=_("Title of the innovation"),
        max_length=120,
        help_text=_("As people in your organisation say it."),
    )
    summary = forms.CharField(
        label=_("What changed for people"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Before and after, in plain words."),
    )
    group = forms.ChoiceField(
        label=_("Group"),
        choices=[("", _("Choose a group")), ("general", _("General")), ("replication", _("Replication"))],
    )
    kind = forms.ChoiceField(
        label=_("Kind of innovation"),
        widget=forms.RadioSelect,
        choices=[
            ("digital", _("Digital")),
            ("process", _("A new way of working")),
            ("place", _("A service that comes to you")),
        ],
    )
    reach = forms.MultipleChoiceField(
        label=_("Where it runs"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("village", _("Villages")), ("district", _("Districts")), ("regency", _("The whole regency"))],
    )
    started = forms.DateField(label=_("Running since"), help_text=_("For example 17 August 2019."))
    visit = forms.DateTimeField(label=_("Best moment for a visit"), required=False)
    cost = forms.IntegerField(label=_("Cost in a year, in rupiah"), required=False, min_value=0)
    proof = forms.FileField(label=_("Evidence"), required=False, help_text=_("PDF, JPG or PNG."))
    true = forms.BooleanField(label=_("What I wrote is true and I may share it."))

    def clean_title(self) -> str:
        """A title needs a word, not a test."""
        title: str = self.cleaned_data["title"]
        if title.casefold() in {"tes", "test"}:
            raise forms.ValidationError(_("Write the real title; “tes” tells readers nothing."))
        return title
