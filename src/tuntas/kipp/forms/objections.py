"""What people type about objections. The actions decide; nothing is saved here."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tuntas.kernel.clock import WIB
from tuntas.kipp.models import SeatHolder
from tuntas.kipp.rules.objections import MOST_PAPERS, MOST_WORDS
from tuntas.kipp.terms import Consequence, ObjectionAbout, ObjectionGround


class RaiseForm(forms.Form):
    """An objection: why, in words, with up to three files."""

    ground = forms.ChoiceField(label=_("Why you object"), choices=ObjectionGround.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("What is wrong, and what shows it"),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 10, "data-words": str(MOST_WORDS)}),
        help_text=_("At most 500 words. Name the section, the line of the checklist or the date it is about."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, MOST_PAPERS + 1):
            self.fields[f"file_{number}"] = forms.FileField(
                label=_("File %(number)d") % {"number": number},
                required=False,
                allow_empty_file=True,
                help_text=_("PDF, JPG or PNG, at most 5 MB.") if number == 1 else "",
            )

    @property
    def uploads(self) -> list[Any]:
        """The files given, in order."""
        found = (self.cleaned_data.get(f"file_{number}") for number in range(1, MOST_PAPERS + 1))
        return [upload for upload in found if upload]


class _People(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.person.name)


class ReceiveForm(forms.Form):
    """Who examines it; a reason when it changes hands."""

    examiner = _People(label=_("Who examines it"), queryset=SeatHolder.objects.none(), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"), max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, people: list[SeatHolder], again: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["examiner"]
        ids = [one.pk for one in people]
        field.queryset = SeatHolder.objects.filter(pk__in=ids).select_related("person")  # type: ignore[attr-defined]
        field.empty_label = None  # type: ignore[attr-defined]
        if again:
            self.fields["reason"].required = True
        else:
            del self.fields["reason"]


class FindingForm(forms.Form):
    """What the examiner found, for the office."""

    finding = forms.CharField(
        label=_("What was looked at, and what was found"),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("For the office. The entrant reads your answer, not this."),
    )


class AnswerForm(forms.Form):
    """The answer, as the letter prints it."""

    upheld = forms.TypedChoiceField(
        label=_("The objection is"),
        choices=[("yes", _("upheld")), ("no", _("not upheld"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Answer and its reason"),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("The letter prints it as it stands. Answer every point that was raised, in plain words."),
    )


ABOUT_CHECK = (Consequence.REOPENED, Consequence.MEASURE)
ABOUT_RESULTS = (Consequence.RECOUNTED, Consequence.READER, Consequence.MEASURE)


class ConsequenceForm(forms.Form):
    """What is done about an objection that was upheld."""

    consequence = forms.ChoiceField(label=_("What follows"), widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("What is done and why"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The entrant reads it."),
    )
    closes_at = forms.DateTimeField(
        label=_("New closing time of the scoring (WIB)"),
        required=False,
        input_formats=["%Y-%m-%dT%H:%M"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=_("Only for a further juror, where the stage has closed."),
    )

    def __init__(self, *args: Any, about: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = ABOUT_CHECK if about == ObjectionAbout.CHECK else ABOUT_RESULTS
        self.fields["consequence"].choices = [(one.value, one.label) for one in allowed]  # type: ignore[attr-defined]
        if about == ObjectionAbout.CHECK:
            del self.fields["closes_at"]

    def clean_closes_at(self) -> Any:
        """The moment in WIB."""
        typed = self.cleaned_data.get("closes_at")
        return typed.replace(tzinfo=WIB) if typed else None
