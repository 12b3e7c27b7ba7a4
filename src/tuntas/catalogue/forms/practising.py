"""A place's own version of a text, and its answers to the origin."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tuntas.catalogue.shelf.merge import Change, Part

LONGEST = 60_000  # letters of a text


class TextForm(forms.Form):
    """What the text says at this place, and why it differs."""

    text = forms.CharField(label=_("Text"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 24}))
    note = forms.CharField(
        label=_("Why your place does it differently"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class NewsForm(forms.Form):
    """One answer a difference: take it, keep one's own; for a conflict also: write it anew."""

    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, news: Sequence[tuple[int, Part]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.news = news
        for number, part in news:
            answers = [("take", _("Take over the origin's")), ("keep", _("Keep ours"))]
            if part.change == Change.CONFLICT:
                answers.append(("write", _("Write it anew, below")))
                self.fields[f"text-{number}"] = forms.CharField(
                    label=_("Written anew"),
                    required=False,
                    strip=False,
                    max_length=LONGEST,
                    initial="\n".join(part.ours),
                    widget=forms.Textarea(attrs={"rows": min(12, 2 + len(part.ours))}),
                )
            self.fields[f"answer-{number}"] = forms.ChoiceField(
                label=_("Your answer"), choices=answers, widget=forms.RadioSelect
            )

    @property
    def rows(self) -> list[tuple[Part, Any, Any]]:
        """Every difference with its fields."""
        return [
            (part, self[f"answer-{number}"], self[f"text-{number}"] if f"text-{number}" in self.fields else None)
            for number, part in self.news
        ]

    @property
    def taken(self) -> dict[int, bool]:
        """Whether the origin's lines are taken, by number."""
        said = {number: self.cleaned_data[f"answer-{number}"] for number, _part in self.news}
        return {number: answer == "take" for number, answer in said.items() if answer != "write"}

    @property
    def written(self) -> dict[int, str]:
        """What was written anew, by number."""
        return {
            number: self.cleaned_data[f"text-{number}"].replace("\r\n", "\n")
            for number, _part in self.news
            if self.cleaned_data[f"answer-{number}"] == "write"
        }
