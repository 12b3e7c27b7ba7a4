"""Input of the plenary: the meeting and the decisions."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tuntas.kipp.models import Plenary
from tuntas.kipp.queries.plenary import BoardTrack
from tuntas.kipp.rules.plenary import Verdict
from tuntas.kipp.terms import Outcome


class MeetingForm(forms.Form):
    """When and where the plenary met, and who was there."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    held_on = forms.DateField(label=_("Date of the meeting"))
    venue = forms.CharField(label=_("Venue"), max_length=160)
    attendance = forms.CharField(
        label=_("Who was there"),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("One person a line: name, office."),
    )
    remarks = forms.CharField(
        label=_("Remarks of the meeting"),
        required=False,
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Advice of the jury, matters for the next edition. They stand in the minutes."),
    )
    language = forms.ChoiceField(
        label=_("Language of minutes and certificates"),
        choices=[("id", "Bahasa Indonesia"), ("en", "English")],
        required=False,
    )

    def __init__(self, *args: Any, plenary: Plenary, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        if plenary.minutes_id:
            del self.fields["language"]

    def clean_held_on(self) -> date:
        day: date = self.cleaned_data["held_on"]
        if day > self.today:
            raise forms.ValidationError(_("This day lies in the future."))
        return day

    def clean_attendance(self) -> str:
        lines = [" ".join(line.split()) for line in self.cleaned_data["attendance"].splitlines()]
        return "\n".join(line for line in lines if line)


class DecisionsForm(forms.Form):
    """For every finalist an outcome and a reason; for every track why its number of winners differs."""

    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, tracks: list[BoardTrack], plenary: Plenary, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tracks = tracks
        for track in tracks:
            self.fields[f"count-{track.track.key}"] = forms.CharField(
                label=_("Reason for another number of winners"),
                required=False,
                max_length=1000,
                initial=plenary.count_reasons.get(track.track.key, ""),
            )
            for row in track.rows:
                self.fields[f"outcome-{row.entry.pk}"] = forms.ChoiceField(
                    required=False, choices=[("", "–"), *Outcome.choices], initial=row.outcome, label=row.entry.title
                )
                self.fields[f"reason-{row.entry.pk}"] = forms.CharField(
                    required=False,
                    max_length=1000,
                    initial=row.decision.reason if row.decision else "",
                    label=row.entry.title,
                )

    def verdicts(self) -> dict[int, Verdict]:
        """What was chosen, by entry id; rows left open are not in it."""
        data = self.cleaned_data
        return {
            row.entry.pk: Verdict(Outcome(data[f"outcome-{row.entry.pk}"]), data[f"reason-{row.entry.pk}"])
            for track in self.tracks
            for row in track.rows
            if data[f"outcome-{row.entry.pk}"]
        }

    def count_reasons(self) -> dict[str, str]:
        """Reasons for another number of winners, by track key."""
        return {track.track.key: self.cleaned_data[f"count-{track.track.key}"] for track in self.tracks}

    def value(self, name: str) -> Any:
        """What a field holds now: typed, or what it began with."""
        return self[name].value()
