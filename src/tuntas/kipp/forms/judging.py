"""What a juror types on the desk, and what staff type around it."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tuntas.kipp.actions.judging import Marks
from tuntas.kipp.queries.rubric import Aspect, Written


class ScoreField(forms.DecimalField):
    """A score from 0 to 100 with at most two decimals; a comma is read as a decimal point."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            min_value=Decimal(0),
            max_value=Decimal(100),
            max_digits=5,
            decimal_places=2,
            required=False,
            error_messages={"invalid": _("Write a number from 0 to 100.")},
            **options,
        )

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]  # the stubs make a Decimal an int
        """The number; empty is None."""
        return super().to_python(value.strip().replace(",", ".") if isinstance(value, str) else value)


class SheetForm(forms.Form):
    """One juror's sheet. Fields `value-KEY`, `band-KEY`, `remark-KEY` for each criterion, then the whole.

    A band chosen without a number stands for its middle; a number always wins over a band.
    """

    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    remark = forms.CharField(label=_("To the entrant, about the whole"), required=False, max_length=6000)

    def __init__(self, *args: Any, aspects: Sequence[Aspect], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.aspects = aspects
        for one in aspects:
            self.fields[f"value-{one.key}"] = ScoreField(label=one.title)
            self.fields[f"band-{one.key}"] = forms.TypedChoiceField(
                choices=[("", "")] + [(str(band.low), band.text) for band in one.bands],
                coerce=int,
                empty_value=None,
                required=False,
                label=one.title,
            )
            self.fields[f"remark-{one.key}"] = forms.CharField(required=False, max_length=4000, label=one.title)

    @property
    def marks(self) -> Marks:
        """What was typed, for the action; only of a valid form."""
        values: dict[str, Decimal | None] = {}
        for one in self.aspects:
            value = self.cleaned_data.get(f"value-{one.key}")
            low = self.cleaned_data.get(f"band-{one.key}")
            if value is None and low is not None:
                value = Decimal(next(band.middle for band in one.bands if band.low == low))
            values[one.key] = value
        remarks = {one.key: self.cleaned_data.get(f"remark-{one.key}", "") for one in self.aspects}
        return Marks(values=values, remarks=remarks, remark=self.cleaned_data.get("remark", ""))

    @staticmethod
    def start(written: Written, aspects: Sequence[Aspect]) -> dict[str, Any]:
        """Initial values from the sheet as it stands."""
        found: dict[str, Any] = {"revision": written.revision, "remark": written.remark}
        for one in aspects:
            value = written.values.get(one.key)
            found[f"value-{one.key}"] = value
            found[f"remark-{one.key}"] = written.remarks.get(one.key, "")
        return found


class ReasonForm(forms.Form):
    """A reason that stays readable."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Stays readable beside the ranking. Do not write private data of people."),
    )


class UnsealForm(forms.Form):
    """Why scores must be seen before the lock, and that the consequence was read."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Every juror reads it after the lock, and it stands in the minutes. Do not write private data."),
    )
    understood = forms.BooleanField(label=_("I know that the whole jury will be told"))
