"""Input of imports and requests."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tuntas.files.terms import SHEET
from tuntas.residents.rules.columns import COLUMNS
from tuntas.residents.terms import RightKind, RightOutcome

LARGEST = SHEET(10)


class SheetForm(forms.Form):
    """The village's spreadsheet."""

    sheet = forms.FileField(
        label=_("Spreadsheet (.xlsx or .csv)"),
        widget=forms.FileInput({"accept": LARGEST.accept}),
        help_text=_("At most 10 MB and 20,000 rows. It is kept encrypted and thrown away once it is written."),
    )

    def clean_sheet(self) -> Any:
        """Not larger than can be read."""
        given = self.cleaned_data["sheet"]
        if given.size > LARGEST.limit:
            raise forms.ValidationError(_("This file is larger than 10 MB."))
        return given


class MappingForm(forms.Form):
    """Which column holds what."""

    def __init__(self, *args: Any, columns: list[str], mapping: dict[str, str], **named: Any) -> None:
        super().__init__(*args, **named)
        choices = [("", _("Not in this sheet")), *[(column, column) for column in columns]]
        for key, (label, _aliases) in COLUMNS.items():
            self.fields[key] = forms.ChoiceField(
                label=label, choices=choices, required=False, initial=mapping.get(key, "")
            )

    def chosen(self) -> dict[str, str]:
        """The mapping, blanks left out."""
        return {key: column for key, column in self.cleaned_data.items() if column}


class RequestForm(forms.Form):
    """What somebody asks about their own data."""

    kind = forms.ChoiceField(label=_("What is asked"), choices=RightKind.choices, widget=forms.RadioSelect)
    who = forms.CharField(label=_("Who asks"), max_length=120, help_text=_("Name, and for whom if not for themself."))
    text = forms.CharField(
        label=_("In their words"), max_length=2000, required=False, widget=forms.Textarea({"rows": 4})
    )


class AnswerForm(forms.Form):
    """What became of it."""

    outcome = forms.ChoiceField(
        label=_("Outcome"),
        choices=[choice for choice in RightOutcome.choices if choice[0] != RightOutcome.OPEN],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("Answer to the person"),
        max_length=2000,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("What was done, or why it cannot be done and by which law."),
    )
