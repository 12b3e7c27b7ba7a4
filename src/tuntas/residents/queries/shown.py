"""A record, its history, grounds and trail in plain words. Reads identity: only for a reading that was noted."""

import json
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from tuntas.people.terms import Role
from tuntas.residents.models import ReadRecord, Resident
from tuntas.residents.rules.keyring import keyring
from tuntas.residents.rules.record import bound_to
from tuntas.residents.terms import Disability, Identity
from tuntas.ui.templatetags.ui import day, when


def said(who: Identity) -> list[tuple[str, str]]:
    """The record line by line, numbers whole: for the person themself and for who keeps the register."""
    disability = str(Disability(who.disability).label) if who.disability in Disability.values else who.disability
    lines: list[tuple[str, object]] = [
        (_("Name"), who.name),
        ("NIK", who.nik),
        (_("Family card number"), who.family_number),
        (_("Relation to the head of family"), who.relation.label if who.relation else ""),
        (_("Sex"), who.sex.label),
        (_("Place of birth"), who.birth_place),
        (_("Date of birth"), day(who.birth_date) if who.birth_date else ""),
        (_("Religion"), who.religion.label if who.religion else ""),
        (_("Marital status"), who.marital.label if who.marital else ""),
        (_("Education"), who.education),
        (_("Occupation"), who.occupation),
        (_("Nationality"), who.nationality),
        (_("Father's name"), who.father),
        (_("Mother's name"), who.mother),
        (_("Address"), who.address),
        (_("Hamlet"), who.hamlet),
        ("RT/RW", f"{who.rt}/{who.rw}" if who.rt or who.rw else ""),
        (_("Phone"), who.phone),
        (_("Disability"), disability),
        (
            _("On a welfare list"),
            " · ".join(filter(None, [who.welfare_source, _day(who.welfare_on)])) if who.welfare else "",
        ),
        (_("State"), who.state.label),
    ]
    return [(label, str(value)) for label, value in lines if value]


def _day(value: date | None) -> str:
    return day(value) if value else ""


@dataclass(frozen=True)
class TrailLine:
    """One reading: when, who in which role, how, what for and why."""

    at: datetime
    who: str
    role: str
    kind: str
    purpose: str
    reason: str

    @property
    def words(self) -> list[str]:
        """The line as a row of a table."""
        return [
            when(self.at),
            f"{self.who}, {self.role}",
            self.kind,
            " · ".join(filter(None, [self.purpose, self.reason])),
        ]


def trail_shown(resident: Resident, limit: int = 200) -> list[TrailLine]:
    """Who read the record (and those made one with it), newest first; one query."""
    ids = [resident.pk, *Resident.objects.filter(merged_into=resident).values_list("pk", flat=True)]
    rows = (
        ReadRecord.objects.filter(resident__in=ids)
        .select_related("reading__by")
        .order_by("-reading__at", "-pk")[:limit]
    )
    return [
        TrailLine(
            at=row.reading.at,
            who=str(row.reading.by),
            role=str(Role(row.reading.role).label) if row.reading.role in Role.values else "",
            kind=row.reading.get_kind_display(),
            purpose=row.reading.get_purpose_display(),
            reason=row.reading.reason,
        )
        for row in rows
    ]


@dataclass(frozen=True)
class LifeLine:
    """An event of a life as it is shown."""

    pk: int
    label: str
    day: date
    note: str
    taken_back: bool


def life_shown(resident: Resident) -> list[LifeLine]:
    """Births, deaths and moves, newest first."""
    ring, bound = keyring(), bound_to(resident.key, "life")
    return [
        LifeLine(
            pk=row.pk,
            label=row.get_kind_display(),
            day=row.day,
            note=ring.open(row.sealed, bound).decode() if row.sealed else "",
            taken_back=row.taken_back_at is not None,
        )
        for row in resident.life.all()
    ]


def addresses_shown(resident: Resident) -> list[list[str]]:
    """Where somebody lived: street, hamlet, RT/RW, since, until; newest first."""
    ring, bound = keyring(), bound_to(resident.key, "address")
    return [
        [
            ring.open(row.sealed, bound).decode() if row.sealed else "",
            row.hamlet,
            f"RT {row.rt or '–'} RW {row.rw or '–'}",
            day(row.since),
            day(row.until) if row.until else _("today"),
        ]
        for row in resident.addresses.all()
    ]


def history_shown(resident: Resident) -> list[list[str]]:
    """Addresses and events as rows of a table."""
    lived = [
        [_("lived at"), ", ".join(filter(None, row[:3])), f"{row[3]} – {row[4]}"] for row in addresses_shown(resident)
    ]
    return lived + [[line.label, line.note, day(line.day)] for line in life_shown(resident) if not line.taken_back]


@dataclass(frozen=True)
class GroundLine:
    """Why something may be read, with its evidence."""

    purpose: str
    label: str
    basis: str
    evidence: str
    guardian: str
    since: datetime
    withdrawn_at: datetime | None


def ground_lines(resident: Resident) -> list[GroundLine]:
    """Bases and consents, newest first."""
    ring, bound = keyring(), bound_to(resident.key, "ground")
    found = []
    for row in resident.grounds.all():
        told = json.loads(ring.open(row.sealed, bound)) if row.sealed else {}
        found.append(
            GroundLine(
                purpose=row.purpose,
                label=row.get_purpose_display(),
                basis=row.get_basis_display(),
                evidence=told.get("evidence", ""),
                guardian=told.get("guardian", ""),
                since=row.since,
                withdrawn_at=row.withdrawn_at,
            )
        )
    return found


def grounds_shown(resident: Resident) -> list[list[str]]:
    """Bases and consents as rows of a table."""
    return [
        [
            line.label,
            line.basis,
            " · ".join(filter(None, [line.evidence, line.guardian])),
            _("withdrawn on %(day)s") % {"day": day(line.withdrawn_at)}
            if line.withdrawn_at
            else _("since %(day)s") % {"day": day(line.since)},
        ]
        for line in ground_lines(resident)
    ]
