"""Beginning, moving, signing, running a copy."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tuntas.casework.terms import Move
from tuntas.kernel.clock import wib_date
from tuntas.kernel.text import clean
from tuntas.people.models import Organisation, Person


class CleanText(forms.CharField):
    """A text without control characters and with single line ends."""

    def clean(self, value: Any) -> str:
        return clean(super().clean(value))


def area(label: Any, *, rows: int = 4, required: bool = True, help_text: Any = "", limit: int = 4000) -> CleanText:
    """A text of several lines."""
    return CleanText(
        label=label,
        required=required,
        max_length=limit,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class DayInput(forms.DateInput):
    """The browser's own calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class StartForm(forms.Form):
    """Interest in an innovation."""

    adopter = forms.ModelChoiceField(label=_("For which organisation"), queryset=Organisation.objects.none())
    reason = area(
        _("Which problem at home should it solve?"),
        help_text=_("In plain words, with figures if you have them. The owner and the province read it."),
    )
    title = CleanText(
        label=_("What it shall be called at home"),
        required=False,
        max_length=160,
        help_text=_("Leave empty to keep the name of the origin."),
    )

    def __init__(self, *args: Any, adopters: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["adopter"].queryset = adopters  # type: ignore[attr-defined]
        if not self.is_bound and adopters.count() == 1:
            self.initial["adopter"] = adopters.first().pk


class StepForm(forms.Form):
    """The words that go with a move; both sides read them."""

    message = area(_("To both sides"), required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, move: Move, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["message"]
        field.required = move.note_required
        if move.key in ("stop", "give_up"):
            field.label = _("The lesson")
            field.help_text = _("Why it stopped, and what others should know. Everybody can read it.")
        elif move.note_required:
            field.label = _("Reason")
            field.help_text = _("In plain words; the other side reads it.")


class RunForm(StepForm):
    """It runs: since when, and where."""

    since = forms.DateField(label=_("Running since"), widget=DayInput())
    units = area(_("Villages or units where it runs"), help_text=_("One a line."))
    field_order = ("since", "units", "message", "seen")

    def __init__(self, *args: Any, now: datetime, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = wib_date(now)

    def clean_since(self) -> date:
        since: date = self.cleaned_data["since"]
        if since > self.today:
            raise ValidationError(_("This day lies in the future."))
        return since


class SignForm(forms.Form):
    """Signing for one side."""

    side = forms.CharField(widget=forms.HiddenInput)
    position = CleanText(label=_("In which position do you sign?"), max_length=120)
    agreed = forms.BooleanField(label=_("I have read the agreement and sign it for this side."))


class MessageForm(forms.Form):
    """A message, perhaps with a PDF."""

    text = area(_("Message"))
    file = forms.FileField(label=_("Attach a PDF (at most 10 MB)"), required=False)


class MentorForm(forms.Form):
    """Who helps the adopter."""

    mentor = forms.ModelChoiceField(
        label=_("Mentor"), queryset=Person.objects.none(), required=False, empty_label=_("Nobody for now")
    )

    def __init__(self, *args: Any, mentors: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["mentor"].queryset = mentors  # type: ignore[attr-defined]


class UpdateForm(forms.Form):
    """What to do with a change of the origin."""

    answer = forms.ChoiceField(
        label=_("Your answer"),
        widget=forms.RadioSelect,
        choices=[("accepted", _("We take the change over")), ("declined", _("We keep what we have"))],
    )
    differs = area(
        _("What is done differently at home"),
        required=False,
        help_text=_("Stays as it is unless you change it here; used only if you take the change over."),
    )
    reason = area(_("Reason"), required=False, rows=3, help_text=_("Needed if you keep what you have."))

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("answer") == "declined" and not found.get("reason"):
            self.add_error("reason", ValidationError(_("Write why you do not take it over: the owner learns from it.")))
        return found
