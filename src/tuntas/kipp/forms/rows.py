"""One row of each table of an edition's rules."""

from decimal import Decimal
from typing import Any

from django import forms
from django.forms import BaseFormSet
from django.utils.translation import gettext_lazy as _

from tuntas.kipp.forms.editions import Closing, Moment
from tuntas.kipp.models import Edition, Group
from tuntas.kipp.terms import EvidenceKind, StageKind
from tuntas.people.terms import OrganisationKind
from tuntas.places.terms import Level


def _title(**named: Any) -> forms.CharField:
    return forms.CharField(label=_("Title"), max_length=200, **named)


def _long(label: Any, rows: int = 3, **named: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, widget=forms.Textarea(attrs={"rows": rows}), **named)


class RowForm(forms.Form):
    """What every row has: which one it is, its title in two languages, its place in the list."""

    id = forms.IntegerField(required=False, widget=forms.HiddenInput())
    title = _title()
    title_en = forms.CharField(label=_("Title in English"), max_length=200, required=False)
    order = forms.IntegerField(label=_("Place in the list"), required=False, min_value=1, max_value=999)

    def __init__(self, *args: Any, edition: Edition, **named: Any) -> None:
        super().__init__(*args, **named)
        self.edition = edition


class StageForm(RowForm):
    """A step of the calendar."""

    kind = forms.ChoiceField(label=_("What happens"), choices=StageKind.choices)
    opens_at = Moment(label=_("Begins (WIB)"), required=False)
    closes_at = Closing(label=_("Ends (WIB)"), required=False, help_text=_("The whole minute still belongs to it."))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        opens, closes = data.get("opens_at"), data.get("closes_at")
        if opens and closes and closes <= opens:
            self.add_error("closes_at", _("Must be later than the beginning."))
        return data


class TrackForm(RowForm):
    """Who competes here, and how many get on."""

    kinds = forms.MultipleChoiceField(
        label=_("Organisations"), choices=OrganisationKind.choices, widget=forms.CheckboxSelectMultiple
    )
    levels = forms.MultipleChoiceField(
        label=_("At which level"),
        choices=Level.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("None ticked: every level."),
    )
    finalists = forms.IntegerField(label=_("Finalists"), min_value=1, max_value=5000)
    winners = forms.IntegerField(label=_("Winners"), min_value=1, max_value=5000)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("finalists") and data.get("winners") and data["finalists"] < data["winners"]:
            self.add_error("finalists", _("There must be at least as many finalists as winners."))
        return data


class GroupForm(RowForm):
    """Who may enter the group."""

    rule = _long(_("Rule in words"))
    rule_en = _long(_("Rule in English"))
    min_age_months = forms.IntegerField(
        label=_("Least age in months"),
        min_value=0,
        max_value=240,
        help_text=_("From the start of use to the close of registration."),
    )
    quota = forms.IntegerField(
        label=_("Most proposals of one organisation"),
        min_value=1,
        max_value=999,
        required=False,
        help_text=_("Empty: no limit."),
    )
    invited_only = forms.BooleanField(label=_("Only by invitation"), required=False)


class CategoryForm(RowForm):
    """A subject."""


class SectionForm(RowForm):
    """A question of the form."""

    help = _long(_("Help for the writer"))
    help_en = _long(_("Help in English"))
    words = forms.IntegerField(label=_("Most words"), min_value=10, max_value=5000)
    group = forms.ModelChoiceField(Group.objects.none(), label=_("Group"), required=False, empty_label=_("All groups"))
    required = forms.BooleanField(label=_("Must be answered"), required=False, initial=True)

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        group = self.fields["group"]
        assert isinstance(group, forms.ModelChoiceField)
        group.queryset = self.edition.groups.all()


class RequirementForm(SectionForm):
    """Something to attach."""

    words = None  # type: ignore[assignment]
    kind = forms.ChoiceField(label=_("Kind"), choices=EvidenceKind.choices)
    megabytes = forms.IntegerField(label=_("Largest size in MB"), min_value=1, max_value=50, initial=2)
    most = forms.IntegerField(label=_("How many at most"), min_value=1, max_value=20, initial=1)
    required = forms.BooleanField(label=_("Must be attached"), required=False, initial=True)


class CheckItemForm(RowForm):
    """A line of the administrative checklist."""

    reason = forms.CharField(
        label=_("What the entrant reads when it fails"), widget=forms.Textarea(attrs={"rows": 2}), max_length=1000
    )
    reason_en = _long(_("The same in English"), 2)
    repairable = forms.BooleanField(label=_("May be returned for repair"), required=False)


class WeightForm(forms.Form):
    """The weight of a scored stage in the final score; its name stands beside it."""

    id = forms.IntegerField(widget=forms.HiddenInput())
    weight = forms.DecimalField(
        label=_("Weight in percent"), min_value=0, max_value=100, max_digits=5, decimal_places=2
    )

    def __init__(self, *args: Any, edition: Edition, **named: Any) -> None:
        super().__init__(*args, **named)


class CriterionForm(RowForm):
    """A criterion's name and weight; its words have a page of their own."""

    weight = forms.DecimalField(
        label=_("Weight in percent"), min_value=0, max_value=100, max_digits=6, decimal_places=3
    )


class RowSet(BaseFormSet):
    """Rows of one table, as `actions.rulebook.Rows` wants them."""

    def kept(self) -> list[forms.Form]:
        """Forms that stay: neither marked for deletion nor left blank."""
        gone = self.deleted_forms
        return [form for form in self.forms if form not in gone and (form.initial or form.has_changed())]

    def rows(self) -> list[dict[str, Any]]:
        """Cleaned rows; call it only on a valid set."""
        found: list[dict[str, Any]] = [
            {"id": form.cleaned_data.get("id"), "gone": True}
            for form in self.deleted_forms
            if form.cleaned_data.get("id")
        ]
        for place, form in enumerate(self.kept(), 1):
            row = {name: value for name, value in form.cleaned_data.items() if name != "DELETE"}
            if "order" in row and row["order"] is None:
                row["order"] = place
            found.append(row)
        return found


class HundredSet(RowSet):
    """Rows whose weights must add up to exactly 100, unless there are none."""

    def clean(self) -> None:
        if any(self.errors):
            return
        kept = self.kept()
        total = sum((form.cleaned_data.get("weight") or Decimal(0) for form in kept), Decimal(0))
        if kept and total != 100:
            raise forms.ValidationError(
                _("The weights add up to %(sum)s; they must be exactly 100.") % {"sum": f"{total.normalize():f}"}
            )
