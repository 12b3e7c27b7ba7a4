"""Letters: the desk, the register of outgoing letters, the archive, and following one's own."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet

from tuntas.casework.flow import stage_of
from tuntas.documents.models import Document
from tuntas.documents.press.code import normal
from tuntas.documents.terms import Status
from tuntas.kernel.clock import WIB
from tuntas.people.models import Person
from tuntas.places.models import Place
from tuntas.residents.actions import names
from tuntas.residents.terms import Purpose
from tuntas.services.labkd.models import Letter
from tuntas.services.labkd.rules.kinds import Kind, kind_of, kinds
from tuntas.services.labkd.rules.numbers import series_of
from tuntas.services.labkd.rules.sealing import phone_index
from tuntas.services.labkd.terms import LetterStage

OPEN_STAGES = (
    LetterStage.ASKED, LetterStage.PREPARING, LetterStage.CHECKING, LetterStage.SIGNING, LetterStage.SIGNATURE,
    LetterStage.ISSUED,
)  # fmt: skip
_WITH = ("case__place", "document", "signer", "resident__village", "replaces__document", "replaces__case")


@dataclass(frozen=True)
class Row:
    """A letter in a list, with what its line shows."""

    letter: Letter
    kind: Kind | None
    stage: Any
    late: bool
    name: str = ""


def letter_of(place: Place, reference: str) -> Letter | None:
    """The letter of this village by its reference."""
    found = Letter.objects.filter(case__place=place, case__reference=reference)
    return found.select_related(*_WITH, "prepared_by", "checked_by", "signed_by").first()


def followed(place: Place, typed: str) -> Letter | None:
    """The letter somebody follows by its secret address."""
    token = normal(typed)
    return Letter.objects.filter(token=token, case__place=place).select_related(*_WITH).first() if token else None


def found_again(place: Place, reference: str, phone: str) -> Letter | None:
    """The letter by reference and the telephone number it was asked with; both must fit."""
    index = phone_index(place.code, phone)
    if not index:
        return None
    return Letter.objects.filter(
        case__place=place, case__reference=reference.strip().upper(), phone_index=index
    ).first()


def on_the_desk(place: Place, stage: str = "") -> QuerySet[Letter]:
    """Letters on their way: what is due first, then the oldest."""
    stages = [stage] if stage in OPEN_STAGES else OPEN_STAGES
    found = Letter.objects.filter(case__place=place, case__flow="labkd.letter", case__stage__in=stages)
    return found.select_related(*_WITH).order_by("case__due_at", "pk")


def stages_counted(place: Place) -> list[tuple[LetterStage, int]]:
    """How many letters stand at each open stage; one query."""
    rows = (
        Letter.objects.filter(case__place=place, case__stage__in=OPEN_STAGES)
        .order_by()
        .values("case__stage")
        .annotate(number=Count("pk"))
    )
    counted = {row["case__stage"]: row["number"] for row in rows}
    return [(stage, counted.get(stage, 0)) for stage in OPEN_STAGES]


def asked_by(person: Person) -> QuerySet[Letter]:
    """What somebody with an account asked for, newest first."""
    return Letter.objects.filter(asked_by=person).select_related(*_WITH).order_by("-case__opened_at", "-pk")


def rows_of(letters: list[Letter], now: datetime, *, by: Person | None = None) -> list[Row]:
    """Letters as lines. With `by` the names stand there too: one line in the access trail for the page."""
    ids = [letter.resident_id for letter in letters if letter.resident_id] if by else []
    called = names(ids=ids, purpose=Purpose.LETTER, by=by, now=now) if by and ids else {}
    return [
        Row(
            letter,
            kind_of(letter.kind),
            stage_of(letter.case),
            letter.case.closed_at is None and letter.case.due_at is not None and letter.case.due_at < now,
            called.get(letter.resident_id or 0, ""),
        )
        for letter in letters
    ]


def outgoing(place: Place, *, kind: str = "", text: str = "", since: date | None = None, until: date | None = None
) -> QuerySet[Document]:  # fmt: skip
    """The register of outgoing letters: every number of the village, used, waiting, void or ended, newest first."""
    found = Document.objects.filter(series__key=series_of(place.code)).select_related("series", "issued_by", "file")
    if kind in kinds():
        found = found.filter(pk__in=Letter.objects.filter(kind=kind, case__place=place).values("document_id"))
    if text.strip():
        plain = text.strip()
        fits = Q(label__icontains=plain)
        if plain.isdigit():
            fits |= Q(number=int(plain[:9]))
        found = found.filter(fits)
    if since:
        found = found.filter(issued_at__gte=datetime.combine(since, time(), WIB))
    if until:
        found = found.filter(issued_at__lt=datetime.combine(until + timedelta(days=1), time(), WIB))
    return found.order_by("-series__year", "-number")


@dataclass(frozen=True)
class Entry:
    """A line of the register; `letter` is None for a number of a block that was not used."""

    document: Document
    letter: Letter | None
    kind: Kind | None
    tone: str


_TONES = {Status.ISSUED: "ok", Status.RESERVED: "wait"}


def entries(documents: list[Document]) -> list[Entry]:
    """Documents as lines of the register; one query more."""
    letters = Letter.objects.filter(document__in=documents).select_related("case", "signer")
    by_document = {letter.document_id: letter for letter in letters}
    return [
        Entry(one, by_document.get(one.pk), _kind(by_document.get(one.pk)), _TONES.get(Status(one.status), "bad"))
        for one in documents
    ]


def _kind(letter: Letter | None) -> Kind | None:
    return kind_of(letter.kind) if letter else None


def waits_at(place: Place) -> int:
    """How many letters are on their way at the village."""
    return Letter.objects.filter(case__place=place, case__stage__in=OPEN_STAGES).count()
