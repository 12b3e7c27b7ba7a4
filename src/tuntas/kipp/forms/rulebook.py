"""The pages of an edition's rules: which fields and which tables each has."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.db.models import Model, Q
from django.forms import formset_factory
from django.utils.translation import gettext_lazy as _

from tuntas.kernel.bilingual import said
from tuntas.kipp.forms import rows
from tuntas.kipp.models import (
    Category,
    CheckItem,
    Criterion,
    Edition,
    Group,
    Requirement,
    Section,
    Stage,
    Track,
)
from tuntas.kipp.terms import SCORED, StageKind
from tuntas.people.models import Organisation

MOST_ROWS = 60


@dataclass(frozen=True)
class Page:
    """A page of the rules. `about` is the prefix of the preset's notes that belong on it."""

    key: str
    title: Any
    hint: Any
    about: str


PAGES = (
    Page("identitas", _("Name and description"), _("Name, year, office, what it is about."), "identity"),
    Page("jadwal", _("Calendar"), _("Stages with their beginning and end."), "calendar"),
    Page("jumlah", _("Tracks, groups and numbers"), _("Who competes, finalists, winners, ages, quotas."), "numbers"),
    Page("formulir", _("Form"), _("Sections of the proposal and their word limits."), "form"),
    Page("penilaian", _("Criteria and weights"), _("What is scored, how much it counts, ties."), "criteria"),
    Page("syarat", _("Attachments and checklist"), _("What to attach, what the secretariat checks."), "requirements"),
)


class OwnForm(forms.Form):
    """The edition's own fields on one page."""

    def __init__(self, *args: Any, edition: Edition, **named: Any) -> None:
        super().__init__(*args, **named)

    def fields_of_edition(self) -> dict[str, Any]:
        """What the edition stores; only of a valid form."""
        return self.cleaned_data


