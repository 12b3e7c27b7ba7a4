"""The pages of an edition's rules: which facts and which tables each has. The same for a draft and an amendment."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.forms import formset_factory
from django.utils.translation import gettext_lazy as _

from tuntas.kipp.forms import rows
from tuntas.kipp.rules.charter.facts import CATEGORIES, CHECKS, EDITION, GROUPS, REQUIREMENTS, SECTIONS, TRACKS
from tuntas.kipp.rules.charter.reading import desk_criteria
from tuntas.kipp.rules.charter.shape import Charter, Kind, Row, Shelf
from tuntas.kipp.rules.charter.stages import CRITERIA, STAGES
from tuntas.kipp.rules.charter.values import named
from tuntas.kipp.terms import SCORED

MOST_ROWS = 60
TIES = ("tie_1", "tie_2", "tie_3")


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
PREFIXES = {
    TRACKS.key: "jalur",
    GROUPS.key: "kelompok",
    CATEGORIES.key: "kategori",
    SECTIONS.key: "bagian",
    REQUIREMENTS.key: "lampiran",
    CHECKS.key: "periksa",
    STAGES.key: "tahap",
}
ON_PAGE: dict[str, tuple[Shelf, ...]] = {
    "jadwal": (STAGES,),
    "jumlah": (TRACKS, GROUPS, CATEGORIES),
    "formulir": (SECTIONS,),
    "syarat": (REQUIREMENTS, CHECKS),
}


class OwnForm(forms.Form):
    """The edition's own facts on one page."""

    def __init__(self, *args: Any, charter: Charter, page: str, **named: Any) -> None:
        own = charter["edition"]
        self.facts = [fact for fact in EDITION.on(page) if fact.kind != Kind.CRITERIA]
        named.setdefault("initial", {fact.name: rows.typed(fact, own[fact.name]) for fact in self.facts})
        super().__init__(*args, **named)
        for fact in self.facts:
            self.fields[fact.name] = rows.field_of(fact, charter)

    def said(self) -> Row:
        """The facts as plain data; only of a valid form."""
        return rows.said_by(self.facts, self.cleaned_data)


class ScoringForm(OwnForm):
    """Blind reading, remarks on extremes, and what decides ties."""

    def __init__(self, *args: Any, charter: Charter, page: str, **more: Any) -> None:
        super().__init__(*args, charter=charter, page=page, **more)
        choices = [
            ("", _("Nothing more; the plenary decides")),
            *((row["key"], named(row)) for row in desk_criteria(charter)),
        ]
        labels = (_("Ties are decided by"), _("then by"), _("and then by"))
        present = [*charter["edition"]["tie_break"], "", "", ""]
        for name, label, key in zip(TIES, labels, present, strict=False):
            self.fields[name] = forms.ChoiceField(label=label, required=False, choices=choices, initial=key)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        chosen = [data.get(name) for name in TIES if data.get(name)]
        if len(set(chosen)) != len(chosen):
            self.add_error("tie_2", _("Name each criterion once."))
        low, high = data.get("remark_low"), data.get("remark_high")
        if low is not None and high is not None and low >= high:
            self.add_error("remark_high", _("Must be higher than the lower limit."))
        return data

    def said(self) -> Row:
        return {**super().said(), "tie_break": [self.cleaned_data[name] for name in TIES if self.cleaned_data[name]]}


@dataclass(frozen=True)
class Table:
    """A table of the rules on its page: rows of a shelf; criteria are those of `stage`."""

    prefix: str
    title: Any
    shelf: Shelf
    page: str
    present: tuple[Row, ...]
    stage: str = ""
    only: str = ""  # the one fact that is edited; rows are fixed then
    hundred: bool = False
    grid: bool = False  # short rows side by side instead of one box a row

    @property
    def add(self) -> Any:
        """Label of the button for another row; empty where rows are fixed."""
        return "" if self.only else self.shelf.add

    def formset(self, charter: Charter, data: Any = None) -> rows.RowSet:
        """The rows as a formset, from the charter or as typed."""
        made = formset_factory(
            rows.RowForm,
            formset=rows.HundredSet if self.hundred else rows.RowSet,
            extra=0,
            can_delete=bool(self.add),
            max_num=MOST_ROWS,
            absolute_max=MOST_ROWS,
            validate_max=True,
        )
        facts = self.shelf.on(self.page)
        initial = [
            {"id": row["key"], "label": named(row), **{fact.name: rows.typed(fact, row[fact.name]) for fact in facts}}
            for row in self.present
        ]
        kwargs = {"shelf": self.shelf, "page": self.page, "charter": charter, "only": self.only}
        return cast(rows.RowSet, made(data, prefix=self.prefix, initial=initial, form_kwargs=kwargs))


def own_form(charter: Charter, page: str, data: Any = None) -> OwnForm | None:
    """The form for the edition's own facts on that page, or None."""
    if not EDITION.on(page):
        return None
    return (ScoringForm if page == "penilaian" else OwnForm)(data, charter=charter, page=page)


def tables_of(charter: Charter, page: str) -> list[Table]:
    """The tables of that page with their present rows."""
    if page == "penilaian":
        return list(_scoring_tables(charter))
    return [
        Table(PREFIXES[shelf.key], shelf.title, shelf, page, tuple(charter[shelf.key]))
        for shelf in ON_PAGE.get(page, ())
    ]


def _scoring_tables(charter: Charter) -> Iterator[Table]:
    scored: Iterable[Row] = [stage for stage in charter["stages"] if stage["kind"] in SCORED]
    if scored:
        title = _("Weight of each stage in the final score")
        yield Table("tahap", title, STAGES, "penilaian", tuple(scored), only="weight", hundred=True, grid=True)
    for stage in scored:
        yield Table(
            f"kriteria-{stage['key']}",
            named(stage),
            CRITERIA,
            "penilaian",
            tuple(stage["criteria"]),
            stage=stage["key"],
            hundred=True,
            grid=True,
        )
