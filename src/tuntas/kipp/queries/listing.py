"""The secretariat's list of entries: filtered, sorted, counted; rows made for a fast table."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import CharField, Count, F, Q, QuerySet, Value
from django.urls import reverse

from tuntas.kernel.bilingual import said
from tuntas.kernel.text import clean
from tuntas.kipp.flow import ENTRY
from tuntas.kipp.models import Edition, Entry
from tuntas.kipp.terms import EntryStage

SORTS: dict[str, tuple[Any, ...]] = {
    "nomor": (F("number").asc(nulls_last=True), "pk"),
    "judul": ("title", "pk"),
    "instansi": ("organisation__name", "title", "pk"),
    "tahap": ("case__stage", "case__stage_since", "pk"),
    "lama": ("case__stage_since", "pk"),
    "baru": ("-saved_at", "-pk"),
}
TONES = {
    EntryStage.DRAFT: "none",
    EntryStage.WITH_ADMIN: "none",
    EntryStage.SUBMITTED: "info",
    EntryStage.REPAIR: "wait",
    EntryStage.FAILED: "bad",
    EntryStage.WITHDRAWN: "none",
}


@dataclass(frozen=True)
class Filters:
    """What was asked for, by the keys of the parts; empty fields do not narrow."""

    stage: str = ""
    track: str = ""
    group: str = ""
    category: str = ""
    place: str = ""
    organisation: str = ""
    text: str = ""
    sort: str = "nomor"

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> "Filters":
        """From the parameters of the page's address; unknown sorts fall back."""
        sort = asked.get("urut", "nomor")
        return cls(
            stage=clean(asked.get("tahap", ""))[:40],
            track=clean(asked.get("jalur", ""))[:40],
            group=clean(asked.get("kelompok", ""))[:40],
            category=clean(asked.get("kategori", ""))[:40],
            place=clean(asked.get("wilayah", ""))[:13],
            organisation=clean(asked.get("instansi", ""))[:12],
            text=clean(asked.get("cari", ""))[:100],
            sort=sort if sort in SORTS else "nomor",
        )


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table, ready to print."""

    number: Any
    title: str
    href: str
    organisation: str
    place: str
    track: str
    group: str
    stage: str
    tone: str
    since: datetime
    late: bool
    sample: bool


def listing(edition: Edition, filters: Filters) -> QuerySet[Entry]:
    """The entries that fit, in the asked order, without their texts."""
    found = Entry.objects.filter(edition=edition)
    narrow = {
        "case__stage": filters.stage,
        "track__key": filters.track,
        "group__key": filters.group,
        "category__key": filters.category,
    }
    found = found.filter(**{field: value for field, value in narrow.items() if value})
    if filters.organisation.isdecimal():
        found = found.filter(organisation_id=int(filters.organisation))
    if filters.place:
        place = filters.place
        found = found.filter(Q(organisation__place=place) | Q(organisation__place__code__startswith=f"{place}."))
    if filters.text:
        found = found.filter(_matches(filters.text))
    return found.order_by(*SORTS[filters.sort])


def _matches(text: str) -> Q:
    fits = Q(title__icontains=text) | Q(organisation__name__icontains=text) | Q(case__reference__icontains=text)
    return fits | Q(number=int(text)) if text.isdecimal() and len(text) < 8 else fits


@dataclass(frozen=True)
class Options:
    """Choices of the filters as (key, title), and the titles of tracks and groups by id."""

    track: list[tuple[str, str]]
    group: list[tuple[str, str]]
    category: list[tuple[str, str]]
    place: list[tuple[str, str]]
    tracks: dict[int, str]
    groups: dict[int, str]


def rows_of(edition: Edition, entries: QuerySet[Entry], options: Options, now: datetime) -> list[Row]:
    """The rows of a (sliced) list: one query, plain values, labels looked up once."""
    stages = {str(stage.key): str(stage.name) for stage in ENTRY.stages}
    tones = {str(key): tone for key, tone in TONES.items()}
    base = reverse("kipp:entries", args=[edition.slug])
    values = entries.values_list(
        "number",
        "title",
        "case__reference",
        "organisation__name",
        "organisation__place__kind",
        "organisation__place__name",
        "track_id",
        "group_id",
        "case__stage",
        "case__stage_since",
        "case__due_at",
        "is_sample",
    )
    return [
        Row(
            number=number or "",
            title=title,
            href=f"{base}{reference}/",
            organisation=organisation,
            place=place if kind == "provinsi" else f"{kind.capitalize()} {place}",
            track=options.tracks.get(track, ""),
            group=options.groups.get(group, ""),
            stage=stages[stage],
            tone=tones.get(stage, "ok"),
            since=since,
            late=due is not None and due < now,
            sample=sample,
        )
        for number, title, reference, organisation, kind, place, track, group, stage, since, due, sample in values
    ]


def counts_of(edition: Edition) -> list[tuple[str, str, int]]:
    """How many entries stand in each stage of the flow: key, name, count; empty stages left out."""
    found = dict(
        Entry.objects.filter(edition=edition)
        .order_by()
        .values_list("case__stage")
        .annotate(count=Count("pk"))
        .values_list("case__stage", "count")
    )
    return [(stage.key, str(stage.name), found[stage.key]) for stage in ENTRY.stages if stage.key in found]


def options_of(edition: Edition) -> Options:
    """Choices of the filters: tracks, groups, categories and places that occur. Two queries."""

    def part(kind: str, rows: QuerySet[Any]) -> QuerySet[Any]:
        marked = rows.order_by().annotate(kind=Value(kind, output_field=CharField()))
        return marked.values_list("kind", "pk", "key", "title", "title_en", "order")

    parts = part("track", edition.tracks.all()).union(
        part("group", edition.groups.all()), part("category", edition.categories.all()), all=True
    )
    found: dict[str, list[tuple[str, str]]] = {"track": [], "group": [], "category": []}
    titles: dict[str, dict[int, str]] = {"track": {}, "group": {}, "category": {}}
    for kind, pk, key, title, title_en, _order in sorted(parts, key=lambda row: row[5]):
        titles[kind][pk] = said(_Titled(title, title_en), "title")
        found[kind].append((key, titles[kind][pk]))
    places = (
        Entry.objects.filter(edition=edition)
        .order_by()
        .values_list("organisation__place__code", "organisation__place__kind", "organisation__place__name")
        .distinct()
    )
    return Options(**found, place=_places(places), tracks=titles["track"], groups=titles["group"])


@dataclass(frozen=True)
class _Titled:
    title: str
    title_en: str


def _places(rows: Iterable[tuple[str, str, str]]) -> list[tuple[str, str]]:
    named = [(code, name if kind == "provinsi" else f"{kind.capitalize()} {name}") for code, kind, name in rows]
    return sorted(named, key=lambda pair: (pair[1], pair[0]))


def in_check(edition: Edition) -> QuerySet[Entry]:
    """Entries waiting for the administrative check, longest waiting first, with how many lines have a verdict."""
    return (
        Entry.objects.filter(edition=edition, case__stage=EntryStage.SUBMITTED)
        .select_related("case", "organisation", "group")
        .annotate(done=Count("checks"))
        .defer("sketch")
        .order_by("case__stage_since", "number", "pk")
    )
