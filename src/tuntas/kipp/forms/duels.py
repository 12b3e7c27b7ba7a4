"""Input of duel rounds."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tuntas.kipp.queries.duels import Contender
from tuntas.kipp.rules.duels import MOST_ENTRIES


class OpenForm(forms.Form):
    """Which proposals of a track are compared, and why."""

    entries = forms.TypedMultipleChoiceField(
        label=_("Proposals to compare"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    reason = forms.CharField(label=_("Reason"), max_length=400, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, contenders: Sequence[Contender], **named: Any) -> None:
        named.setdefault("initial", {"entries": [one.row.entry_id for one in contenders if one.proposed]})
        super().__init__(*args, **named)
        field = self.fields["entries"]
        assert isinstance(field, forms.TypedMultipleChoiceField)
        field.choices = [
            (one.row.entry_id, f"{one.row.rank}. {one.row.title} ({one.row.organisation})") for one in contenders
        ]

    def clean_entries(self) -> list[int]:
        chosen: list[int] = self.cleaned_data["entries"]
        if not 2 <= len(chosen) <= MOST_ENTRIES:
            raise forms.ValidationError(_("Choose from 2 to %(most)d proposals of the track.") % {"most": MOST_ENTRIES})
        return chosen


class WordsForm(forms.Form):
    """One reason, wanted or not."""

    reason = forms.CharField(label=_("Reason"), max_length=400, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, needed: bool = True, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["reason"].required = needed
