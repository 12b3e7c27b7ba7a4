"""What shows that it works and helps others to start: figures, pictures, papers."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from tuntas.files.actions import make_copies, remove, store
from tuntas.files.models import File
from tuntas.files.queries import content_of
from tuntas.files.rules.pictures import size_of
from tuntas.files.terms import IMAGE, Kind
from tuntas.innovations.actions.refusals import Changed, InnovationRefused, NotAllowed, TooMuch
from tuntas.innovations.actions.upkeep import locked
from tuntas.innovations.models import Innovation, Measure, Paper, Picture
from tuntas.innovations.rules import may_edit
from tuntas.innovations.terms import PAPER, PAPER_FILE, PICTURE_FILE, InnovationChanged
from tuntas.journal.actions import record
from tuntas.kernel.events import publish as tell
from tuntas.people.models import Person

MOST = {"measures": 12, "pictures": 12, "papers": 20}
PHOTO = IMAGE(10)
FIGURES = frozenset(
    {"name", "name_en", "unit", "unit_en", "before", "before_when", "after", "after_when", "target", "better"}
    | {"counted", "counted_en", "source", "method", "method_en", "evidence", "position"}
)


@dataclass(frozen=True)
class Words:
    """What is said about a picture."""

    alt: str
    caption: str
    credit: str
    alt_en: str = ""
    caption_en: str = ""


def _opened(innovation: Innovation, by: Person, now: datetime, what: str = "") -> Innovation:
    """The row held for the act; with `what`, only while there is room for one more."""
    fresh = locked(innovation)
    if not may_edit(by, fresh, now):
        raise NotAllowed
    if what and getattr(fresh, what).count() >= MOST[what]:
        raise TooMuch(_("There are %(most)d already. Take one away first.") % {"most": MOST[what]})
    return fresh


def _noted(innovation: Innovation, act: str, what: str, pk: int, by: Person, now: datetime) -> None:
    record(act=f"innovations.{act}", subject=innovation, by=by, now=now, data={"pk": pk})
    tell(InnovationChanged(innovation.pk, what))


@transaction.atomic
def add_measure(*, innovation: Innovation, by: Person, now: datetime, facts: dict[str, Any]) -> Measure:
    """A figure with source and unit; `facts` by field name (`FIGURES`). One of the same name is refused."""
    fresh = _opened(innovation, by, now, "measures")
    _known(facts)
    if fresh.measures.filter(name__iexact=facts["name"]).exists():
        raise InnovationRefused(_("There is a figure of this name already. Change that one."))
    measure = Measure.objects.create(innovation=fresh, added_by=by, added_at=now, is_sample=fresh.is_sample, **facts)
    _noted(fresh, "measure_added", "measures", measure.pk, by, now)
    return measure


@transaction.atomic
def change_measure(*, measure: Measure, by: Person, now: datetime, revision: int, facts: dict[str, Any]) -> Measure:
    """Correct a figure. Raises `Changed` when somebody saved another one in between."""
    innovation = _opened(measure.innovation, by, now)
    fresh = Measure.objects.select_for_update().get(pk=measure.pk)
    _known(facts)
    changes = {field: value for field, value in facts.items() if getattr(fresh, field) != value}
    if not changes:
        return fresh
    if fresh.revision != revision:
        raise Changed
    if innovation.measures.filter(name__iexact=facts.get("name", fresh.name)).exclude(pk=fresh.pk).exists():
        raise InnovationRefused(_("There is a figure of this name already. Change that one."))
    for field, value in changes.items():
        setattr(fresh, field, value)
    fresh.revision += 1
    fresh.save()
    _noted(innovation, "measure_changed", "measures", fresh.pk, by, now)
    return fresh


def _known(facts: dict[str, Any]) -> None:
    if unknown := set(facts) - FIGURES:
        raise ValueError(f"not a fact of a figure: {sorted(unknown)}")


@transaction.atomic
def drop_measure(*, measure: Measure, by: Person, now: datetime) -> None:
    """Take a figure away; the journal remembers that there was one."""
    innovation, pk = _opened(measure.innovation, by, now), measure.pk
    if Measure.objects.filter(pk=pk).delete()[0]:
        _noted(innovation, "measure_dropped", "measures", pk, by, now)


@transaction.atomic
def add_picture(*, innovation: Innovation, upload: UploadedFile, words: Words, by: Person, now: datetime) -> Picture:
    """A photo or drawing, drawn anew without hidden data. Raises `files.terms.UploadRefused`."""
    fresh = _opened(innovation, by, now, "pictures")
    file = _kept(fresh, upload, PHOTO, PICTURE_FILE, by, now)
    width, height = size_of(content_of(file))
    make_copies(file=file, width=width)
    picture = Picture.objects.create(
        innovation=fresh, file=file, width=width, height=height, added_by=by, added_at=now, **vars(words)
    )
    _noted(fresh, "picture_added", "pictures", picture.pk, by, now)
    return picture


@transaction.atomic
def change_picture(*, picture: Picture, words: Words, by: Person, now: datetime) -> Picture:
    """Say something else about a picture."""
    innovation = _opened(picture.innovation, by, now)
    for field, value in vars(words).items():
        setattr(picture, field, value)
    picture.save()
    _noted(innovation, "picture_changed", "pictures", picture.pk, by, now)
    return picture


@transaction.atomic
def drop_picture(*, picture: Picture, by: Person, now: datetime) -> None:
    """Take a picture away from everybody at once."""
    innovation, pk, file = _opened(picture.innovation, by, now), picture.pk, picture.file
    if Picture.objects.filter(pk=pk).delete()[0]:
        remove(file=file, by=by, now=now)
        _noted(innovation, "picture_dropped", "pictures", pk, by, now)


@transaction.atomic
def add_paper(
    *,
    innovation: Innovation,
    upload: UploadedFile,
    kind: str,
    title: str,
    by: Person,
    now: datetime,
    title_en: str = "",
    number: str = "",
) -> Paper:
    """A document others may start from: PDF or Excel. Raises `files.terms.UploadRefused`."""
    fresh = _opened(innovation, by, now, "papers")
    file = _kept(fresh, upload, PAPER, PAPER_FILE, by, now)
    paper = Paper.objects.create(
        innovation=fresh, kind=kind, title=title, title_en=title_en, number=number, file=file, added_by=by, added_at=now
    )
    _noted(fresh, "paper_added", "papers", paper.pk, by, now)
    return paper


@transaction.atomic
def drop_paper(*, paper: Paper, by: Person, now: datetime) -> None:
    """Take a document away from everybody at once."""
    innovation, pk, file = _opened(paper.innovation, by, now), paper.pk, paper.file
    if Paper.objects.filter(pk=pk).delete()[0]:
        remove(file=file, by=by, now=now)
        _noted(innovation, "paper_dropped", "papers", pk, by, now)


def _kept(innovation: Innovation, upload: UploadedFile, kind: Kind, purpose: str, by: Person, now: datetime) -> File:
    return store(
        upload=upload,
        name=upload.name or "",
        kind=kind,
        purpose=purpose,
        subject=f"innovations.innovation:{innovation.pk}",
        by=by,
        now=now,
    )
