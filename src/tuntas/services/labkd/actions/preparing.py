"""Preparing a letter: whom it is about, what it says, and what it looks like before anybody signs."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from tuntas.documents.press.typeset import typeset
from tuntas.journal.actions import record
from tuntas.kernel.clock import wib_date
from tuntas.kernel.text import clean
from tuntas.people.models import Person
from tuntas.places.models import Place
from tuntas.places.queries import lineage
from tuntas.quality.actions import note
from tuntas.residents.actions import identify
from tuntas.residents.models import Resident
from tuntas.residents.queries import groups
from tuntas.residents.terms import Purpose, Relation, ResidentState
from tuntas.services.labkd.actions.asking import NotInThisVillage
from tuntas.services.labkd.actions.refusals import NotYours, OldRevision, WrongInput
from tuntas.services.labkd.models import Letter
from tuntas.services.labkd.queries.signing import signer_at
from tuntas.services.labkd.queries.templates import Wording, wording_for
from tuntas.services.labkd.rules.access import LETTER, office_of
from tuntas.services.labkd.rules.kinds import Kind, kinds
from tuntas.services.labkd.rules.sealing import opened, sealed
from tuntas.services.labkd.rules.signer import Signer
from tuntas.services.labkd.rules.values import (
    IDENTITY,
    answer_values,
    day_words,
    family_table,
    identity_values,
    place_values,
    valid_until,
)
from tuntas.services.labkd.rules.wording import Block, compose
from tuntas.services.labkd.terms import LetterStage

FAMILY_AT_MOST = 20


@dataclass(frozen=True)
class Paper:
    """Everything the press needs of a letter. `data` holds identity: hand it on, keep it nowhere."""

    title: str
    data: dict[str, Any]
    wording: Wording
    valid_until: date | None


def content_of(letter: Letter) -> dict[str, Any]:
    """What is sealed in the letter: claim, answers, corrections, the reason for these."""
    return opened(letter.sealed, letter.case.reference)


def kind_of(letter: Letter) -> Kind:
    """Its kind; a kind that was taken out of the data keeps its letters readable in the archive only."""
    return kinds()[letter.kind]


def _write(letter: Letter, content: dict[str, Any], *fields: str) -> None:
    letter.sealed = sealed(content, letter.case.reference)
    letter.revision += 1
    letter.save(update_fields=["sealed", "revision", *fields])


def _fresh(letter: Letter, by: Person, now: datetime, revision: int | None) -> Letter:
    """The letter, locked, for somebody of the office while it is being prepared."""
    fresh = Letter.objects.select_for_update(of=("self",)).select_related("case__place", "resident").get(pk=letter.pk)
    if not office_of(by, fresh.case.place, now).works:
        raise NotYours(_("Only the office of this village prepares its letters."))
    if fresh.case.stage not in (LetterStage.ASKED, LetterStage.PREPARING):
        raise OldRevision(_("It is not being prepared any more."))
    if revision is not None and fresh.revision != revision:
        raise OldRevision(_("Somebody else has changed it meanwhile. Look at it again; what you typed is kept here."))
    return fresh


@transaction.atomic
def match(*, letter: Letter, resident: Resident, by: Person, now: datetime) -> Letter:
    """Say which resident the letter is about. What was claimed is forgotten but the telephone number."""
    fresh = _fresh(letter, by, now, None)
    if resident.village_id != fresh.case.place_id:
        raise NotInThisVillage(_("This resident is not in the register of this village."))
    content = content_of(fresh)
    content["claim"] = {"phone": content["claim"].get("phone", "")}
    content["corrections"], content["reason"] = {}, ""
    fresh.resident, fresh.prepared_at, fresh.prepared_by = resident, None, None
    _write(fresh, content, "resident", "prepared_at", "prepared_by")
    record(act="labkd.matched", subject=fresh, by=by, now=now, data={"resident": resident.pk})
    note(case=fresh.case, now=now, group=groups([resident.pk], now).get(resident.pk, frozenset()))
    return fresh


@transaction.atomic
def prepare(
    *,
    letter: Letter,
    answers: Mapping[str, str],
    corrections: Mapping[str, str],
    reason: str,
    revision: int,
    by: Person,
    now: datetime,
) -> Letter:
    """Fill the letter in. `corrections` replace what the register says, in this letter only, for a `reason`."""
    fresh = _fresh(letter, by, now, revision)
    if fresh.resident is None:
        raise WrongInput(_("Say first which resident of the register the letter is about."))
    mended = {key: clean(value) for key, value in corrections.items() if key in IDENTITY and value.strip()}
    if mended and not reason.strip():
        raise WrongInput(_("Say why the letter differs from the register."))
    content = content_of(fresh)
    wanted = kind_of(fresh).field_keys
    content["answers"] = {key: clean(value) for key, value in answers.items() if key in wanted and value}
    content["corrections"], content["reason"] = mended, clean(reason)[:300] if mended else ""
    fresh.prepared_by, fresh.prepared_at = by, now
    _write(fresh, content, "prepared_by", "prepared_at")
    record(act="labkd.prepared", subject=fresh, by=by, now=now, data={"corrected": sorted(mended)})
    return fresh


def paper_of(
    letter: Letter, *, signer: Signer | None, by: Person, now: datetime, day: date | None = None, method: str = "seal"
) -> Paper:
    """The letter as it would be printed on `day`; reading the resident is logged. Raises `TemplateWrong`."""
    on, kind = day or wib_date(now), kind_of(letter)
    wording = wording_for(kind, letter.case.place, on)
    values, tables = _values(letter, kind, wording.body, by, now, on)
    places = lineage(letter.case.place)
    data = {
        "letterhead": letterhead(places),
        "title": wording.title,
        "blocks": compose(wording.body, values, tables),
        "place": letter.case.place.name,
        "signature": _signature(signer, method),
    }
    if day is not None:
        data["date"] = day_words(day)
    return Paper(wording.title, data, wording, valid_until(kind, on))


def letterhead(places: list[Place]) -> dict[str, Any]:
    """Regency, district, village, as every letter begins."""
    names = [place.full_name for place in places if len(place.code) > 2]
    return {"lines": [f"Pemerintah {names[0]}", *names[1:]] if names else [], "address": ""}


def _signature(signer: Signer | None, method: str) -> dict[str, Any]:
    return {
        "lines": list(signer.lines) if signer else ["…"],
        "name": signer.seat.name if signer else "…",
        "staff_number": signer.seat.staff_number if signer else "",
        "method": "remote" if method in ("remote", "test") else "seal",
        "test": method == "test",
    }


def _values(
    letter: Letter, kind: Kind, body: str, by: Person, now: datetime, day: date
) -> tuple[dict[str, str], dict[str, list[list[str]]]]:
    if letter.resident is None:
        raise WrongInput(_("Say first which resident of the register the letter is about."))
    content = content_of(letter)
    values = identity_values(identify(resident=letter.resident, purpose=Purpose.LETTER, by=by, now=now))
    values |= place_values(lineage(letter.case.place)) | answer_values(kind, content["answers"])
    values |= {"tanggal": day_words(day), "berlaku_sampai": day_words(valid_until(kind, day)) or "selesai"}
    values |= content["corrections"]
    table: list[list[str]] = [[]]
    values |= {"kepala_keluarga": "", "ada_keluarga": ""}
    if re.search(r"\[[^\]]*keluarga", body) and letter.resident.family_id:
        members = _members(letter.resident, by, now)
        head = next((who.name for who in members if who.relation == Relation.HEAD), "")
        table = family_table([who for who in members if who.resident_id != letter.resident_id])
        values |= {"kepala_keluarga": head, "ada_keluarga": "ya" if len(table) > 1 else ""}
    return values, {"keluarga": table}


def _members(resident: Resident, by: Person, now: datetime) -> list[Any]:
    """The family card's people, each reading logged; head first."""
    rows = Resident.objects.filter(family=resident.family, state=ResidentState.PRESENT).select_related("village")
    found = [
        identify(resident=row, purpose=Purpose.LETTER, by=by, now=now) for row in rows.order_by("pk")[:FAMILY_AT_MOST]
    ]
    return sorted(found, key=lambda who: (who.relation != Relation.HEAD, who.birth_date or date.max, who.resident_id))


