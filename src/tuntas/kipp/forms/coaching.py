"""What people type while coaching: who, what, until when."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tuntas.people.models import Person


class MentorForm(forms.Form):
    """A mentor by e-mail address of an account."""

    email = forms.EmailField(label=_("E-mail of the mentor"), help_text=_("The person needs an account here."))
    despite = forms.CharField(
        label=_("Why in spite of a tie"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Only where the system finds a tie between the person and the proposal."),
    )

    def clean_email(self) -> Person:
        """The account of that address."""
        found = Person.objects.filter(email__iexact=self.cleaned_data["email"].strip(), is_active=True).first()
        if found is None:
            raise forms.ValidationError(_("There is no account with this address."))
        return found


class TaskForm(forms.Form):
    """Something to do until a day."""

    title = forms.CharField(label=_("What is to be done"), max_length=200)
    text = forms.CharField(
        label=_("More about it"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    criterion = forms.ChoiceField(label=_("Criterion it is about"), required=False)
    due_on = forms.DateField(
        label=_("Until"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), input_formats=["%Y-%m-%d"]
    )

    def __init__(self, *args: Any, criteria: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["criterion"].choices = [("", "–"), *criteria.items()]  # type: ignore[attr-defined]


class MessageForm(forms.Form):
    """A message, or a mentor's own note."""

    text = forms.CharField(label=_("Message"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))
    note = forms.BooleanField(
        label=_("A note for mentors and the office only"),
        required=False,
        help_text=_("The team and the jurors do not see it."),
    )

    def __init__(self, *args: Any, notes: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not notes:
            del self.fields["note"]


class RevisedForm(forms.Form):
    """A section written anew."""

    text = forms.CharField(
        label=_("Your answer"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 16})
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
