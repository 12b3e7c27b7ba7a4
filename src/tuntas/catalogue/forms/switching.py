"""Switching: what a place says, and why."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tuntas.catalogue.rules.effect import Effect, level_of
from tuntas.catalogue.terms import SwitchState
from tuntas.places.models import Place
from tuntas.places.terms import Level

REASON = 600  # letters


class SwitchForm(forms.Form):
    """What the place makes of a module from now on."""

    state = forms.ChoiceField(label=_("What holds from now on"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "The people of the place read it. Needed when you act from above, or when not everything is ready."
        ),
    )

    def __init__(self, found: Effect, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = states_for(found)  # type: ignore[attr-defined]


def states_for(found: Effect) -> list[tuple[str, Any]]:
    """What a place of this level can say, in words that fit it."""
    village = level_of(found.place) == Level.VILLAGE
    said: list[tuple[str, Any]] = []
    if not village:
        said.append((SwitchState.OFFERED, _("Offer it to the places below")))
    if found.lives_here:
        said.append((SwitchState.ON, _("Switch it on here") if village else _("Switch it on here, and offer it below")))
    said.append((SwitchState.HIDDEN, _("Switch it off here") if village else _("Switch it off here and hide it below")))
    return said


class VillagesForm(forms.Form):
    """Many villages of a regency at once."""

    villages = forms.ModelMultipleChoiceField(Place.objects.none(), label=_("Villages"), required=False)
    everywhere = forms.BooleanField(label=_("All villages that the filter shows, on every page"), required=False)
    state = forms.ChoiceField(
        label=_("What holds from now on"),
        choices=[(SwitchState.ON, _("Switch it on there")), (SwitchState.HIDDEN, _("Switch it off there"))],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The people of the villages read it."),
    )

    def __init__(self, places: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["villages"].queryset = places  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if not typed.get("everywhere") and not typed.get("villages"):
            self.add_error("villages", _("Choose at least one village."))
        return typed
