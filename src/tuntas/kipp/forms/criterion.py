"""A criterion's words: help, bands, and what to read for it."""

from itertools import pairwise
from typing import Any, cast

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from tuntas.kipp.forms import rows
from tuntas.kipp.rules.charter.shape import Charter, Kind, Row
from tuntas.kipp.rules.charter.stages import CRITERIA


class WordsForm(forms.Form):
    """What the juror is asked, and which sections answer it."""

    def __init__(self, *args: Any, criterion: Row, charter: Charter, **named: Any) -> None:
        self.facts = [fact for fact in CRITERIA.on("rubrik") if fact.kind != Kind.BANDS]
        named.setdefault("initial", {fact.name: criterion[fact.name] for fact in self.facts})
        super().__init__(*args, **named)
        for fact in self.facts:
            self.fields[fact.name] = rows.field_of(fact, charter)

    def said(self) -> Row:
        """The words as plain data; only of a valid form."""
        return rows.said_by(self.facts, self.cleaned_data)


class BandForm(forms.Form):
    """What scores in a range mean."""

    low = forms.IntegerField(label=_("Lowest score"), min_value=0, max_value=100)
    high = forms.IntegerField(label=_("Highest score"), min_value=0, max_value=100)
    id = forms.CharField(label=_("What it means"), max_length=400, widget=forms.Textarea(attrs={"rows": 2}))
    en = forms.CharField(
        label=_("What it means, in English"), max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class BandSet(BaseFormSet[BandForm]):
    """Bands from best to worst that cover 0 to 100 without gap or overlap."""

    def clean(self) -> None:
        if any(self.errors):
            return
        bands = self.anchors()
        if not bands:
            return
        if bands[0]["to"] != 100 or bands[-1]["from"] != 0:
            raise forms.ValidationError(_("The best band must end at 100 and the last one begin at 0."))
        for better, worse in pairwise(bands):
            if worse["to"] != better["from"] - 1:
                raise forms.ValidationError(_("The bands must follow one another from 100 down to 0 without a gap."))

    def anchors(self) -> list[dict[str, Any]]:
        """The bands as the criterion stores them, best first."""
        gone = self.deleted_forms
        found = [
            {
                "from": form.cleaned_data["low"],
                "to": form.cleaned_data["high"],
                "id": form.cleaned_data["id"],
                "en": form.cleaned_data["en"],
            }
            for form in self.forms
            if form not in gone and form.cleaned_data.get("id")
        ]
        return sorted(found, key=lambda band: band["from"], reverse=True)


def bands_of(criterion: Row, data: Any = None) -> BandSet:
    """The criterion's bands as a formset."""
    made = formset_factory(BandForm, formset=BandSet, extra=0, can_delete=True, max_num=10, absolute_max=10)
    initial = [{"low": b["from"], "high": b["to"], "id": b["id"], "en": b["en"]} for b in criterion["anchors"]]
    return cast(BandSet, made(data, prefix="rentang", initial=initial))
