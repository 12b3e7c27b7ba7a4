"""Asking about a document, and ending one."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from tuntas.documents.press.code import normal

FILE_LIMIT = 20  # MB


class AskForm(forms.Form):
    """The code as typed, or the file itself."""

    code = forms.CharField(
        label=_("Code"),
        max_length=60,
        required=False,
        help_text=_("28 letters and digits, printed beside the QR code. Dashes and capitals do not matter."),
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
    file = forms.FileField(
        label=_("PDF file"),
        required=False,
        help_text=_("At most 20 MB. The file is only looked at and not kept."),
        widget=forms.FileInput({"accept": "application/pdf"}),
    )

    def clean_code(self) -> str:
        typed = self.cleaned_data["code"]
        if typed and not normal(typed):
            raise forms.ValidationError(_("A code has 28 letters and digits. Compare it with the printed one."))
        return normal(typed)

    def clean_file(self) -> UploadedFile | None:
        file: UploadedFile | None = self.cleaned_data["file"]
        if file and (file.size or 0) > FILE_LIMIT * 1024 * 1024:
            raise forms.ValidationError(_("This file is larger than 20 MB."))
        return file

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and not data.get("code") and not data.get("file"):
            raise forms.ValidationError(_("Type the code or choose the PDF file."))
        return data


class EndForm(forms.Form):
    """Why a document ends; everybody who checks it will read this."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=400,
        help_text=_("Public: shown to everybody who checks this document."),
        widget=forms.Textarea({"rows": 3}),
    )
