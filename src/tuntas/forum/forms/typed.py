"""The base of forms that belong to a row: the row is shown, never changed; saving is an action's work."""

from typing import Any

from django import forms

from tuntas.kernel.text import clean


class TypedForm(forms.ModelForm):
    """Texts lose invisible characters. `changes()` is what was typed, without the revision."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if "revision" in self.fields:
            self.fields["revision"].initial = getattr(self.instance, "revision", 0)

    def _post_clean(self) -> None:
        """The instance stays as it was read."""

    def clean(self) -> dict[str, Any]:
        """Tidies every text."""
        found = super().clean() or {}
        return {name: clean(value) if isinstance(value, str) else value for name, value in found.items()}

    def changes(self) -> dict[str, Any]:
        """What was typed."""
        return {name: value for name, value in self.cleaned_data.items() if name != "revision"}

    @property
    def seen(self) -> int:
        """The revision of the row the page was made of."""
        return self.cleaned_data.get("revision") or 0


def revision_field() -> forms.IntegerField:
    """The hidden revision of a form."""
    return forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)


def area(rows: int, **more: Any) -> forms.Textarea:
    """A text area of so many rows."""
    return forms.Textarea(attrs={"rows": rows, **more})
