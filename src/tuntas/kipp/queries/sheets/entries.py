"""Proposals and jurors tried dry."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from tuntas.files.sheets import Table
from tuntas.kipp.models import Edition
from tuntas.kipp.queries.sheets.rows import MappedRow, mapped
from tuntas.kipp.rules.sheets.cells import day_of, fold, prose_of, text_of, whole_of
from tuntas.kipp.rules.sheets.plans import CellRefused, DryRun, Planned, Problem
from tuntas.kipp.rules.tracks import fits
from tuntas.kipp.terms import Seat
from tuntas.people.models import Organisation
from tuntas.people.terms import OrganisationKind
from tuntas.places.models import Place
from tuntas.places.terms import CENTRAL_JAVA, Level

LONGEST = 160


def plan_jurors(edition: Edition, table: Table, mapping: dict[str, str]) -> DryRun:
    """Each row seats one juror; an account is made for an address that has none."""
    seated = dict(edition.seats.filter(seat=Seat.JUROR, left_at=None).values_list("person__email", "affiliation"))
    planned: list[Planned] = []
    problems: list[Problem] = []
    seen: dict[str, int] = {}
    for row in mapped(table, mapping):
        name, email = row.read("name", _named), row.read("email", _address)
        if email and email in seen:
            row.refuse("email", _("repeats row %(row)d") % {"row": seen[email]})
        problems += row.problems
        if row.problems or not email:
            continue
        seen[email] = row.number
        verb = "same" if email in seated else "new"
        affiliation = text_of(row.cells.get("affiliation"))[:LONGEST]
        planned.append(
            Planned(row.number, verb, f"{name} ({email})", {"name": name, "email": email, "affiliation": affiliation})
        )
    return DryRun(planned, problems)


def _named(cell: Any) -> str:
    text = text_of(cell)
    if not text:
        raise CellRefused(_("is empty"))
    if len(text) > LONGEST:
        raise CellRefused(_("is longer than %(most)d letters") % {"most": LONGEST})
    return text


def _address(cell: Any) -> str:
    text = text_of(cell).lower()
    try:
        validate_email(text)
    except ValidationError:
        raise CellRefused(_("“%(text)s” is not an e-mail address") % {"text": text[:80]}) from None
    return text


def plan_entries(edition: Edition, table: Table, mapping: dict[str, str]) -> DryRun:
    """Each row brings one proposal. One that is in the edition already, by number or title and owner, is "same"."""
    reader = _EntryReader(edition)
    planned: list[Planned] = []
    problems: list[Problem] = []
    for row in mapped(table, mapping):
        values = reader.read(row)
        problems += row.problems
        if not row.problems:
            verb = "same" if reader.is_known(values) else "new"
            planned.append(Planned(row.number, verb, f"{values['title']} · {values['organisation_name']}", values))
    return DryRun(planned, problems)


class _EntryReader:
    """What an edition's rows are read against; everything is looked up once for the whole sheet."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.tracks = list(edition.tracks.all())
        self.groups = list(edition.groups.all())
        self.categories = list(edition.categories.all())
        self.sections = list(edition.sections.select_related("group"))
        self.organisations: dict[str, list[Organisation]] = defaultdict(list)
        for organisation in Organisation.objects.select_related("place"):
            self.organisations[fold(organisation.name)].append(organisation)
        self.places = _place_names()
        entries = edition.entries.select_related("organisation")
        self.numbers = {entry.number: entry for entry in entries if entry.number}
        self.known = {(fold(entry.title), fold(entry.organisation.name)) for entry in entries}
        self.seen_numbers: dict[int, int] = {}
        self.seen_titles: dict[tuple[str, str], int] = {}

    def is_known(self, values: dict[str, Any]) -> bool:
        """Already in the edition."""
        return (fold(values["title"]), fold(values["organisation_name"])) in self.known

    def read(self, row: MappedRow) -> dict[str, Any]:
        """The row's values; what is wrong is noted in the row."""
        values: dict[str, Any] = {
            "title": row.read("title", _named),
            "organisation_name": row.read("organisation", _named),
            "number": row.read("number", whole_of),
            "started_on": row.read("started_on", day_of),
            "group": self._part(row, "group", self.groups),
            "category": self._part(row, "category", self.categories),
        }
        if values["title"] and values["organisation_name"]:
            self._twice(row, values)
            self._organisation(row, values)
        values["answers"] = self._answers(row)
        return values

    def _twice(self, row: MappedRow, values: dict[str, Any]) -> None:
        key = (fold(values["title"]), fold(values["organisation_name"]))
        if key in self.seen_titles:
            row.refuse(
                "title", _("repeats row %(row)d: the same title and organisation") % {"row": self.seen_titles[key]}
            )
        self.seen_titles.setdefault(key, row.number)
        number = values["number"]
        if number is None:
            return
        if number in self.seen_numbers:
            row.refuse("number", _("repeats row %(row)d") % {"row": self.seen_numbers[number]})
        self.seen_numbers.setdefault(number, row.number)
        taken = self.numbers.get(number)
        if taken is not None and fold(taken.title) != key[0]:
            row.refuse("number", _("belongs to “%(title)s” already") % {"title": taken.title})

    def _part(self, row: MappedRow, key: str, parts: list[Any]) -> int | None:
        def find(cell: Any) -> int | None:
            wanted = fold(text_of(cell))
            if not wanted:
                return None
            for part in parts:
                if wanted in {fold(part.key), fold(part.title), fold(part.title_en)}:
                    return part.pk
            raise CellRefused(
                _("“%(text)s” is not one of: %(parts)s")
                % {"text": text_of(cell)[:60], "parts": ", ".join(part.title for part in parts)}
            )

        found = row.read(key, find)
        if found is None and key == "group" and parts:
            return parts[0].pk
        return found

    def _organisation(self, row: MappedRow, values: dict[str, Any]) -> None:
        """The organisation, known or to be made, and the track it competes in."""
        place = row.read("place", self._place)
        known = self.organisations.get(fold(values["organisation_name"]), [])
        if place is not None:
            known = [found for found in known if found.place_id == place.pk]
        if len(known) > 1:
            row.refuse("organisation", _("fits several organisations; add a column with the place"))
            return
        if known:
            kind, level, values["organisation"] = known[0].kind, known[0].place.level, known[0].pk
        else:
            if place is None:
                row.refuse("organisation", _("is not known yet; add a column with its place so that it can be added"))
                return
            kind = row.read("kind", lambda cell: _kind_of(cell, place)) or OrganisationKind.AGENCY
            level, values["organisation"], values["place"] = place.level, None, place.pk
        values["kind"] = kind
        values["track"] = self._track(row, kind, level)

    def _track(self, row: MappedRow, kind: str, level: str) -> int | None:
        if named := self._part(row, "track", self.tracks):
            return named
        fitting = [track for track in self.tracks if fits(track, kind, level)]
        if not fitting:
            row.refuse("track", _("no track takes this organisation; add a column with the track"))
            return None
        return fitting[0].pk

    def _place(self, cell: Any) -> Place | None:
        text = text_of(cell)
        if not text:
            return None
        found = self.places.get(text.casefold()) or self.places.get(fold(text))
        if found is None:
            raise CellRefused(_("“%(text)s” is no place of Central Java") % {"text": text[:60]})
        return found

    def _answers(self, row: MappedRow) -> dict[int, str]:
        found = ((section.pk, prose_of(row.cells.get(f"section:{section.key}"))) for section in self.sections)
        return {pk: text for pk, text in found if text}


