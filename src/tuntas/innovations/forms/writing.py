"""What owners type when they tell their innovation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tuntas.innovations.actions.chapters import LETTERS, WORDS
from tuntas.innovations.actions.showing import FIGURES, PHOTO, Words
from tuntas.innovations.models import Measure
from tuntas.innovations.rules.maturity import Indicator
from tuntas.innovations.terms import PAPER, PROOF, PaperKind
from tuntas.kernel.text import clean

_AREA = forms.Textarea(attrs={"rows": 10, "data-words": WORDS})
_SMALL = forms.Textarea(attrs={"rows": 3})


class Tidied(forms.Form):
    """A form whose texts lose invisible characters."""

    def clean(self) -> dict[str, Any]:
        """Tidies every text."""
        found = super().clean() or {}
        return {name: clean(value) if isinstance(value, str) else value for name, value in found.items()}


class ChapterForm(Tidied):
    """One chapter in both languages. The number of words is asked only when it is shown."""

    text = forms.CharField(label=_("Text"), required=False, max_length=LETTERS, widget=_AREA)
    text_en = forms.CharField(
        label=_("The same in English"),
        required=False,
        max_length=LETTERS,
        widget=forms.Textarea(attrs={"rows": 6, "data-words": WORDS}),
        help_text=_("Readers of English see the Indonesian text where this is empty."),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)


class MeasureForm(forms.ModelForm):
    """A figure before and after."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    class Meta:
        model = Measure
        fields = [
            "name", "unit", "before", "before_when", "after", "after_when", "target", "better", "counted", "source",
            "evidence", "method", "name_en", "unit_en", "counted_en", "method_en",
        ]  # fmt: skip
        labels = {
            "name_en": _("What was measured, in English"),
            "unit_en": _("Unit, in English"),
            "counted_en": _("Out of whom or what, in English"),
            "method_en": _("How it was counted, in English"),
        }
        help_texts = {
            "name": _("For example: days until a certificate is ready."),
            "unit": _("days, children, %, rupiah"),
            "before": _("Leave empty if nobody measured it then."),
            "before_when": _("For example 2018, or May 2019."),
            "counted": _("The whole the figure is part of, for example 3,494 children found out of school."),
            "source": _("A report, system or page where the figure can be looked up."),
            "evidence": _("Be strict: readers see this beside the figure."),
        }
        widgets = {"method": _SMALL, "method_en": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.instance.pk:
            self.initial["revision"] = self.instance.revision

    def _post_clean(self) -> None:
        """The instance is never written to: the action does that."""

    def facts(self) -> dict[str, Any]:
        """What was typed, by field name."""
        found = {name: value for name, value in self.cleaned_data.items() if name in FIGURES}
        return {name: clean(value) if isinstance(value, str) else value for name, value in found.items()}


class PictureWordsForm(Tidied):
    """What is said about a picture."""

    alt = forms.CharField(
        label=_("What it shows, for those who cannot see it"),
        max_length=250,
        help_text=_("For example: a village officer fills in a form with a mother at her kitchen table."),
    )
    caption = forms.CharField(label=_("Caption"), max_length=250, help_text=_("Place, date and what happens."))
    credit = forms.CharField(label=_("Made by"), max_length=120)
    alt_en = forms.CharField(label=_("What it shows, in English"), max_length=250, required=False)
    caption_en = forms.CharField(label=_("Caption, in English"), max_length=250, required=False)

    def words(self) -> Words:
        """What was typed, for the action."""
        return Words(**{name: self.cleaned_data[name] for name in ("alt", "caption", "credit", "alt_en", "caption_en")})


class PictureForm(PictureWordsForm):
    """A picture with what is said about it."""

    file = forms.FileField(
        label=_("Picture"),
        widget=forms.FileInput(attrs={"accept": PHOTO.accept}),
        help_text=_("JPG, PNG or WebP, at most 10 MB. Place and camera data are removed. Ask the people in it first."),
    )
    field_order = ["file", "alt", "caption", "credit", "alt_en", "caption_en"]


class PaperForm(Tidied):
    """A document others may start from."""

    file = forms.FileField(
        label=_("Document"),
        widget=forms.FileInput(attrs={"accept": PAPER.accept}),
        help_text=_("PDF or Excel, at most 10 MB, without names or numbers of private people."),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=PaperKind.choices)
    title = forms.CharField(label=_("Title"), max_length=160)
    title_en = forms.CharField(label=_("Title, in English"), max_length=160, required=False)
    number = forms.CharField(label=_("Number and year of a regulation"), max_length=60, required=False)


class MaturityForm(Tidied):
    """One indicator: the parameter reached, a note, and a file that shows it."""

    parameter = forms.TypedChoiceField(label=_("Where you are"), coerce=int, widget=forms.RadioSelect)
    note = forms.CharField(label=_("Note"), max_length=300, required=False)
    file = forms.FileField(
        label=_("File that shows it"),
        required=False,
        widget=forms.FileInput(attrs={"accept": PROOF.accept}),
        help_text=_("PDF, picture or Excel, at most 10 MB. Only your colleagues and the province can open it."),
    )
    drop_file = forms.BooleanField(label=_("Take the present file away"), required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, *args: Any, indicator: Indicator, has_file: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        steps = [(number, f"{number}. {indicator.step(number)}") for number in (1, 2, 3)]
        self.fields["parameter"].choices = [(0, _("Not reached yet")), *steps]  # type: ignore[attr-defined]
        if not has_file:
            del self.fields["drop_file"]
