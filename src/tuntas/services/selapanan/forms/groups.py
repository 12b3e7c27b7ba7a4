"""Groups, members and days."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tuntas.people.models import Person
from tuntas.residents.terms import Sex
from tuntas.services.selapanan.actions.groups import GroupFields, MemberFields
from tuntas.services.selapanan.terms import Seat


class DayInput(forms.DateInput):
    """The browser's own calendar."""

    input_type = "date"

    def __init__(self, **attrs: Any) -> None:
        super().__init__(format="%Y-%m-%d", attrs=attrs)


class HourInput(forms.TimeInput):
    """The browser's own clock."""

    input_type = "time"

    def __init__(self, **attrs: Any) -> None:
        super().__init__(format="%H:%M", attrs=attrs)


class GroupForm(forms.Form):
    """What is written about a group."""

    name = forms.CharField(label=_("Name of the group"), max_length=120)
    hamlet = forms.CharField(label=_("Hamlet"), max_length=80, required=False)
    base = forms.DateField(
        label=_("First meeting"),
        widget=DayInput(),
        help_text=_("All others are 35 days apart from it, on the same weton. A meeting in the evening counts on the"
                    " day on which it begins by the clock."),
    )  # fmt: skip
    hour = forms.TimeField(label=_("Hour (WIB)"), widget=HourInput())
    venue = forms.CharField(label=_("Where it usually meets"), max_length=200, help_text=_("Strangers do not see it."))
    founded = forms.DateField(label=_("Founded on"), widget=DayInput(), required=False)
    decree = forms.CharField(label=_("Number of the decree or agreement"), max_length=120, required=False)
    about = forms.CharField(
        label=_("What the group does"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000, required=False
    )

    def fields_given(self) -> GroupFields:
        return GroupFields(**self.cleaned_data)


class MemberForm(forms.Form):
    """Somebody in a group."""

    name = forms.CharField(label=_("Name, as the group calls them"), max_length=80)
    seat = forms.ChoiceField(label=_("Seat"), choices=Seat.choices, initial=Seat.MEMBER)
    sex = forms.ChoiceField(label=_("Sex"), choices=[("", _("Not written down")), *Sex.choices], required=False)
    account = forms.ModelChoiceField(
        Person.objects.none(),
        label=_("Account"),
        required=False,
        help_text=_("Not needed. With one, reminders come, and chair, secretary and treasurer can write."
                    " Offered are people with a role in this village."),
    )  # fmt: skip
    joined_on = forms.DateField(label=_("Joined on"), widget=DayInput())

    def __init__(self, *args: Any, accounts: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["account"].queryset = accounts  # type: ignore[attr-defined]

    def fields_given(self) -> MemberFields:
        typed = self.cleaned_data
        return MemberFields(typed["name"], Seat(typed["seat"]), typed["sex"], typed["account"])


class ChangeMemberForm(MemberForm):
    """The same without the day of joining, which stays."""

    def __init__(self, *args: Any, accounts: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, accounts=accounts, **kwargs)
        del self.fields["joined_on"]


class DayForm(forms.Form):
    """A day: of leaving, of closing the book."""

    day = forms.DateField(label=_("Day"), widget=DayInput())


class LinkForm(forms.Form):
    """A member is this resident of the register, and agrees that the group's facilitators read the name there."""

    resident = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    evidence = forms.CharField(
        label=_("How they agreed"), max_length=200, help_text=_("For example: signed form, folder 3.")
    )


class ReasonForm(forms.Form):
    """Why something is done that should not happen often."""

    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class ShiftForm(ReasonForm):
    """Another day for one meeting."""

    to = forms.DateField(label=_("New day"), widget=DayInput())
    field_order = ("to", "reason")
