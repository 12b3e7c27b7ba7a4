"""Input of letters: the fields a kind asks for come from its data."""

import re
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tuntas.kernel.bilingual import said
from tuntas.kernel.text import clean
from tuntas.services.labkd.rules.kinds import Field, Kind
from tuntas.services.labkd.rules.values import IDENTITY

ANSWER = "a_"  # what the names of a kind's own fields begin with
NIK = re.compile(r"\d{16}")
LABELS = {
    "nama": _("Name"), "nik": _("NIK"), "tempat_lahir": _("Place of birth"), "tanggal_lahir": _("Date of birth"),
    "jenis_kelamin": _("Sex"), "agama": _("Religion"), "pekerjaan": _("Occupation"), "pendidikan": _("Education"),
    "status_perkawinan": _("Marital status"), "kewarganegaraan": _("Citizenship"), "alamat": _("Address"),
    "nomor_kk": _("Family card number"), "ayah": _("Father"), "ibu": _("Mother"),
}  # fmt: skip


class AnswersForm(forms.Form):
    """What the kind asks beside identity; built from its data."""

    def __init__(
        self, *args: Any, kind: Kind, today: date, answers: dict[str, str] | None = None, **named: Any
    ) -> None:
        super().__init__(*args, **named)
        self.kind, self.today = kind, today
        for field in kind.fields:
            made = _form_field(field)
            if answers and answers.get(field.key):
                made.initial = _initial(field, answers[field.key])
            self.fields[ANSWER + field.key] = made

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for field in self.kind.fields:
            value = data.get(ANSWER + field.key)
            if field.kind == "nik" and value and not NIK.fullmatch(value):
                self.add_error(ANSWER + field.key, _("A NIK has 16 digits."))
            if field.past and isinstance(value, date) and value > self.today:
                self.add_error(ANSWER + field.key, _("This day lies in the future."))
        return data

    @property
    def answers(self) -> dict[str, str]:
        """The answers as plain texts."""
        found = {field.key: self.cleaned_data.get(ANSWER + field.key) for field in self.kind.fields}
        return {key: _plain(value) for key, value in found.items() if value not in (None, "")}


def _plain(value: Any) -> str:
    if hasattr(value, "strftime") and not isinstance(value, date):
        return str(value.strftime("%H:%M"))
    return value.isoformat() if isinstance(value, date) else str(value)


def _initial(field: Field, value: str) -> Any:
    return date.fromisoformat(value) if field.kind == "date" else value


def _form_field(field: Field) -> forms.Field:
    words: dict[str, Any] = {
        "label": said(field, "label"),
        "required": field.required,
        "help_text": said(field, "help"),
    }
    if field.kind == "date":
        return forms.DateField(widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), **words)
    if field.kind == "time":
        return forms.TimeField(widget=forms.TimeInput({"type": "time"}, format="%H:%M"), **words)
    if field.kind in ("number", "money"):
        top = field.max_value if field.max_value is not None else 10**12
        return forms.IntegerField(min_value=field.min if field.min is not None else 0, max_value=top, **words)
    if field.kind == "choice":
        choices = [(value, id_) for value, id_, _en in field.options]
        if words["label"] == field.label_en != field.label:
            choices = [(value, en) for value, _id, en in field.options]
        return forms.ChoiceField(choices=[("", "–"), *choices], **words)
    widget = forms.Textarea({"rows": 3}) if field.kind == "long" else forms.TextInput()
    if field.kind == "nik":
        widget = forms.TextInput({"inputmode": "numeric", "autocomplete": "off", "data-private": ""})
        return forms.CharField(max_length=16, widget=widget, **words)
    return forms.CharField(max_length=field.max, widget=widget, **words)


