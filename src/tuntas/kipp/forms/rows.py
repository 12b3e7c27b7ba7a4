"""Rows of an edition's rules, as forms made from the list of facts."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import Q
from django.forms import BaseFormSet
from django.utils.translation import gettext_lazy as _

from tuntas.kernel.text import whole_number
from tuntas.kipp.forms.editions import Closing, Moment
from tuntas.kipp.rules.charter.shape import Charter, Fact, Kind, Row, Shelf
from tuntas.kipp.rules.charter.values import MOMENTS, named, plain
from tuntas.people.models import Organisation


def field_of(fact: Fact, charter: Charter) -> forms.Field:
    """The field that asks for a fact."""
    asked: dict[str, Any] = {"label": fact.label, "required": fact.needed, "help_text": fact.help}
    if fact.kind == Kind.TEXT:
        return forms.CharField(max_length=fact.longest, **asked)
    if fact.kind == Kind.LONG:
        return forms.CharField(max_length=fact.longest, widget=forms.Textarea(attrs={"rows": fact.rows}), **asked)
    if fact.kind == Kind.WHOLE:
        return forms.IntegerField(min_value=fact.low, max_value=fact.high, initial=fact.fresh, **asked)
    if fact.kind == Kind.DECIMAL:
        return forms.DecimalField(
            min_value=fact.low, max_value=fact.high, max_digits=fact.digits, decimal_places=fact.places, **asked
        )
    if fact.kind == Kind.YES:
        return forms.BooleanField(**asked | {"required": False}, initial=bool(fact.fresh))
    if fact.kind in MOMENTS:
        return (Closing if fact.kind == Kind.CLOSING else Moment)(**asked)
    if fact.kind == Kind.ONE:
        return forms.ChoiceField(choices=fact.choices, **asked)
    if fact.kind == Kind.MANY:
        return forms.MultipleChoiceField(choices=fact.choices, widget=forms.CheckboxSelectMultiple, **asked)
    if fact.kind == Kind.SECTIONS:
        sections = [(row["key"], named(row)) for row in charter["sections"]]
        return forms.MultipleChoiceField(choices=sections, widget=forms.CheckboxSelectMultiple, **asked)
    if fact.kind == Kind.GROUP:
        groups = [("", _("All groups")), *((row["key"], named(row)) for row in charter["groups"])]
        return forms.TypedChoiceField(choices=groups, empty_value=None, **asked)
    if fact.kind == Kind.OFFICE:
        offices = Organisation.objects.filter(Q(place_id="33", kind="agency") | Q(pk=charter["edition"].get(fact.name)))
        return forms.ModelChoiceField(offices, **asked)
    raise TypeError(f"{fact.kind} has a form of its own")


def typed(fact: Fact, value: Any) -> Any:
    """A plain value as its field takes it."""
    return datetime.fromisoformat(value) if fact.kind in MOMENTS and value else value


def said_by(facts: Iterable[Fact], cleaned: dict[str, Any]) -> Row:
    """What the form says, as plain data."""
    return {
        fact.name: cleaned[fact.name] if fact.kind == Kind.GROUP else plain(fact, cleaned[fact.name])
        for fact in facts
        if fact.name in cleaned
    }


class RowForm(forms.Form):
    """One row of a shelf: the facts that are edited on the page, and which row it is."""

    id = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput())

    def __init__(self, *args: Any, shelf: Shelf, page: str, charter: Charter, only: str = "", **named: Any) -> None:
        super().__init__(*args, **named)
        self.facts = tuple(fact for fact in shelf.on(page) if not only or fact.name == only)
        for fact in self.facts:
            self.fields[fact.name] = field_of(fact, charter)

    def clean(self) -> dict[str, Any]:
        """What two facts of a row say together."""
        data = super().clean() or {}
        opens, closes = data.get("opens_at"), data.get("closes_at")
        if opens and closes and closes <= opens:
            self.add_error("closes_at", _("Must be later than the beginning."))
        if data.get("finalists") and data.get("winners") and data["finalists"] < data["winners"]:
            self.add_error("finalists", _("There must be at least as many finalists as winners."))
        return data

    def row(self) -> Row:
        """The row as `rules.charter.editing.with_rows` wants it; only of a valid form."""
        return {"id": self.cleaned_data.get("id") or "", **said_by(self.facts, self.cleaned_data)}


class RowSet(BaseFormSet[RowForm]):
    """Rows of one table."""

    def kept(self) -> list[RowForm]:
        """Forms that stay: neither marked for deletion nor left blank."""
        gone = self.deleted_forms
        return [form for form in self.forms if form not in gone and (form.initial or form.has_changed())]

    def leaving(self) -> list[RowForm]:
        """Forms of present rows that are marked to be taken out."""
        return [form for form in self.deleted_forms if form.cleaned_data.get("id")]

    def in_order(self) -> list[RowForm]:
        """The forms by their place in the list as it is typed, blank ones last."""
        return sorted(self.forms, key=_place)

    def rows(self) -> list[Row]:
        """Rows as wanted; call it only on a valid set."""
        found: list[Row] = [{"id": form.cleaned_data["id"], "gone": True} for form in self.leaving()]
        for place, form in enumerate(self.kept(), 1):
            row = form.row()
            if "order" in row and row["order"] is None:
                row["order"] = place
            found.append(row)
        return found

    @property
    def sum(self) -> str:
        """What the weights add up to as they are typed, without rows marked to be taken out; empty without weights."""
        if not any("weight" in form.fields for form in self.forms):
            return ""
        total = Decimal(0)
        for form in self.forms:
            if "DELETE" in form.fields and form["DELETE"].value():
                continue
            try:
                total += Decimal(str(form["weight"].value() or 0).replace(",", "."))
            except ArithmeticError:
                continue
        return f"{total.normalize():f}" if total.is_finite() else ""


def _place(form: RowForm) -> int:
    value = str(form["order"].value() or "") if "order" in form.fields else ""
    return number if (number := whole_number(value)) is not None else 9999


class HundredSet(RowSet):
    """Rows whose weights must add up to exactly 100, unless there are none."""

    def clean(self) -> None:
        if any(self.errors):
            return
        kept = self.kept()
        total = sum((form.cleaned_data.get("weight") or Decimal(0) for form in kept), Decimal(0))
        if kept and total != 100:
            raise forms.ValidationError(
                _("The weights add up to %(sum)s; they must be exactly 100.") % {"sum": f"{total.normalize():f}"}
            )