def preview(*, letter: Letter, by: Person, now: datetime) -> bytes:
    """The letter as a PDF without number, code or seal, marked as a preview."""
    if not office_of(by, letter.case.place, now).works:
        raise NotYours(_("Only the office of this village prepares its letters."))
    signer = signer_at(kind_of(letter), letter.case.place, wib_date(now))
    paper = paper_of(letter, signer=signer, by=by, now=now)
    return pressed_preview(paper.title, {**paper.data, "preview": True}, now, is_sample=letter.case.is_sample)


def pressed_preview(title: str, data: dict[str, Any], now: datetime, *, is_sample: bool = False) -> bytes:
    """A paper that counts for nothing: no number, no code."""
    frame = {
        "title": title,
        "label": "–",
        "kind": LETTER,
        "holder": "",
        "date": day_words(wib_date(now)),
        "language": "id",
        "code": "",
        "address": settings.PUBLIC_ADDRESS,
        "is_sample": is_sample,
    }
    return typeset(kind=LETTER, frame=frame, data=data, qr="", moment=now)


def sample_blocks(kind: Kind, body: str) -> list[Block]:
    """The wording with every field shown by its own name, for the editor. Raises `TemplateWrong`."""
    from_fields = {field.key: f"‹{field.label}›" for field in kind.fields}
    names = (
        *IDENTITY,
        "kepala_keluarga",
        "ada_keluarga",
        "desa",
        "kecamatan",
        "kabupaten",
        "tanggal",
        "berlaku_sampai",
    )
    values = {name: f"‹{name.replace('_', ' ')}›" for name in names} | from_fields
    return compose(body, values, {"keluarga": [["Nama", "Hubungan"], ["‹nama›", "‹hubungan›"]]})
