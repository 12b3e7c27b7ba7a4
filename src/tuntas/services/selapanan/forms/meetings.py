"""A meeting: roll call, minutes, decisions, tasks, findings, photos, meetings of several groups."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tuntas.services.selapanan.actions.photos import KIND
from tuntas.services.selapanan.forms.groups import DayInput, HourInput
from tuntas.services.selapanan.models import AgendaItem, Guest, Member
from tuntas.services.selapanan.rules.spelling import spelled_day
from tuntas.services.selapanan.terms import Attendance, FindingKind, SheetKind

GUEST_LINES = 4


def area(label: Any, rows: int = 3, limit: int = 6000, **more: Any) -> forms.CharField:
    """A text of several lines."""
    return forms.CharField(label=label, max_length=limit, widget=forms.Textarea(attrs={"rows": rows}), **more)


class Apart(forms.Form):
    """Several forms stand on one page: the ids of each begin with its own word."""

    word = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", f"{self.word}_%s")
        super().__init__(*args, **kwargs)


class RollForm(forms.Form):
    """One radio group a member, and a few lines for guests. `rows()` pairs members with their field."""

    def __init__(self, *args: Any, roll: Sequence[tuple[Member, str]], guests: Iterable[Guest], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members = [member for member, _state in roll]
        for member, state in roll:
            self.fields[f"m{member.pk}"] = forms.ChoiceField(
                label=member.name, choices=Attendance.choices, required=False, initial=state
            )
        known = list(guests)
        self.lines = max(GUEST_LINES, len(known) + 1)
        for at in range(self.lines):
            guest = known[at] if at < len(known) else None
            self.fields[f"guest{at}"] = forms.CharField(
                label=_("Guest"), max_length=80, required=False, initial=guest.name if guest else ""
            )
            self.fields[f"origin{at}"] = forms.CharField(
                label=_("From"), max_length=120, required=False, initial=guest.origin if guest else ""
            )

    def rows(self) -> list[tuple[Member, str, list[tuple[str, Any]]]]:
        """Member, chosen state, and the choices: the page writes plain radio buttons, large ones."""
        return [(member, str(self[f"m{member.pk}"].value() or ""), Attendance.choices) for member in self.members]

    def guest_lines(self) -> list[tuple[Any, Any]]:
        return [(self[f"guest{at}"], self[f"origin{at}"]) for at in range(self.lines)]

    def states(self) -> dict[int, str]:
        typed = self.cleaned_data
        return {member.pk: typed[f"m{member.pk}"] for member in self.members if typed.get(f"m{member.pk}")}

    def guests(self) -> list[tuple[str, str]]:
        typed = self.cleaned_data
        return [(typed[f"guest{at}"], typed[f"origin{at}"]) for at in range(self.lines)]


class MinutesForm(Apart):
    """What was said, item by item, and the minutes as a whole."""

    word = "minutes"
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    minutes = area(_("Minutes"), rows=6, limit=20000, required=False)

    def __init__(self, *args: Any, items: Sequence[AgendaItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = items
        for item in items:
            self.fields[f"item{item.pk}"] = area(item.shown, rows=2, limit=4000, required=False, initial=item.note)

    def fields_by_item(self) -> list[tuple[AgendaItem, Any]]:
        return [(item, self[f"item{item.pk}"]) for item in self.items]

    def notes(self) -> dict[int, str]:
        return {item.pk: self.cleaned_data[f"item{item.pk}"] for item in self.items}


class ItemForm(Apart):
    """An item of the group's own."""

    word = "item"
    title = forms.CharField(label=_("Another item for the agenda"), max_length=160)


class DecisionForm(Apart):
    """A decision."""

    word = "decision"
    text = area(_("Decision"), rows=2, limit=1000)


class MemberChoice(forms.ModelChoiceField):
    """Members by the name the group uses."""

    def label_from_instance(self, obj: Member) -> str:
        return obj.name


class TaskForm(Apart):
    """Who does what until which meeting."""

    word = "task"
    text = forms.CharField(label=_("What is to be done"), max_length=300)
    owner = MemberChoice(Member.objects.none(), label=_("Who does it"), required=False, empty_label=_("Nobody yet"))
    due = forms.TypedChoiceField(label=_("Until the meeting on"), coerce=date.fromisoformat)

    def __init__(self, *args: Any, members: QuerySet[Member], days: Sequence[date], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = members  # type: ignore[attr-defined]
        self.fields["due"].choices = [(day.isoformat(), spelled_day(day)) for day in days]  # type: ignore[attr-defined]


class FindingForm(Apart):
    """Something found, to be passed on."""

    word = "finding"
    kind = forms.ChoiceField(label=_("What was found"), choices=FindingKind.choices)
    note = area(_("Say it in a few words, and what is asked"), limit=2000)
    whom = forms.CharField(
        label=_("Whom it is about"),
        max_length=120,
        required=False,
        help_text=_("As few words as whoever helps needs, for example “daughter of Bu Siti, Dusun Krajan RT 02”."
                    " Never a NIK."),
    )  # fmt: skip
    agreed = forms.BooleanField(
        label=_("The person agrees that this is passed on; for a child, a parent or guardian does"), required=False
    )


class PhotoForm(Apart):
    """A photographed sheet."""

    word = "photo"
    kind = forms.ChoiceField(label=_("Which sheet"), choices=SheetKind.choices)
    photo = forms.FileField(
        label=_("Photo of the sheet"),
        widget=forms.ClearableFileInput(attrs={"accept": KIND.accept, "capture": "environment"}),
        help_text=_("JPG, PNG or WebP, at most 8 MB. Where it was taken is not kept."),
    )


class JointForm(forms.Form):
    """A meeting of several groups."""

    title = forms.CharField(label=_("Title"), max_length=160)
    day = forms.DateField(label=_("Day"), widget=DayInput())
    hour = forms.TimeField(label=_("Hour (WIB)"), widget=HourInput())
    venue = forms.CharField(label=_("Venue"), max_length=200)


class JointMinutesForm(forms.Form):
    """What the groups said and decided."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    minutes = area(_("Minutes"), rows=6, limit=20000, required=False)
    decisions = area(_("Decisions"), rows=4, limit=8000, required=False)


class WordsForm(forms.Form):
    """A reason or an outcome in plain words."""

    words = area(_("In plain words"), rows=2, limit=1000)
