"""What people fill in: the survey, a pile of sheets, new words, a month."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tuntas.kernel.text import clean
from tuntas.quality.models import NAMES
from tuntas.quality.queries.surveys import Question
from tuntas.quality.rules.hours import month_of
from tuntas.quality.terms import HIGHEST, LOWEST


class SurveyForm(forms.Form):
    """Nine questions with four answers each, none of which must be answered, and a remark."""

    remark = forms.CharField(
        label=_("What could be better?"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Only the office reads this. Please write no names and no numbers of people."),
    )

    def __init__(self, *args: Any, questions: list[Question], **options: Any) -> None:
        super().__init__(*args, **options)
        self.questions = questions
        for question in questions:
            self.fields[question.name] = forms.TypedChoiceField(
                label=question.text,
                required=False,
                coerce=int,
                empty_value=None,
                choices=[(number, answer) for number, answer in enumerate(question.answers, LOWEST)],
                widget=forms.RadioSelect,
            )
        self.order_fields([*NAMES, "remark"])

    @property
    def answers(self) -> dict[str, int | None]:
        """The answers by name; None where none was given."""
        return {name: self.cleaned_data.get(name) for name in NAMES}

    def clean(self) -> dict[str, Any]:
        """At least one answer."""
        found = super().clean() or {}
        if not self.errors and not any(found.get(name) for name in NAMES):
            raise ValidationError(_("Answer at least one question."))
        return found

    def rows(self) -> list[tuple[Question, Any]]:
        """Each question with its field."""
        return [(question, self[question.name]) for question in self.questions]


class SheetForm(forms.Form):
    """One paper sheet: nine digits, blank where nothing was ticked."""

    remark = forms.CharField(required=False, max_length=1000, label=_("Remark"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in NAMES:
            self.fields[name] = forms.IntegerField(
                required=False,
                min_value=LOWEST,
                max_value=HIGHEST,
                label=name.upper(),
                widget=forms.TextInput(
                    attrs={"inputmode": "numeric", "maxlength": 1, "size": 1, "autocomplete": "off", "data-digit": ""}
                ),
            )
        self.order_fields([*NAMES, "remark"])

    @property
    def answers(self) -> dict[str, int | None]:
        """The digits by name."""
        return {name: self.cleaned_data.get(name) for name in NAMES}


SheetSet = forms.formset_factory(SheetForm, extra=10, max_num=60, absolute_max=60)


class PileForm(forms.Form):
    """Which month the sheets are of. The key makes a second click harmless."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    month = forms.DateField(
        label=_("Month in which the sheets were filled"),
        help_text=_("Any day of the month; only the month is kept."),
        widget=forms.DateInput,
    )

    def clean_month(self) -> date:
        return month_of(self.cleaned_data["month"])

    def clean_key(self) -> UUID:
        return self.cleaned_data["key"]


class WordingForm(forms.Form):
    """New words for the nine questions. What they ask about, and that 4 is best, stays."""

    since = forms.DateField(label=_("In force from"))
    note = forms.CharField(label=_("Why the words change"), max_length=300)

    def __init__(self, *args: Any, words: list[dict[str, Any]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.words = words
        for name, one in zip(NAMES, words, strict=True):
            for language, title in (("", _("in Indonesian")), ("_en", _("in English"))):
                label = f"{name.upper()} {one['element']}"
                self.fields[f"{name}_text{language}"] = forms.CharField(
                    label=f"{label}, {title}",
                    max_length=300,
                    required=not language,
                    initial=one.get(f"text{language}", ""),
                )
                self.fields[f"{name}_answers{language}"] = forms.CharField(
                    label=_("%(question)s: answers, worst first") % {"question": f"{label}, {title}"},
                    help_text=_("Four lines."),
                    required=not language,
                    widget=forms.Textarea(attrs={"rows": 4}),
                    initial="\n".join(one.get(f"answers{language}", [])),
                )

    def clean(self) -> dict[str, Any]:
        """Four answers to each question, all different."""
        found = super().clean() or {}
        for name in NAMES:
            for language in ("", "_en"):
                field = f"{name}_answers{language}"
                if field not in found or (language and not found[field]):
                    continue
                lines = [line.strip() for line in clean(found[field]).split("\n") if line.strip()]
                if len(lines) != HIGHEST or len(set(lines)) != HIGHEST:
                    self.add_error(
                        field, ValidationError(_("Write four different answers, each on a line of its own."))
                    )
                found[field] = lines
        return found

    @property
    def questions(self) -> list[dict[str, Any]]:
        """The nine as they are kept."""
        made = []
        for name, one in zip(NAMES, self.words, strict=True):
            row = {"element": one["element"], "element_en": one.get("element_en", "")}
            for field in ("text", "answers", "text_en", "answers_en"):
                row[field] = self.cleaned_data.get(f"{name}_{field}") or ([] if "answers" in field else "")
            made.append(row)
        return made
