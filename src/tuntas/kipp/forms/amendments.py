"""Writing an amendment, bringing it into force; taking a rules file in; choosing what to compare and to copy."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tuntas.kernel.clock import wib
from tuntas.kipp.forms.editions import Moment, OpenForm
from tuntas.kipp.models import Edition
from tuntas.kipp.rules.charter.check import LARGEST


class DescribeForm(forms.Form):
    """What everybody will read of the amendment."""

    title = forms.CharField(label=_("Title"), max_length=200, help_text=_("In a few words, what changes."))
    reason = forms.CharField(
        label=_("Reason"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Everybody who reads the edition's page can read it."),
    )
    reference = forms.CharField(
        label=_("Legal basis"),
        max_length=240,
        required=False,
        help_text=_("Number and date of the decree or letter, if there is one."),
    )


class EnactForm(forms.Form):
    """Since when it holds."""

    effective_at = Moment(
        label=_("In force since (WIB)"),
        help_text=_("Now, or an earlier moment that the decree names; not before the edition was published."),
    )

    def __init__(self, *args: Any, now: datetime, **named: Any) -> None:
        named.setdefault("initial", {"effective_at": wib(now)})
        super().__init__(*args, **named)
        self.now = now

    def clean_effective_at(self) -> datetime:
        moment: datetime = self.cleaned_data["effective_at"]
        if moment > self.now:
            raise forms.ValidationError(_("Not in the future: bring it into force on that day."))
        return moment


class RulesFileForm(forms.Form):
    """A file of rules; on the second step its text comes back with the page."""

    file = forms.FileField(label=_("File of rules (JSON)"), required=False)
    text = forms.CharField(required=False, widget=forms.HiddenInput(), max_length=LARGEST)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        upload = data.get("file")
        if upload is not None:
            if upload.size > LARGEST:
                raise forms.ValidationError(_("The file is too large for a file of rules."))
            try:
                data["text"] = upload.read().decode("utf-8-sig")
            except UnicodeDecodeError as wrong:
                raise forms.ValidationError(_("This is not a file of rules: it is not JSON.")) from wrong
        if not data.get("text"):
            self.add_error("file", _("Choose the file."))
        return data


class PartsForm(forms.Form):
    """Which parts of a rules file are taken over."""

    parts = forms.MultipleChoiceField(label=_("What to take over"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, parts: list[tuple[str, Any]], **named: Any) -> None:
        named.setdefault("initial", {"parts": [key for key, _label in parts]})
        super().__init__(*args, **named)
        field = self.fields["parts"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = parts


class CopyForm(OpenForm):
    """Name, year and office of an edition that starts from another one."""

    def __init__(self, *args: Any, source: Edition, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["year"].help_text = _("The calendar is moved to this year; adjust it later.")


class CompareForm(forms.Form):
    """The other edition."""

    dengan = forms.ChoiceField(label=_("Compare with"))

    def __init__(self, *args: Any, editions: list[Edition], **named: Any) -> None:
        super().__init__(*args, **named)
        field = self.fields["dengan"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(one.slug, one.name) for one in editions]
