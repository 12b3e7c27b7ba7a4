"""What people type about innovations."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from tuntas.innovations import queries
from tuntas.innovations.models import Innovation
from tuntas.innovations.queries.register import SORTS
from tuntas.innovations.terms import Status
from tuntas.kernel.text import clean, count_words
from tuntas.places.forms import PlaceField, RegencyField

LIMITS = {"summary": 120, "summary_en": 120, "problem": 200, "problem_en": 200, "result": 200, "result_en": 200}
SORT_LABELS = {"name": _("By name"), "newest": _("Newest first"), "confirmed": _("Latest confirmed first")}


class FilterForm(forms.Form):
    """Narrowing the register. Wrong values are ignored, so that an old link still shows something."""

    text = forms.CharField(label=_("Search"), required=False, max_length=200)
    regency = RegencyField(required=False, empty_label=_("All of Central Java"))
    contest = forms.ChoiceField(label=_("Contest"), required=False)
    year = forms.ChoiceField(label=_("Year"), required=False)
    status = forms.ChoiceField(label=_("Status"), required=False, choices=[("", _("Any status")), *Status.choices])
    sort = forms.ChoiceField(label=_("Order"), required=False, choices=[(key, SORT_LABELS[key]) for key in SORTS])

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["contest"].choices = [("", _("Any contest")), *((name, name) for name in queries.contests())]  # type: ignore[attr-defined]
        self.fields["year"].choices = [("", _("Any year")), *((year, year) for year in queries.years())]  # type: ignore[attr-defined]

    def filters(self) -> queries.Filters:
        """What of the typed values is usable."""
        self.is_valid()
        found = self.cleaned_data
        regency = found.get("regency")
        return queries.Filters(
            text=clean(found.get("text", "")),
            regency=regency.code if regency else "",
            year=found.get("year", ""),
            contest=found.get("contest", ""),
            status=found.get("status", ""),
            sort=found.get("sort") or "name",
        )


class InnovationForm(forms.ModelForm):
    """The facts of an innovation, as its owner writes them."""

    place = PlaceField(
        label=_("Where it runs"),
        required=False,
        help_text=_("Leave empty if it runs wherever your organisation works. Name or code, e.g. Talun, Pekalongan."),
    )
    sources = forms.CharField(
        label=_("Public sources"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Reports, regulations or pages where this can be checked; one a line."),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    class Meta:
        model = Innovation
        fields = [
            "name",
            "summary",
            "summary_en",
            "problem",
            "problem_en",
            "result",
            "result_en",
            "started_on",
            "place",
            "sources",
        ]
        labels = {
            "summary": _("What it does"),
            "summary_en": _("What it does, in English"),
            "problem": _("The problem it answers"),
            "problem_en": _("The problem it answers, in English"),
            "result": _("Measured result"),
            "result_en": _("Measured result, in English"),
            "started_on": _("Running since"),
        }
        help_texts = {
            "name": _("The name people know it by."),
            "summary": _("In plain words, for somebody who has never heard of it."),
            "result": _("Numbers with their year and what they compare with. Leave empty if nothing was measured."),
        }
        widgets = {
            **{name: forms.Textarea(attrs={"rows": 4}) for name in LIMITS},
            "started_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def __init__(self, *args: Any, owners: Any = None, now: datetime, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today: date = now.date()
        if self.instance.pk:
            self.initial["sources"] = "\n".join(self.instance.sources)
            self.initial["place"] = self.instance.place
            self.initial["revision"] = self.instance.revision
        if owners is not None:
            self.fields["owner"] = forms.ModelChoiceField(
                label=_("Owner"),
                queryset=owners,
                initial=owners.first() if owners.count() == 1 else None,
                help_text=_("The organisation that is responsible for it."),
            )
            self.order_fields(["name", "owner"])

    def clean(self) -> dict[str, Any]:
        """Tidies texts and holds each to its number of words."""
        found = super().clean() or {}
        for name in ("name", *LIMITS):
            if name in found:
                found[name] = clean(found[name])
                limit = LIMITS.get(name)
                if limit and (words := count_words(found[name])) > limit:
                    self.add_error(name, _too_long(words, limit))
        return found

    def clean_started_on(self) -> date | None:
        started: date | None = self.cleaned_data["started_on"]
        if started and started > self.today:
            raise ValidationError(_("This day is still to come."))
        return started

    def clean_sources(self) -> list[str]:
        lines = [clean(line) for line in self.cleaned_data["sources"].splitlines()]
        return [line[:300] for line in lines if line][:20]

    def _post_clean(self) -> None:
        """The instance is never written to: the action does that."""

    def facts(self) -> dict[str, Any]:
        """The cleaned facts by field name, without owner and revision."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class StatusForm(forms.Form):
    """The owner's word on whether it runs."""

    status = forms.ChoiceField(
        label=_("Does it still run?"),
        choices=[choice for choice in Status.choices if choice[0] != Status.UNKNOWN],
        widget=forms.RadioSelect,
    )


def _too_long(words: int, limit: int) -> str:
    return ngettext(
        "At most %(limit)d words; these are %(words)d. Shorten it by %(over)d word.",
        "At most %(limit)d words; these are %(words)d. Shorten it by %(over)d words.",
        words - limit,
    ) % {"limit": limit, "words": words, "over": words - limit}
