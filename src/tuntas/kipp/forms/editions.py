"""Opening an edition, moving a deadline."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tuntas.kernel.clock import wib_date
from tuntas.people.models import Organisation


class Moment(forms.DateTimeField):
    """A WIB date and time, as the browser's own control writes it."""

    def __init__(self, **named: Any) -> None:
        named.setdefault("widget", forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"))
        named.setdefault("input_formats", ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"])
        super().__init__(**named)


class Closing(Moment):
    """A moment until which something is open: the whole minute shown still belongs to it."""

    def clean(self, value: Any) -> datetime | None:
        found = super().clean(value)
        return found.replace(second=59) if found else None


class OpenForm(forms.Form):
    """Name, year and office of a new edition; the preset was chosen before."""

    name = forms.CharField(label=_("Name"), max_length=120, help_text=_("As it stands on letters and certificates."))
    year = forms.IntegerField(
        label=_("Year"), min_value=2014, help_text=_("The preset's calendar is moved to this year; adjust it later.")
    )
    office = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Office"), help_text=_("The office that runs the competition.")
    )

    def __init__(self, *args: Any, now: datetime, **named: Any) -> None:
        super().__init__(*args, **named)
        self.offices = Organisation.objects.filter(place_id="33", kind="agency")
        self.latest = wib_date(now).year + 2
        office = self.fields["office"]
        assert isinstance(office, forms.ModelChoiceField)
        office.queryset = self.offices

    def clean_year(self) -> int:
        year = self.cleaned_data["year"]
        if year > self.latest:
            raise forms.ValidationError(_("At most %(year)s.") % {"year": self.latest})
        return year


class ExtendForm(forms.Form):
    """The new closing time and why."""

    closes_at = Closing(label=_("New closing time (WIB)"))
    reason = forms.CharField(
        label=_("Reason"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Everybody who reads the edition's page can read it."),
    )
    seen = forms.DateTimeField(widget=forms.HiddenInput(), input_formats=["%Y-%m-%dT%H:%M:%S%z", "iso"], required=False)

    def clean_seen(self) -> datetime | None:
        raw = self.data.get("seen")
        try:
            return datetime.fromisoformat(raw) if raw else None
        except ValueError:
            return None
