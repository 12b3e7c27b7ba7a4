"""Settings of a module, and what a place has ready: forms drawn from the manifest."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tuntas.catalogue.actions.settling import EVIDENCE_KIND
from tuntas.catalogue.queries.settings import Holds
from tuntas.catalogue.terms import SettingKind

LONGEST = 300  # letters of a text


class SettingsForm(forms.Form):
    """One field a setting; an empty one means: as the place above says."""

    def __init__(self, held: Sequence[Holds], data: Any = None) -> None:
        own = {one.setting.key: one.own.value for one in held if one.own}
        super().__init__(data, initial={key: _shown(value) for key, value in own.items()})
        for one in held:
            self.fields[one.setting.key] = field_of(one)

    @property
    def values(self) -> dict[str, Any]:
        """What was typed, as it is kept: None for nothing."""
        return {key: _kept(value) for key, value in self.cleaned_data.items()}


def field_of(held: Holds) -> forms.Field:
    """The field of one setting, with what would hold without it."""
    setting, label = held.setting, str(held.setting.label)
    parts = {"value": worded(held, held.above)}
    if held.from_above:
        where = _("Empty: as %(place)s says, %(value)s.") % {"place": held.from_above.place.full_name, **parts}
    else:
        where = _("Empty: as the service comes, %(value)s.") % parts
    hint = f"{setting.hint} {where}".strip()
    if setting.kind == SettingKind.NUMBER:
        return forms.IntegerField(label=label, help_text=hint, required=False, min_value=0, max_value=10**9)
    if setting.kind in (SettingKind.YES_NO, SettingKind.CHOICE):
        choices = [("", _("as above")), *_choices(held)]
        return forms.ChoiceField(label=label, help_text=hint, required=False, choices=choices)
    return forms.CharField(label=label, help_text=hint, required=False, max_length=LONGEST)


def _choices(held: Holds) -> list[tuple[str, Any]]:
    if held.setting.kind == SettingKind.YES_NO:
        return [("yes", _("Yes")), ("no", _("No"))]
    return list(held.setting.choices)


def worded(held: Holds, value: Any) -> str:
    """A value as people read it."""
    if held.setting.kind == SettingKind.YES_NO:
        return _("Yes") if value else _("No")
    if held.setting.kind == SettingKind.CHOICE:
        return str(dict(held.setting.choices).get(value, value))
    return str(value) if value not in ("", None) else _("nothing")


def _shown(value: Any) -> Any:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else value


def _kept(value: Any) -> Any:
    return None if value in ("", None) else {"yes": True, "no": False}.get(value, value)


class ReadyForm(forms.Form):
    """Whether a place has one thing, and how that can be seen."""

    met = forms.BooleanField(label=gettext_lazy("We have this"), required=False)
    evidence = forms.CharField(
        label=gettext_lazy("How that can be seen"),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("For example the number of a decree, or where it is kept."),
    )
    file = forms.FileField(
        label=gettext_lazy("Document (PDF, at most 10 MB)"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": EVIDENCE_KIND.accept}),
    )