def _place_names() -> dict[str, Place]:
    """Province and regencies by code and by the names people write."""
    names: dict[str, Place] = {}
    places: Iterable[Place] = Place.objects.filter(level__in=[Level.PROVINCE, Level.REGENCY])
    for place in sorted(places, key=lambda place: place.kind == "kota"):  # a bare name means the kabupaten
        short = "kab" if place.kind == "kabupaten" else place.kind
        for name in (place.code, place.full_name, f"{short} {place.name}", f"{short}. {place.name}", place.name):
            names.setdefault(fold(name), place)
        names[place.code] = place
    if province := names.get(CENTRAL_JAVA):
        for name in ("provinsi", "provinsi jawa tengah", "pemprov jawa tengah", "prov jateng", "jateng"):
            names.setdefault(name, province)
    return names


_KINDS: dict[str, str] = {
    "agency": OrganisationKind.AGENCY, "dinas": OrganisationKind.AGENCY, "opd": OrganisationKind.AGENCY,
    "badan": OrganisationKind.AGENCY, "hospital": OrganisationKind.HOSPITAL, "rsud": OrganisationKind.HOSPITAL,
    "rumah sakit": OrganisationKind.HOSPITAL, "puskesmas": OrganisationKind.HOSPITAL,
    "enterprise": OrganisationKind.ENTERPRISE, "bumd": OrganisationKind.ENTERPRISE,
    "regency": OrganisationKind.REGENCY, "kabupaten": OrganisationKind.REGENCY, "kota": OrganisationKind.REGENCY,
    "village": OrganisationKind.VILLAGE, "desa": OrganisationKind.VILLAGE,
}  # fmt: skip


def _kind_of(cell: Any, place: Place) -> str:
    """The kind as written; empty: a provincial agency at the province, else a regency's."""
    text = fold(text_of(cell))
    if not text:
        return OrganisationKind.AGENCY if place.level == Level.PROVINCE else OrganisationKind.REGENCY
    labels: dict[str, str] = {fold(str(label)): str(value) for value, label in OrganisationKind.choices}
    if kind := labels.get(text) or _KINDS.get(text):
        return kind
    raise CellRefused(
        _("“%(text)s” is not one of: %(kinds)s")
        % {"text": text[:40], "kinds": ", ".join(str(label) for label in OrganisationKind.labels)}
    )
