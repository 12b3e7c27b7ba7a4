"""Fields other rooms use to ask for a place. Both work without scripts."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tuntas.places.models import Place
from tuntas.places.queries import described, regencies, search
from tuntas.places.terms import Level


class GroupedRegencies(forms.models.ModelChoiceIterator):
    """The 35 regencies and cities in two groups of a `<select>`."""

    def __iter__(self) -> Iterator[Any]:
        if self.field.empty_label is not None:
            yield ("", self.field.empty_label)
        groups: dict[str, list[Any]] = {}
        for place in self.queryset:
            groups.setdefault(place.kind, []).append(self.choice(place))
        for kind, choices in groups.items():
            yield (kind.capitalize(), choices)


class RegencyField(forms.ModelChoiceField):
    """One of the 35 regencies and cities."""

    iterator = GroupedRegencies

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Regency or city"))
        options.setdefault("empty_label", _("Choose …"))
        super().__init__(queryset=regencies(), **options)

    def label_from_instance(self, place: Place) -> str:
        return place.full_name


class PlaceField(forms.CharField):
    """Any place, typed: a name ("Talun"), with a larger place ("Talun, Pekalongan"), or its code.

    Cleans to a `Place`, or None when empty and not required. Where several places bear the name, the error
    lists them with their codes, so that one more try succeeds.
    """

    def __init__(self, *, levels: list[Level] | None = None, **options: Any) -> None:
        self.levels = levels
        options.setdefault("label", _("Place"))
        options.setdefault("help_text", _("Name or code, e.g. Talun, Pekalongan or 33.26.05.2005."))
        options.setdefault("max_length", 80)
        super().__init__(**options)

    def prepare_value(self, value: Any) -> Any:
        return value.code if isinstance(value, Place) else value

    def clean(self, value: Any) -> Any:
        if isinstance(value, Place):
            return value
        typed = super().clean(value)
        if not typed:
            return None
        found = search(typed, levels=self.levels, limit=9)
        exact = [place for place in found if typed in (place.code, place.name) or place.full_name == typed]
        if len(exact) == 1 or len(found) == 1:
            return (exact or found)[0]
        if not found:
            raise ValidationError(_("No place of this name is known. Check the spelling or type the code."))
        said = "; ".join(f"{described(place)} ({place.code})" for place in found[:8])
        raise ValidationError(_("Several places fit. Type the code of one: %(places)s"), params={"places": said})
