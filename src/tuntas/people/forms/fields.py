"""Fields that several forms share."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tuntas.kernel.text import clean

_PHONE = re.compile(r"\+?[0-9][0-9 ()./-]{6,18}")


class NameField(forms.CharField):
    """A person's or organisation's name on one line: no markup, no addresses, spaces folded."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Full name"))
        options.setdefault("max_length", 120)
        super().__init__(**options)

    def clean(self, value: Any) -> str:
        name = " ".join(clean(super().clean(value)).split())
        if re.search(r"[<>{}]|://|www\.", name):
            raise ValidationError(_("Write the name only, without web addresses or the signs < > { }."))
        if self.required and not re.search(r"\w", name):
            raise ValidationError(_("Write the name."))
        return name


class PhoneField(forms.CharField):
    """A telephone number as people write it."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Phone"))
        options.setdefault("max_length", 20)
        options.setdefault("widget", forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"}))
        super().__init__(**options)

    def clean(self, value: Any) -> str:
        phone = super().clean(value).strip()
        if phone and not _PHONE.fullmatch(phone):
            raise ValidationError(_("Write digits only, for example 0812 3456 7890 or +62 812 3456 7890."))
        return phone
