"""What a visitor asks the register."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tuntas.innovations.queries.search import Query, contests_and_years
from tuntas.innovations.rules.search import LONGEST
from tuntas.innovations.rules.tags import tag
from tuntas.innovations.terms import GOALS, Category, CostClass, Status
from tuntas.kernel.text import clean
from tuntas.places.forms import RegencyField

SORTS = {
    "": _("Best answer first"),
    "name": _("By name"),
    "newest": _("Newest first"),
    "confirmed": _("Latest confirmed first"),
}
COUNTED = ("category", "goal", "regency", "status", "cost", "copied", "year", "contest")


class SearchForm(forms.Form):
    """Words and choices. Wrong values are ignored, so that an old link still shows something."""

    text = forms.CharField(
        label=_("What problem do you want to solve?"),
        required=False,
        help_text=_("In your own words, also in Javanese or English; or a name."),
        widget=forms.TextInput(attrs={"type": "search", "maxlength": LONGEST}),
    )
    category = forms.ChoiceField(label=_("Field"), required=False)
    regency = RegencyField(required=False, empty_label=_("All of Central Java"))
    status = forms.ChoiceField(label=_("Status"), required=False)
    copied = forms.ChoiceField(label=_("Copied elsewhere"), required=False)
    cost = forms.ChoiceField(label=_("Cost a year"), required=False)
    goal = forms.ChoiceField(label=_("Sustainable development goal"), required=False)
    contest = forms.ChoiceField(label=_("Contest"), required=False)
    year = forms.ChoiceField(label=_("Year"), required=False)
    sort = forms.ChoiceField(label=_("Order"), required=False, choices=SORTS.items())

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        contests, years = contests_and_years()
        self.offered: dict[str, list[tuple[str, Any]]] = {
            "category": list(Category.choices),
            "status": list(Status.choices),
            "copied": [("yes", _("Copied by others")), ("no", _("Not copied yet"))],
            "cost": list(CostClass.choices),
            "goal": [(str(number), f"{number}. {label}") for number, label in GOALS.items()],
            "contest": [(name, name) for name in contests],
            "year": [(year, year) for year in years],
        }
        for name, choices in self.offered.items():
            self._choose(name, choices)

    def query(self) -> Query:
        """What of the typed values is usable."""
        if not self.is_bound:
            return Query()
        self.is_valid()
        found = self.cleaned_data
        regency = found.get("regency")
        chosen = {name: found.get(name, "") for name in (*self.offered, "sort")}
        return Query(text=clean(found.get("text", "")), regency=regency.code if regency else "", **chosen)

    def count(self, counts: Mapping[str, int]) -> None:
        """Write beside each choice how many would be left; those that would leave nothing are not offered."""
        if not counts:
            return
        for name, choices in self.offered.items():
            chosen = self.data.get(name, "") if self.is_bound else ""
            left = [(value, label, counts.get(tag(name, value), 0)) for value, label in choices]
            kept = [(value, f"{label} ({number})") for value, label, number in left if number or value == chosen]
            self._choose(name, kept)

    def _choose(self, name: str, choices: Iterable[tuple[str, Any]]) -> None:
        self.fields[name].choices = [("", _("Any")), *choices]  # type: ignore[attr-defined]
