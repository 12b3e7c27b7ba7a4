"""The adopter's plan, readiness, milestones and results."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tuntas.kernel.clock import wib_date
from tuntas.replication.forms.copies import CleanText, DayInput, area
from tuntas.replication.models import Adaptation, Result
from tuntas.replication.terms import Axis, Chapter, Scope

GRADES = [
    (0, _("0: nothing yet")),
    (1, _("1: begun")),
    (2, _("2: mostly there")),
    (3, _("3: complete")),
]


class PlanForm(forms.Form):
    """The adaptation plan: two fields for each chapter, beside the whole. A `draft` may be unfinished."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    scope = forms.ChoiceField(label=_("What is taken over"), widget=forms.RadioSelect, choices=Scope.choices)
    plan = area(_("The plan"), rows=8, help_text=_("Who does what, by when."), limit=12000)
    cost = forms.DecimalField(
        label=_("Cost in the first year (rupiah)"), min_value=0, max_digits=15, decimal_places=0, required=False
    )
    people = forms.IntegerField(label=_("People it takes"), min_value=0, max_value=1_000_000, required=False)

    def __init__(self, *args: Any, rows: list[Adaptation], draft: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        self.rows, self.draft = rows, draft
        for name in ("scope", "plan"):
            self.fields[name].required = not draft
        for row in rows:
            self.fields[f"differs_{row.chapter}"] = area(
                _("What is done differently at home"), required=False, rows=3, limit=8000
            )
            self.fields[f"why_{row.chapter}"] = area(_("Why"), required=False, rows=2)
            self.initial.setdefault(f"differs_{row.chapter}", row.differs)
            self.initial.setdefault(f"why_{row.chapter}", row.why)

    def sections(self) -> list[tuple[Adaptation, Any, Any]]:
        """Each chapter with its two bound fields."""
        return [(row, self[f"differs_{row.chapter}"], self[f"why_{row.chapter}"]) for row in self.rows]

    def chapters(self) -> dict[str, tuple[str, str]]:
        """What was typed by chapter."""
        typed = self.cleaned_data
        return {row.chapter: (typed[f"differs_{row.chapter}"], typed[f"why_{row.chapter}"]) for row in self.rows}

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        for row in self.rows:
            if not self.draft and found.get(f"differs_{row.chapter}") and not found.get(f"why_{row.chapter}"):
                name = Chapter(row.chapter).label
                self.add_error(f"why_{row.chapter}", ValidationError(_("Say why “%s” differs.") % name))
        return found


class GradeForm(forms.Form):
    """One axis of readiness."""

    axis = forms.ChoiceField(choices=Axis.choices, widget=forms.HiddenInput)
    grade = forms.TypedChoiceField(label=_("Grade"), choices=GRADES, coerce=int)
    evidence = area(
        _("Evidence"), required=False, rows=2, help_text=_("Number of a decree, a line of the budget, a date.")
    )
    file = forms.FileField(label=_("Attach a PDF (at most 10 MB)"), required=False)


class MilestoneForm(forms.Form):
    """One step on the way."""

    title = CleanText(label=_("Milestone"), max_length=160)
    weight = forms.IntegerField(label=_("Weight"), min_value=1, max_value=100, initial=1)
    done = forms.IntegerField(label=_("Done (percent)"), min_value=0, max_value=100, initial=0)
    due_on = forms.DateField(label=_("Due"), required=False, widget=DayInput())


class ResultForm(forms.Form):
    """One indicator: before, now, and at the origin."""

    indicator = CleanText(label=_("Indicator"), max_length=160)
    unit = CleanText(label=_("Unit"), max_length=40)
    baseline = forms.DecimalField(label=_("Baseline"), max_digits=16, decimal_places=2)
    baseline_on = forms.DateField(label=_("Day of the baseline"), widget=DayInput())
    value = forms.DecimalField(label=_("Value now"), max_digits=16, decimal_places=2)
    measured_on = forms.DateField(label=_("Measured on"), widget=DayInput())
    origin_value = forms.DecimalField(
        label=_("What the origin reached"), max_digits=16, decimal_places=2, required=False
    )
    less_is_better = forms.BooleanField(label=_("A lower figure is better"), required=False)
    source = CleanText(label=_("Source"), max_length=300)

    def __init__(self, *args: Any, now: datetime, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = wib_date(now)

    def clean_measured_on(self) -> date:
        day: date = self.cleaned_data["measured_on"]
        if day > self.today:
            raise ValidationError(_("This day lies in the future."))
        return day

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        before, after = found.get("baseline_on"), found.get("measured_on")
        if before and after and after < before:
            self.add_error("measured_on", ValidationError(_("The figure cannot be older than its baseline.")))
        return found

    def result(self) -> Result:
        """The figure as an unsaved row."""
        return Result(**self.cleaned_data)
