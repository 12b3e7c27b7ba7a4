"""What jurors and organisers type about conflicts of interest."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from tuntas.kipp.actions.ties import Target
from tuntas.kipp.models import Entry, SeatHolder
from tuntas.kipp.queries.ties import named
from tuntas.kipp.terms import ScoresRuling, TieKind
from tuntas.people.models import Organisation
from tuntas.places.models import Place


def _lines(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class TieForm(forms.Form):
    """One tie: of which kind, to what, since when."""

    kind = forms.ChoiceField(label=_("Kind of tie"), choices=TieKind.choices, widget=forms.RadioSelect)
    organisation = forms.CharField(
        label=_("Organisation"),
        max_length=160,
        required=False,
        help_text=_("As it is registered here, for example an agency, a hospital or a village."),
        widget=forms.TextInput(attrs={"list": "organisations", "autocomplete": "off"}),
    )
    which = forms.TypedChoiceField(label=_("Which one do you mean?"), coerce=int, empty_value=None, required=False)
    regency = forms.ModelChoiceField(Place.objects.none(), label=_("Regency or city"), required=False, empty_label="–")
    entry = forms.ModelChoiceField(Entry.objects.none(), label=_("Proposal"), required=False, empty_label="–")
    since = forms.DateField(
        label=_("Since"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    until = forms.DateField(
        label=_("Until"),
        required=False,
        help_text=_("Leave empty while it still holds."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    note = forms.CharField(
        label=_("In a few words"),
        max_length=400,
        required=False,
        help_text=_("Read by the organisers only. No private data of others is needed."),
        widget=_lines(),
    )

    def __init__(self, *args: Any, regencies: Any, entries: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["regency"].queryset = regencies  # type: ignore[attr-defined]
        self.fields["entry"].queryset = entries  # type: ignore[attr-defined]
        if not entries:
            del self.fields["entry"]
        self.target = Target()
        typed = str(self.data.get("organisation", "")).strip() if self.is_bound else ""
        self.alike: Sequence[Organisation] = named(typed) if typed else []
        self.fields["which"].choices = [("", "")] + [  # type: ignore[attr-defined]
            (one.pk, f"{one.name}, {one.place.full_name}") for one in self.alike
        ]
        if len(self.alike) < 2:
            self.fields["which"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        """Exactly one thing is named, and the organisation is one we know."""
        data = super().clean() or {}
        given = [name for name in ("organisation", "regency", "entry") if data.get(name)]
        if len(given) != 1:
            self.add_error(None, _now("Name one organisation, one regency or city, or one proposal."))
            return data
        self.target = Target(
            self._organisation(data) if data.get("organisation") else None, data.get("regency"), data.get("entry")
        )
        return data

    def _organisation(self, data: dict[str, Any]) -> Organisation | None:
        chosen = next((one for one in self.alike if one.pk == data.get("which")), None)
        if chosen is None and len(self.alike) == 1:
            chosen = self.alike[0]
        if chosen is None and self.alike:
            self.add_error("which", _now("Several organisations match. Choose one."))
        elif chosen is None:
            sentence = _now(
                "No organisation of this name is registered. Try a part of it, or name its regency or city."
            )
            self.add_error("organisation", sentence)
        return chosen


class WhyForm(forms.Form):
    """A reason that stays on record."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=400,
        widget=_lines(),
        help_text=_("Read by the organisers only. No private data of others is needed."),
    )


class DecisionForm(forms.Form):
    """What an organiser decides about a finding."""

    act = forms.ChoiceField(
        label=_("Decision"),
        widget=forms.RadioSelect,
        choices=[
            ("confirm", _("It is a conflict: the juror is kept away from this proposal")),
            ("dismiss", _("It is a false hit: the juror may be given this proposal")),
        ],
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=400,
        required=False,
        widget=_lines(),
        help_text=_("Required for a false hit. It stays readable beside the decision."),
    )


class RulingForm(forms.Form):
    """Whether scores that were handed in count."""

    ruling = forms.ChoiceField(label=_("The scores handed in"), widget=forms.RadioSelect, choices=ScoresRuling.choices)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=400,
        widget=_lines(),
        help_text=_("It stays readable beside the decision."),
    )


class HandForm(forms.Form):
    """A conflict nothing in the register shows."""

    juror = forms.ModelChoiceField(SeatHolder.objects.none(), label=_("Juror"), empty_label=_("Choose a juror"))
    reference = forms.CharField(label=_("Reference of the proposal"), max_length=24)
    evidence = forms.CharField(
        label=_("What shows it"),
        max_length=400,
        widget=_lines(),
        help_text=_("Where you know it from, so that somebody else can check it."),
    )

    def __init__(self, *args: Any, jurors: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["juror"].queryset = jurors  # type: ignore[attr-defined]
        self.fields["juror"].label_from_instance = lambda seat: seat.person.name  # type: ignore[attr-defined]

    def clean_reference(self) -> str:
        """References are written in capitals."""
        return str(self.cleaned_data["reference"]).strip().upper()
