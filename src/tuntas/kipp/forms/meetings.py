"""Input of interviews and field visits. Times are WIB, lengths in minutes, positions in degrees."""

from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from tuntas.kernel.clock import WIB, wib
from tuntas.kipp.actions.findings import PHOTO_KIND, Found
from tuntas.kipp.models import Claim, SeatHolder, Slot, Visit
from tuntas.kipp.rules.schedule import Plan
from tuntas.kipp.terms import ClaimVerdict

MOST_DAYS = 60


class JurorChoices(forms.ModelMultipleChoiceField):
    """Jurors by name and affiliation."""

    def label_from_instance(self, obj: SeatHolder) -> str:
        return f"{obj.person.name} · {obj.affiliation}" if obj.affiliation else obj.person.name


class ScheduleForm(forms.Form):
    """The days of interviews; `plan()` after it is valid."""

    first_day = forms.DateField(label=_("First day"))
    last_day = forms.DateField(label=_("Last day"))
    weekends = forms.BooleanField(label=_("Also on Saturdays and Sundays"), required=False)
    starts = forms.TimeField(label=_("Start"))
    ends = forms.TimeField(label=_("End"), help_text=_("No turn runs past this time."))
    break_from = forms.TimeField(label=_("Break from"), required=False)
    break_until = forms.TimeField(label=_("Break until"), required=False)
    pause_from = forms.TimeField(label=_("Second break from"), required=False)
    pause_until = forms.TimeField(label=_("Second break until"), required=False)
    present = forms.IntegerField(label=_("Presentation, minutes"), min_value=1, max_value=120)
    ask = forms.IntegerField(label=_("Questions, minutes"), min_value=0, max_value=180)
    gap = forms.IntegerField(label=_("Change-over, minutes"), min_value=0, max_value=120, required=False)
    order = forms.ChoiceField(
        label=_("Order"),
        widget=forms.RadioSelect,
        choices=[("track", _("Track after track")), ("mixed", _("Tracks mixed evenly"))],
    )
    draw = forms.BooleanField(
        label=_("Draw lots inside each track"),
        required=False,
        help_text=_("Otherwise in the order of entry numbers. The number of the draw is kept in the journal."),
    )
    room = forms.CharField(label=_("Room or meeting link"), max_length=200, required=False)
    jurors = JurorChoices(
        label=_("Jurors who listen"),
        queryset=SeatHolder.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("They get every finalist on their desk for this stage, except those too near to them."),
    )

    def __init__(self, *args: Any, jurors: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(JurorChoices, self.fields["jurors"])
        field.queryset = jurors
        field.initial = [juror.pk for juror in jurors]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, last = data.get("first_day"), data.get("last_day")
        if first and last:
            if last < first:
                self.add_error("last_day", _("The last day lies before the first."))
            elif (last - first).days >= MOST_DAYS:
                self.add_error("last_day", _("At most %(days)d days.") % {"days": MOST_DAYS})
        if data.get("starts") and data.get("ends") and data["ends"] <= data["starts"]:
            self.add_error("ends", _("The end lies before the start."))
        for since, until in (("break_from", "break_until"), ("pause_from", "pause_until")):
            if bool(data.get(since)) != bool(data.get(until)):
                self.add_error(until if data.get(since) else since, _("Give both times of the break, or neither."))
            elif data.get(since) and data[until] <= data[since]:
                self.add_error(until, _("The break ends before it begins."))
        return data

    def plan(self) -> Plan:
        """The plan of the days."""
        data = self.cleaned_data
        span = (data["last_day"] - data["first_day"]).days + 1
        days = [data["first_day"] + timedelta(days=at) for at in range(span)]
        pairs = [("break_from", "break_until"), ("pause_from", "pause_until")]
        return Plan(
            days=tuple(day for day in days if data["weekends"] or day.weekday() < 5),
            starts=data["starts"],
            ends=data["ends"],
            breaks=tuple((data[since], data[until]) for since, until in pairs if data[since]),
            present=data["present"],
            ask=data["ask"],
            gap=data["gap"] or 0,
        )


class SlotForm(forms.Form):
    """One turn: day, time, lengths, place."""

    day = forms.DateField(label=_("Day"))
    at = forms.TimeField(label=_("Time (WIB)"))
    present = forms.IntegerField(label=_("Presentation, minutes"), min_value=1, max_value=120)
    ask = forms.IntegerField(label=_("Questions, minutes"), min_value=0, max_value=180)
    room = forms.CharField(label=_("Room or meeting link"), max_length=200, required=False)

    @staticmethod
    def start_of(slot: Slot | None) -> dict[str, Any]:
        """What the form begins with."""
        if slot is None:
            return {"present": 7, "ask": 13}
        start = wib(slot.starts_at)
        return {
            "day": start.date(),
            "at": start.time(),
            "present": slot.present_minutes,
            "ask": slot.ask_minutes,
            "room": slot.room,
        }

    def starts_at(self) -> datetime:
        """The moment the turn begins."""
        return datetime.combine(self.cleaned_data["day"], self.cleaned_data["at"], WIB)


class SlotChoice(forms.ModelChoiceField):
    """Turns by time and title."""

    def label_from_instance(self, obj: Slot) -> str:
        return f"{wib(obj.starts_at):%d-%m %H.%M} · {obj.entry.title}"


class SwapForm(forms.Form):
    """Another entry to change turns with."""

    other = SlotChoice(label=_("Change turns with"), queryset=Slot.objects.none())

    def __init__(self, *args: Any, slots: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(SlotChoice, self.fields["other"]).queryset = slots


class VisitPlanForm(forms.Form):
    """When who visits, and where."""

    planned_for = forms.DateField(label=_("Day of the visit"), required=False)
    address = forms.CharField(label=_("Street address"), max_length=240, required=False)
    visitors = JurorChoices(
        label=_("Visitors"),
        queryset=SeatHolder.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Jurors who go there. They write what they find and score the entry for this stage."),
    )

    def __init__(self, *args: Any, jurors: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(JurorChoices, self.fields["visitors"]).queryset = jurors


class OwnClaimsForm(forms.Form):
    """Claims in the visitor's own words, one a line."""

    own = forms.CharField(
        label=_("Claims of your own"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One a line: what you want to see with your own eyes."),
    )


class FindingsForm(forms.Form):
    """The day, the position, the summary, and for every claim a verdict with what was found."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    visited_on = forms.DateField(label=_("Day of the visit"), required=False)
    latitude = forms.CharField(label=_("Latitude"), required=False, max_length=12)
    longitude = forms.CharField(label=_("Longitude"), required=False, max_length=12)
    summary = forms.CharField(
        label=_("Summary"), required=False, max_length=6000, widget=forms.Textarea(attrs={"rows": 5})
    )

    def __init__(self, *args: Any, claims: list[Claim], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.claims, self.today = claims, today
        for name, limit in (("latitude", "-90…90"), ("longitude", "-180…180")):
            self.fields[name].widget.attrs |= {"inputmode": "decimal", "placeholder": limit}
        for claim in claims:
            self.fields[f"verdict-{claim.pk}"] = forms.ChoiceField(
                label=_("Verdict"), choices=ClaimVerdict.choices, widget=forms.RadioSelect, initial=claim.verdict
            )
            self.fields[f"finding-{claim.pk}"] = forms.CharField(
                label=_("What you found"),
                required=False,
                max_length=4000,
                initial=claim.finding,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    @staticmethod
    def start_of(visit: Visit) -> dict[str, Any]:
        """What the form begins with."""
        return {
            "revision": visit.revision,
            "visited_on": visit.visited_on,
            "latitude": visit.latitude if visit.latitude is not None else "",
            "longitude": visit.longitude if visit.longitude is not None else "",
            "summary": visit.summary,
        }

    def rows(self) -> list[tuple[Claim, Any, Any]]:
        """Each claim with its two fields, for the page."""
        return [(claim, self[f"verdict-{claim.pk}"], self[f"finding-{claim.pk}"]) for claim in self.claims]

    def found(self) -> dict[int, Found]:
        """Verdicts and findings by claim id."""
        data = self.cleaned_data
        return {
            claim.pk: Found(ClaimVerdict(data[f"verdict-{claim.pk}"]), data[f"finding-{claim.pk}"])
            for claim in self.claims
        }

    def clean_visited_on(self) -> date | None:
        day = self.cleaned_data["visited_on"]
        if day and day > self.today:
            raise forms.ValidationError(_("This day lies in the future."))
        return day

    def clean_latitude(self) -> Decimal | None:
        return _degrees(self.cleaned_data["latitude"], 90)

    def clean_longitude(self) -> Decimal | None:
        return _degrees(self.cleaned_data["longitude"], 180)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and (data["latitude"] is None) != (data["longitude"] is None):
            self.add_error("longitude", _("Give both latitude and longitude, or neither."))
        return data


def _degrees(text: str, limit: int) -> Decimal | None:
    """Degrees with a point or a comma, five decimals (about a metre)."""
    text = text.strip().replace(",", ".")
    if not text:
        return None
    try:
        value = Decimal(text)
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite() or abs(value) > limit:
        raise forms.ValidationError(_("Write degrees as a number, such as -6.98765."))
    return round(value, 5)


class ClaimChoice(forms.ModelChoiceField):
    """Claims by their first words."""

    def label_from_instance(self, obj: Claim) -> str:
        return obj.text[:90]


class PictureField(forms.FileField):
    """A picture of a visit; the page says how large it may be."""

    max_bytes = PHOTO_KIND.limit


class PhotoForm(forms.Form):
    """A picture with its caption."""

    picture = PictureField(
        label=_("Picture"), widget=forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png,image/webp"})
    )
    caption = forms.CharField(label=_("What the photo shows"), max_length=200)
    claim = ClaimChoice(label=_("Belongs to the claim"), queryset=Claim.objects.none(), required=False)

    def __init__(self, *args: Any, visit: Visit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(ClaimChoice, self.fields["claim"]).queryset = visit.claims.all()


class ReasonForm(forms.Form):
    """Why something closed is opened again."""

    reason = forms.CharField(label=_("Reason"), max_length=400, widget=forms.Textarea(attrs={"rows": 3}))