class IdentityForm(OwnForm):
    """The edition's own words."""

    name = forms.CharField(label=_("Name"), max_length=120)
    name_en = forms.CharField(label=_("Name in English"), max_length=120, required=False)
    year = forms.IntegerField(label=_("Year"), min_value=2014, max_value=2100)
    office = forms.ModelChoiceField(Organisation.objects.none(), label=_("Office"))
    theme = forms.CharField(label=_("Theme"), max_length=240, required=False)
    theme_en = forms.CharField(label=_("Theme in English"), max_length=240, required=False)
    about = forms.CharField(label=_("What it is about"), widget=forms.Textarea(attrs={"rows": 4}), max_length=4000)
    about_en = forms.CharField(
        label=_("What it is about, in English"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        required=False,
    )

    def __init__(self, *args: Any, edition: Edition, **named: Any) -> None:
        super().__init__(*args, edition=edition, **named)
        office = self.fields["office"]
        assert isinstance(office, forms.ModelChoiceField)
        office.queryset = Organisation.objects.filter(Q(place_id="33", kind="agency") | Q(pk=edition.office_id))


class NumbersForm(OwnForm):
    """The passing grade."""

    passing_grade = forms.DecimalField(
        label=_("Passing grade"),
        min_value=0,
        max_value=100,
        max_digits=5,
        decimal_places=2,
        required=False,
        help_text=_("The least score of a finalist. Empty: the ranking alone decides."),
    )


class ScoringForm(OwnForm):
    """Blind reading, remarks on extremes, and what decides ties."""

    blind = forms.BooleanField(
        label=_("Jurors do not see people and organisations while they score proposals"), required=False
    )
    publish_scores = forms.BooleanField(
        label=_("The public results show the scores and ranks of the winners"), required=False
    )
    remark_low = forms.IntegerField(label=_("A remark is required at or below"), min_value=0, max_value=100)
    remark_high = forms.IntegerField(label=_("A remark is required at or above"), min_value=0, max_value=101)
    tie_1 = forms.ChoiceField(label=_("Ties are decided by"), required=False)
    tie_2 = forms.ChoiceField(label=_("then by"), required=False)
    tie_3 = forms.ChoiceField(label=_("and then by"), required=False)

    def __init__(self, *args: Any, edition: Edition, **named: Any) -> None:
        super().__init__(*args, edition=edition, **named)
        desk = Criterion.objects.filter(stage__edition=edition, stage__kind=StageKind.DESK)
        choices = [("", _("Nothing more; the plenary decides")), *((c.key, said(c, "title")) for c in desk)]
        for name, key in zip(("tie_1", "tie_2", "tie_3"), [*edition.tie_break, "", "", ""], strict=False):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices
            self.initial.setdefault(name, key)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        chosen = [data.get(name) for name in ("tie_1", "tie_2", "tie_3") if data.get(name)]
        if len(set(chosen)) != len(chosen):
            self.add_error("tie_2", _("Name each criterion once."))
        if (data.get("remark_low") or 0) >= (data.get("remark_high") or 101):
            self.add_error("remark_high", _("Must be higher than the lower limit."))
        return data

    def fields_of_edition(self) -> dict[str, Any]:
        """What the edition stores."""
        data = self.cleaned_data
        ties = [data[name] for name in ("tie_1", "tie_2", "tie_3") if data.get(name)]
        return {
            "blind": data["blind"],
            "publish_scores": data["publish_scores"],
            "remark_low": data["remark_low"],
            "remark_high": data["remark_high"],
            "tie_break": ties,
        }


OWN: dict[str, type[OwnForm]] = {"identitas": IdentityForm, "jumlah": NumbersForm, "penilaian": ScoringForm}


@dataclass(frozen=True)
class Table:
    """A table of the rules on its page: rows of `model` under `parent`."""

    prefix: str
    title: Any
    model: type[Model]
    parent: dict[str, Any]
    form: type[forms.Form]
    present: tuple[Model, ...]
    add: Any = ""  # label of the button for another row; empty: rows are fixed
    hundred: bool = False
    grid: bool = False  # short rows side by side instead of one box a row

    def formset(self, edition: Edition, data: Any = None) -> rows.RowSet:
        """The rows as a formset, from the database or as typed."""
        names = [name for name in self.form.base_fields if name != "id"]
        initial = [
            {"id": row.pk, "label": said(row, "title"), **{name: _typed(getattr(row, name)) for name in names}}
            for row in self.present
        ]
        made = formset_factory(
            self.form,
            formset=rows.HundredSet if self.hundred else rows.RowSet,
            extra=0,
            can_delete=bool(self.add),
            max_num=MOST_ROWS,
            absolute_max=MOST_ROWS,
            validate_max=True,
        )
        return cast(rows.RowSet, made(data, prefix=self.prefix, initial=initial, form_kwargs={"edition": edition}))


def _typed(value: Any) -> Any:
    """A stored value as a person would type it: 30 rather than 30.000."""
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value


def own_form(edition: Edition, page: str, data: Any = None) -> OwnForm | None:
    """The form for the edition's own fields on that page, or None."""
    form = OWN.get(page)
    if form is None:
        return None
    initial = {name: _typed(getattr(edition, name)) for name in form.base_fields if hasattr(edition, name)}
    return form(data, initial=initial, edition=edition)


def _plain(prefix: str, title: Any, model: type[Model], form: type[forms.Form], add: Any, edition: Edition) -> Table:
    present = tuple(model._default_manager.filter(edition=edition))
    return Table(prefix, title, model, {"edition": edition}, form, present, add)


def tables_of(edition: Edition, page: str) -> list[Table]:
    """The tables of that page with their present rows."""
    if page == "jadwal":
        return [_plain("tahap", _("Stages"), Stage, rows.StageForm, _("Add a stage"), edition)]
    if page == "jumlah":
        return [
            _plain("jalur", _("Tracks"), Track, rows.TrackForm, _("Add a track"), edition),
            _plain("kelompok", _("Groups"), Group, rows.GroupForm, _("Add a group"), edition),
            _plain("kategori", _("Categories"), Category, rows.CategoryForm, _("Add a category"), edition),
        ]
    if page == "formulir":
        return [_plain("bagian", _("Sections"), Section, rows.SectionForm, _("Add a section"), edition)]
    if page == "syarat":
        return [
            _plain("lampiran", _("Attachments"), Requirement, rows.RequirementForm, _("Add an attachment"), edition),
            _plain("periksa", _("Checklist"), CheckItem, rows.CheckItemForm, _("Add a line"), edition),
        ]
    if page == "penilaian":
        return list(_scoring_tables(edition))
    return []


def _scoring_tables(edition: Edition) -> Iterable[Table]:
    scored = tuple(edition.stages.filter(kind__in=SCORED).prefetch_related("criteria"))
    parent = {"edition": edition}
    if scored:
        title = _("Weight of each stage in the final score")
        yield Table("tahap", title, Stage, parent, rows.WeightForm, scored, hundred=True, grid=True)
    for stage in scored:
        yield Table(
            f"kriteria-{stage.key}",
            said(stage, "title"),
            Criterion,
            {"stage": stage},
            rows.CriterionForm,
            tuple(stage.criteria.all()),
            _("Add a criterion"),
            hundred=True,
            grid=True,
        )
