"""Input of panels and their consolidations."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tuntas.kernel.bilingual import said
from tuntas.kipp.forms.judging import SheetForm
from tuntas.kipp.forms.meetings import JurorChoices
from tuntas.kipp.models import Category, Entry, Group, Panel, SeatHolder, Stage, Track
from tuntas.kipp.queries.assigning import jurors_of


class _Titled(forms.ModelChoiceField):
    """A row of the rules by its title."""

    def label_from_instance(self, obj: Any) -> str:
        return said(obj, "title")


class _Juror(forms.ModelChoiceField):
    def label_from_instance(self, obj: SeatHolder) -> str:
        return obj.person.name


class PanelForm(forms.Form):
    """Who is in a panel, and which proposals it has."""

    title = forms.CharField(label=_("Name of the panel"), max_length=120)
    jurors = JurorChoices(label=_("Jurors"), queryset=SeatHolder.objects.none(), widget=forms.CheckboxSelectMultiple)
    lead = _Juror(label=_("Lead"), queryset=SeatHolder.objects.none(), required=False)
    track = _Titled(label=_("Track"), queryset=Track.objects.none(), required=False, empty_label=_("Every track"))
    group = _Titled(label=_("Group"), queryset=Group.objects.none(), required=False, empty_label=_("Every group"))
    category = _Titled(
        label=_("Category"), queryset=Category.objects.none(), required=False, empty_label=_("Every category")
    )
    by_hand = forms.BooleanField(label=_("Only the proposals picked below, whatever their track"), required=False)
    references = forms.CharField(
        label=_("Proposals picked by hand"),
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("References, one a line. They belong to this panel whatever their track, group and category."),
    )

    def __init__(self, *args: Any, stage: Stage, panel: Panel | None = None, **named: Any) -> None:
        if panel is not None:
            named.setdefault("initial", _initial(panel))
        super().__init__(*args, **named)
        self.stage = stage
        choices: dict[str, Any] = {
            "jurors": jurors_of(stage), "lead": jurors_of(stage), "track": stage.edition.tracks.all(),
            "group": stage.edition.groups.all(), "category": stage.edition.categories.all(),
        }  # fmt: skip
        for name, rows in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = rows

    def clean_references(self) -> list[Entry]:
        wanted = [line.strip() for line in self.cleaned_data["references"].splitlines() if line.strip()]
        found = {
            one.case.reference: one
            for one in Entry.objects.filter(
                edition=self.stage.edition_id, number__isnull=False, case__reference__in=wanted[:500]
            ).select_related("case")
        }
        if missing := [one for one in wanted if one not in found]:
            raise forms.ValidationError(
                _("This edition has no proposal %(references)s."), params={"references": ", ".join(missing[:5])}
            )
        return list(found.values())

    def facts(self) -> dict[str, Any]:
        """What the action takes; only of a valid form."""
        data = dict(self.cleaned_data)
        data["entries"] = data.pop("references")
        data["jurors"] = list(data["jurors"])
        return data


def _initial(panel: Panel) -> dict[str, Any]:
    picked = panel.picked.order_by("pk").values_list("entry__case__reference", flat=True)
    return {
        "title": panel.title,
        "jurors": list(panel.seats.values_list("juror_id", flat=True)),
        "lead": panel.lead_id,
        "track": panel.track_id,
        "group": panel.group_id,
        "category": panel.category_id,
        "by_hand": panel.by_hand,
        "references": "\n".join(picked),
    }


class RecordForm(forms.Form):
    """The short record of a consolidation."""

    held_on = forms.DateField(label=_("Date of the meeting"), required=False)
    present = forms.CharField(
        label=_("Who was there"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One person a line."),
    )  # fmt: skip
    agreed = forms.CharField(
        label=_("What was agreed"), required=False, max_length=8000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("It is printed in the minutes of the plenary."),
    )  # fmt: skip


class ChangeForm(SheetForm):
    """An own sheet changed in a consolidation."""

    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)
    reason = forms.CharField(label=_("Why the scores change"), max_length=400, widget=forms.Textarea(attrs={"rows": 3}))
