"""Questions, answers, comments, and what is done about bad ones."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tuntas.forum.terms import LONGEST_POST
from tuntas.kernel.text import clean


class PostForm(forms.Form):
    """Somebody's words. What is too long is refused, never cut."""

    text = forms.CharField(label=_("Your question"), widget=forms.Textarea(attrs={"rows": 5}), strip=True)

    def __init__(self, *args: Any, label: Any = None, **options: Any) -> None:
        super().__init__(*args, **options)
        if label:
            self.fields["text"].label = label

    def clean_text(self) -> str:
        """At least a few words, at most `LONGEST_POST` characters."""
        text = clean(self.cleaned_data["text"])
        if len(text) < 5:
            raise forms.ValidationError(_("Please write a whole sentence."))
        if len(text) > LONGEST_POST:
            raise forms.ValidationError(
                _("This text has %(has)d characters; at most %(most)d are possible."),
                params={"has": len(text), "most": LONGEST_POST},
            )
        return text


class ReasonForm(forms.Form):
    """Why something should be looked at, or was hidden."""

    reason = forms.CharField(label=_("Reason"), max_length=300)
