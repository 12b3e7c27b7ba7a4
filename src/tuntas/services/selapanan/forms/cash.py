"""The cash book."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tuntas.services.selapanan.forms.groups import DayInput
from tuntas.services.selapanan.forms.meetings import MemberChoice
from tuntas.services.selapanan.models import Member
from tuntas.services.selapanan.terms import MOST_RUPIAH, Happening


class RupiahField(forms.CharField):
    """Whole rupiah as people write them: `25000`, `25.000`, `Rp 25.000`. Nothing below one, no decimals."""

    def __init__(self, **more: Any) -> None:
        super().__init__(max_length=20, **more)
        self.widget.attrs.setdefault("inputmode", "numeric")

    def clean(self, value: Any) -> int:
        text = re.sub(r"^rp\.?\s*", "", str(super().clean(value)).strip().lower())
        if not re.fullmatch(r"\d+|\d{1,3}([. ]\d{3})+", text):
            raise ValidationError(_("Write whole rupiah, for example 25.000."))
        amount = int(re.sub(r"\D", "", text))
        if not 0 < amount <= MOST_RUPIAH:
            raise ValidationError(_("Write an amount above zero."))
        return amount


class EntryForm(forms.Form):
    """A row, as the treasurer says it."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=40)
    happening = forms.ChoiceField(label=_("What happened"), choices=Happening.choices)
    amount = RupiahField(label=_("Amount in rupiah"))
    day = forms.DateField(label=_("Day"), widget=DayInput())
    member = MemberChoice(
        Member.objects.none(), label=_("Member"), required=False, help_text=_("Needed for savings only.")
    )
    text = forms.CharField(label=_("What for"), max_length=200)

    def __init__(self, *args: Any, members: QuerySet[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["member"].queryset = members  # type: ignore[attr-defined]
