"""What people type about innovations."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from tuntas.innovations.models import Innovation
from tuntas.innovations.terms import GOALS, Category, CostClass, Status
from tuntas.kernel.text import clean, count_words
from tuntas.places.forms import PlaceField

LIMITS = {"summary": 120, "summary_en": 120, "problem": 200, "problem_en": 200, "result": 200, "result_en": 200}


class InnovationForm(forms.ModelForm):
    """The facts of an innovation, as its owner writes them."""

    place = PlaceField(
        label=_("Where it runs"),
        required=False,
        help_text=_("Leave empty if it runs wherever your organisation works. Name or code, e.g. Talun, Pekalongan."),
    )
    category = forms.ChoiceField(label=_("Field"), required=False, choices=[("", _("Not chosen")), *Category.choices])
    cost_class = forms.ChoiceField(
        label=_("Cost a year"),
        required=False,
        choices=[("", _("Not told")), *CostClass.choices],
        help_text=_("All money spent on running it in a year, whoever pays."),
    )
    goals = forms.TypedMultipleChoiceField(
        label=_("Sustainable development goals it serves"),
        required=False,
        coerce=int,
        choices=[(number, label) for number, label in GOALS.items()],
        widget=forms.CheckboxSelectMultiple,
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
            "category",
            "cost_class",
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
            self.initial["goals"] = [goal.number for goal in self.instance.goals.all()]
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
        return {name: self.cleaned_data[name] for name in (*self.Meta.fields, "goals")}


class StatusForm(forms.Form):
    """The owner's word on whether it runs; a stopped one needs its lesson."""

    status = forms.ChoiceField(
        label=_("Does it still run?"),
        choices=[choice for choice in Status.choices if choice[0] != Status.UNKNOWN],
        widget=forms.RadioSelect,
    )
    lesson = forms.CharField(
        label=_("Why it stopped, and what others should know"),
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("An innovation that stopped is no shame. What you learnt saves others the same way."),
    )
    lesson_en = forms.CharField(
        label=_("The same in English"), required=False, max_length=3000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean(self) -> dict[str, Any]:
        """Tidies the lesson and asks for it where it must be told."""
        found = super().clean() or {}
        for name in ("lesson", "lesson_en"):
            found[name] = clean(found.get(name, ""))
        if found.get("status") == Status.STOPPED and not found["lesson"]:
            self.add_error("lesson", _("Say why it stopped: others learn from it."))
        return found


def _too_long(words: int, limit: int) -> str:
    return ngettext(
        "At most %(limit)d words; these are %(words)d. Shorten it by %(over)d word.",
        "At most %(limit)d words; these are %(words)d. Shorten it by %(over)d words.",
        words - limit,
    ) % {"limit": limit, "words": words, "over": words - limit}