class AskForm(AnswersForm):
    """Asking from home or at a kiosk. What stands here is compared by the office; no page answers whether it fits."""

    name = forms.CharField(label=_("Name of the resident the letter is for"), max_length=120)
    nik = forms.CharField(
        label=_("NIK"),
        max_length=16,
        help_text=_("16 digits, on the identity card or family card. Only the village office reads it."),
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off", "data-private": ""}),
    )
    phone = forms.CharField(
        label=_("Telephone number"),
        max_length=20,
        required=False,
        help_text=_("With it and the request number you can look how far your letter is."),
        widget=forms.TextInput({"inputmode": "tel", "autocomplete": "tel"}),
    )
    on_behalf = forms.CharField(
        label=_("What you are to that resident"),
        max_length=80,
        required=False,
        help_text=_("Only if you ask for somebody else: child, neighbour, cadre …"),
    )

    def clean_nik(self) -> str:
        nik = re.sub(r"[\s.-]", "", self.cleaned_data["nik"])
        if not NIK.fullmatch(nik):
            raise forms.ValidationError(_("A NIK has 16 digits."))
        return nik

    def clean_phone(self) -> str:
        phone = re.sub(r"[^\d+]", "", self.cleaned_data["phone"])
        if phone and not re.fullmatch(r"\+?\d{8,15}", phone):
            raise forms.ValidationError(_("A telephone number has 8 to 15 digits."))
        return phone


class PrepareForm(AnswersForm):
    """The office fills the letter in; what differs from the register is written with the reason."""

    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, register: dict[str, str], content: dict[str, Any], **named: Any) -> None:
        super().__init__(*args, answers=content["answers"], **named)
        for key in IDENTITY:
            self.fields[f"c_{key}"] = forms.CharField(
                label=LABELS[key],
                required=False,
                max_length=200,
                initial=content["corrections"].get(key, ""),
                widget=forms.TextInput({"placeholder": register.get(key, "") or "–", "autocomplete": "off"}),
            )
        self.fields["reason"] = forms.CharField(
            label=_("Why the letter differs from the register"),
            required=False,
            max_length=300,
            initial=content["reason"],
        )

    @property
    def corrections(self) -> dict[str, str]:
        return {key: clean(self.cleaned_data[f"c_{key}"]) for key in IDENTITY if self.cleaned_data[f"c_{key}"].strip()}

    @property
    def answer_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith(ANSWER)]

    @property
    def correction_fields(self) -> list[forms.BoundField]:
        return [self[f"c_{key}"] for key in IDENTITY] + [self["reason"]]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        mended = any(data.get(f"c_{key}", "").strip() for key in IDENTITY)
        if mended and not data.get("reason", "").strip():
            self.add_error("reason", _("Say why the letter differs from the register."))
        return data


class FindForm(forms.Form):
    """Following a request without an account."""

    reference = forms.CharField(
        label=_("Number of the request"), max_length=24, help_text=_("For example SRT-7Q4X-M2HD.")
    )
    phone = forms.CharField(
        label=_("Telephone number"), max_length=20, widget=forms.TextInput({"inputmode": "tel", "autocomplete": "tel"})
    )


class SearchForm(forms.Form):
    """Looking for a resident of the village."""

    text = forms.CharField(label=_("Name or whole NIK"), max_length=80, widget=forms.TextInput({"autocomplete": "off"}))


class StepForm(forms.Form):
    """Words of a step. `seen` is the last step the person saw."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    message = forms.CharField(
        label=_("Words for the resident"),
        max_length=600,
        required=False,
        help_text=_("Whoever follows the request reads this. Write no names and numbers."),
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args: Any, required: bool, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["message"].required = required


class SecretForm(StepForm):
    """The passphrase of the electronic signature: sent on, kept nowhere."""

    secret = forms.CharField(
        label=_("Passphrase of your electronic signature"),
        max_length=200,
        widget=forms.PasswordInput({"autocomplete": "off"}),
    )


class HandOverForm(StepForm):
    """Who came for the letter."""

    to = forms.CharField(
        label=_("Handed to"),
        max_length=80,
        required=False,
        help_text=_("Only if somebody else came for it: child, neighbour, cadre … No name."),
    )


class EndForm(forms.Form):
    """Why a letter ends."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=400,
        help_text=_("Public: shown to everybody who checks this document."),
        widget=forms.Textarea({"rows": 3}),
    )
