"""What people type when they move or answer a case."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tuntas.casework.terms import Move, ReferralStatus
from tuntas.kernel.text import clean


class MoveForm(forms.Form):
    """The words that go with a move: one part for the person served, one for colleagues."""

    message = forms.CharField(
        label=_("To the person concerned"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("They read this. Say in plain words what happens now, or what is missing."),
    )
    note = forms.CharField(
        label=_("Note for colleagues"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Only people who handle this case read it."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, move: Move, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["message"].required = move.note_required

    def clean_message(self) -> str:
        return clean(self.cleaned_data["message"])

    def clean_note(self) -> str:
        return clean(self.cleaned_data["note"])


class AnswerForm(forms.Form):
    """The other side's word on what was asked."""

    status = forms.ChoiceField(
        label=_("Your answer"),
        widget=forms.RadioSelect,
        choices=[
            (ReferralStatus.ACCEPTED, _("We take it on")),
            (ReferralStatus.DONE, _("It is done")),
            (ReferralStatus.DECLINED, _("We cannot do it")),
        ],
    )
    outcome = forms.CharField(
        label=_("Outcome"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("In plain words, for the one who asked. Needed when it is done or cannot be done."),
    )

    def clean(self) -> dict[str, Any]:
        """An outcome must be told."""
        found = super().clean() or {}
        found["outcome"] = clean(found.get("outcome", ""))
        if found.get("status") in (ReferralStatus.DONE, ReferralStatus.DECLINED) and not found["outcome"]:
            self.add_error("outcome", ValidationError(_("Write the outcome, so that the one who asked can be told.")))
        return found
