"""Input of an import: the file, the stage, and which column holds what."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from tuntas.kipp.models import Edition, Import, Stage
from tuntas.kipp.rules.sheets.fields import fields_for
from tuntas.kipp.terms import SCORED, SheetKind


class UploadForm(forms.Form):
    """The sheet and, for assignments and scores, the stage it belongs to."""

    stage = forms.ModelChoiceField(Stage.objects.none(), label=_("Stage"), empty_label=None)
    file = forms.FileField(
        label=_("Spreadsheet"), help_text=_("Excel (.xlsx) or CSV, at most 10 MB. The first sheet is read.")
    )

    def __init__(self, *args: Any, edition: Edition, what: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if what in (SheetKind.ASSIGNMENTS, SheetKind.SCORES):
            cast(forms.ModelChoiceField, self.fields["stage"]).queryset = edition.stages.filter(kind__in=SCORED)
        else:
            del self.fields["stage"]


class MappingForm(forms.Form):
    """One select a field: which column of the sheet holds it."""

    def __init__(self, *args: Any, sheet: Import, columns: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plans = fields_for(sheet.edition, sheet.what, sheet.stage)
        choices = [("", _("— not in this sheet —")), *((column, column) for column in columns)]
        for plan in self.plans:
            field = forms.ChoiceField(
                choices=choices, label=plan.title, required=False, initial=sheet.mapping.get(plan.key, "")
            )
            field.asked = plan.required  # type: ignore[attr-defined]  # read by ui.controls
            self.fields[self.name_of(plan.key)] = field
        if sheet.what == SheetKind.ENTRIES:
            self.fields["arrive"] = forms.ChoiceField(
                label=_("They come in as"),
                choices=[
                    ("submitted", _("received, still to be checked")),
                    ("passed", _("already checked and passed")),
                ],
                widget=forms.RadioSelect,
                initial=sheet.mapping.get("_as", "submitted"),
            )

    @staticmethod
    def name_of(key: str) -> str:
        """The name of a field's select; a colon has no place in an HTML id."""
        return "column-" + key.replace(":", "-")

    def mapping(self) -> dict[str, str]:
        """What was chosen, by field key."""
        chosen = {plan.key: self.cleaned_data.get(self.name_of(plan.key), "") for plan in self.plans}
        if "arrive" in self.cleaned_data:
            chosen["_as"] = self.cleaned_data["arrive"]
        return chosen
