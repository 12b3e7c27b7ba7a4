"""What staff type to assign: how many jurors each, who drops out, one pair by hand, and why a stage closes early."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tuntas.kipp.models import Category
from tuntas.kipp.terms import Mastery

Choices = Sequence[tuple[int, str]]


class RunForm(forms.Form):
    """A run worked out anew. `seed` and `seen` come back from the preview."""

    per_entry = forms.IntegerField(label=_("Jurors for each proposal"), min_value=1, max_value=50)
    most = forms.IntegerField(
        label=_("At most for one juror"),
        min_value=1,
        max_value=5000,
        required=False,
        help_text=_("Leave empty for no limit. With a limit, proposals with the fewest jurors are served first."),
    )
    seed = forms.IntegerField(required=False, min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)


class AdjustForm(RunForm):
    """A run that moves as little as possible."""

    without = forms.TypedMultipleChoiceField(
        label=_("Jurors who give back what they have not handed in"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("They get nothing new in this run. Sheets they handed in stay and count."),
    )
    even = forms.BooleanField(label=_("Level the loads too, even if more proposals change hands"), required=False)

    field_order = ["without", "per_entry", "most", "even"]

    def __init__(self, *args: Any, jurors: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["without"].choices = list(jurors)  # type: ignore[attr-defined]


class PairForm(forms.Form):
    """One proposal to one juror; with a reason where a conflict stands between them."""

    reference = forms.CharField(label=_("Reference of the proposal"), max_length=24)
    juror = forms.TypedChoiceField(label=_("Juror"), coerce=int)
    despite = forms.CharField(
        label=_("Reason, if in spite of a conflict"),
        max_length=400,
        required=False,
        help_text=_("Only an organiser may. The reason stays on the list below and in the journal."),
    )

    def __init__(self, *args: Any, jurors: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["juror"].choices = [("", _("Choose a juror")), *jurors]  # type: ignore[attr-defined]

    def clean_reference(self) -> str:
        """References are written in capitals."""
        return str(self.cleaned_data["reference"]).strip().upper()


class CloseForm(forms.Form):
    """Why a stage closes with sheets missing."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Stays readable beside the ranking. Do not write private data of people."),
    )


class CompetenceForm(forms.Form):
    """One choice for each category; fields are named `category-ID`."""

    def __init__(self, *args: Any, categories: Sequence[Category], titles: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for category, title in zip(categories, titles, strict=True):
            self.fields[f"category-{category.pk}"] = forms.TypedChoiceField(
                label=title, choices=Mastery.choices, coerce=int, required=False, empty_value=None
            )

    @property
    def levels(self) -> dict[int, int]:
        """Category id → level; only of a valid form."""
        chosen = self.cleaned_data.items()
        return {int(name.removeprefix("category-")): int(value or Mastery.UNSTATED) for name, value in chosen}
