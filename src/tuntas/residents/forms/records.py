"""Input about one resident."""

from dataclasses import fields as parts_of
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tuntas.residents.actions.adding import tidy
from tuntas.residents.rules.fields import Finding, findings
from tuntas.residents.terms import (
    Disability,
    LifeKind,
    Marital,
    Purpose,
    Relation,
    Religion,
    ResidentFields,
    Sex,
    masked,
)
from tuntas.residents.terms.identity import MASK

_BLANK = [("", _("Not known"))]


def day_field(label: Any, required: bool = False, help_text: Any = "") -> forms.DateField:
    """A day with the browser's own calendar."""
    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, widget=widget, help_text=help_text)


def text_field(label: Any, longest: int, **more: Any) -> forms.CharField:
    """An optional line of text."""
    return forms.CharField(label=label, max_length=longest, required=False, **more)


class ResidentForm(forms.Form):
    """A record as somebody types it; what is odd is kept in `remarks` and does not stop saving."""

    name = forms.CharField(label=_("Name"), max_length=120, help_text=_("As on the birth certificate or card."))
    sex = forms.ChoiceField(label=_("Sex"), choices=Sex.choices, widget=forms.RadioSelect)
    nik = text_field(_("NIK"), 24, help_text=_("16 digits; leave it blank when there is none yet."))
    birth_place = text_field(_("Place of birth"), 80)
    birth_date = day_field(_("Date of birth"))
    father = text_field(_("Father's name"), 120)
    mother = text_field(_("Mother's name"), 120)
    family_number = text_field(_("Family card number"), 24, help_text=_("16 digits."))
    relation = forms.ChoiceField(
        label=_("Relation to the head of family"), choices=[*_BLANK, *Relation.choices], required=False
    )
    address = text_field(_("Address"), 200, help_text=_("Street and number; hamlet, RT and RW stand below."))
    hamlet = text_field(_("Hamlet"), 60)
    rt = text_field("RT", 3)
    rw = text_field("RW", 3)
    religion = forms.ChoiceField(label=_("Religion"), choices=[*_BLANK, *Religion.choices], required=False)
    marital = forms.ChoiceField(label=_("Marital status"), choices=[*_BLANK, *Marital.choices], required=False)
    education = text_field(_("Education"), 80)
    occupation = text_field(_("Occupation"), 80)
    nationality = text_field(_("Nationality"), 60, initial="WNI")
    phone = text_field(_("Phone"), 20)
    disability = forms.ChoiceField(
        label=_("Disability"), choices=[("", _("None known")), *Disability.choices], required=False
    )
    welfare = forms.BooleanField(label=_("Stands on a welfare list"), required=False)
    welfare_source = text_field(_("Which list"), 80, help_text=_("For example DTKS, or a decision of the village."))
    welfare_on = day_field(_("Date of the list"))

    def __init__(self, *args: Any, moment: datetime, **named: Any) -> None:
        super().__init__(*args, **named)
        self.moment = moment
        self.remarks: list[Finding] = []

    def clean(self) -> dict[str, Any]:
        """What the rules call wrong stands at its field; what is odd is a remark."""
        data = super().clean() or self.cleaned_data
        if not self.errors:
            for finding in findings(self.fields_typed(), self.moment):
                if finding.wrong:
                    self.add_error(finding.field, finding.sentence)
                else:
                    self.remarks.append(finding)
        return data

    def fields_typed(self) -> ResidentFields:
        """The record that was typed."""
        names = [part.name for part in parts_of(ResidentFields)]
        return tidy(ResidentFields(**{name: self.cleaned_data[name] for name in names if name in self.cleaned_data}))


class NewResidentForm(ResidentForm):
    """A record with how the person came to be here."""

    came = forms.ChoiceField(
        label=_("How do they come into the register?"),
        choices=[("", _("They live here already")), ("birth", _("Was born")), ("moved_in", _("Moved in"))],
        required=False,
    )
    came_on = day_field(_("On which day"), help_text=_("For a birth or a move."))

    def clean(self) -> dict[str, Any]:
        """A move needs its day; a birth has one."""
        data = super().clean()
        if data.get("came") == "moved_in" and not data.get("came_on"):
            self.add_error("came_on", _("Write the day of the move."))
        return data

    def came_day(self) -> date | None:
        """The day of the birth or the move."""
        data = self.cleaned_data
        return data["came_on"] or (data["birth_date"] if data["came"] == "birth" else None)


class ChangeForm(ResidentForm):
    """A correction: with the revision that was read, and whether a new address is a move."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    moved_on = day_field(
        _("Moved within the village on"),
        help_text=_("Only when the address changes because they moved; blank when the old one was wrong."),
    )
    reason = text_field(_("Why this is changed"), 200)

    def __init__(self, *args: Any, before: ResidentFields, **named: Any) -> None:
        super().__init__(*args, **named)
        self.before = before

    def _number(self, name: str) -> str:
        """A number left masked stays as it was; one that was touched is typed whole."""
        typed: str = self.cleaned_data[name]
        kept: str = getattr(self.before, name)
        if typed and typed == masked(kept):
            return kept
        if MASK in typed:
            raise forms.ValidationError(_("Type the whole number, or leave it as it was shown."))
        return typed

    def clean_nik(self) -> str:
        """Masked on the page, whole in the record."""
        return self._number("nik")

    def clean_family_number(self) -> str:
        """Masked on the page, whole in the record."""
        return self._number("family_number")


class RevealForm(forms.Form):
    """Why the whole number is needed."""

    reason = forms.CharField(
        label=_("Why do you need the whole number?"),
        max_length=300,
        help_text=_("For example: to fill in form F-1.02 at the counter. The person can read this."),
    )


class LifeForm(forms.Form):
    """Something that happened in a life."""

    kind = forms.ChoiceField(
        label=_("What happened"),
        choices=[choice for choice in LifeKind.choices if choice[0] != LifeKind.BIRTH],
        widget=forms.RadioSelect,
    )
    day = day_field(_("On which day"), required=True)
    note = text_field(_("Note"), 300, help_text=_("Where from or to, number of the report."))


class GroundForm(forms.Form):
    """A consent, with how it is known."""

    purpose = forms.ChoiceField(label=_("What for"), choices=Purpose.choices)
    evidence = forms.CharField(
        label=_("How is it known"), max_length=300, help_text=_("For example: form signed on 4 October, folder 3.")
    )
    guardian = text_field(_("Parent or guardian"), 120, help_text=_("Who agreed, when it is about a child."))


class FilterForm(forms.Form):
    """Which part of the register is shown."""

    dusun = forms.ChoiceField(label=_("Hamlet"), required=False)
    rt = text_field("RT", 3)
    kelompok = forms.ChoiceField(label=_("Group"), required=False)
    keadaan = forms.ChoiceField(label=_("State"), required=False)


class SearchForm(forms.Form):
    """A name or a whole NIK. Sent by POST, so that no name stands in an address."""

    q = forms.CharField(
        label=_("Name or whole NIK"), max_length=80, help_text=_("Part of the name is enough; spelling is forgiven.")
    )
