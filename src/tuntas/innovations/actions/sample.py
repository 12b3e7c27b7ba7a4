"""One page of the demonstration told whole, as OPSI would accept it; everything on it is invented and says so."""

import json
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from PIL import Image, ImageDraw

from tuntas.files.sheets import Sheet, write_xlsx
from tuntas.innovations.actions.confirming import confirm_status
from tuntas.innovations.actions.indexing import index
from tuntas.innovations.actions.maturity import answer_maturity
from tuntas.innovations.actions.showing import Words, add_paper, add_picture
from tuntas.innovations.actions.upkeep import searchable
from tuntas.innovations.models import Chapter, Innovation, Measure
from tuntas.innovations.terms import PaperKind, Status
from tuntas.people.models import Person

PAGE = Path(__file__).resolve().parent.parent / "data" / "sample-page.json"


@transaction.atomic
def tell_whole(*, innovation: Innovation, by: Person, now: datetime) -> None:
    """Every section, figures with before and after, a picture, a form to take away, maturity and the yearly word.

    `by` is a local admin of the sample's owner. Sections the innovation has already stay as they are.
    """
    said: dict[str, Any] = json.loads(PAGE.read_text(encoding="utf-8"))
    for field, value in said["facts"].items():
        setattr(innovation, field, value)
    innovation.save()
    for number in said["goals"]:
        innovation.goals.create(number=number)
    told = set(innovation.chapters.values_list("key", flat=True))
    Chapter.objects.bulk_create(
        Chapter(innovation=innovation, key=key, text=text, text_en=text_en, told_at=now, told_by=by, revision=1)
        for key, (text, text_en) in said["chapters"].items()
        if key not in told
    )
    Measure.objects.bulk_create(
        Measure(innovation=innovation, position=at, added_by=by, added_at=now, is_sample=True, **figure)
        for at, figure in enumerate(said["measures"])
    )
    _shown(innovation, said, by, now)
    for number, parameter in said["maturity"].items():
        answer_maturity(
            innovation=innovation, number=int(number), parameter=parameter, note="Contoh", by=by, now=now, revision=0
        )
    confirm_status(innovation=innovation, status=Status.GROWING, by=by, now=now)
    innovation.refresh_from_db()
    innovation.words = searchable(innovation)
    innovation.save(update_fields=["words"])
    index([innovation.pk])


def _shown(innovation: Innovation, said: dict[str, Any], by: Person, now: datetime) -> None:
    """The drawing and the form."""
    drawn = BytesIO()
    picture = Image.new("RGB", (800, 500), "#eef3f8")
    pen = ImageDraw.Draw(picture)
    pen.polygon([(80, 220), (400, 70), (720, 220)], fill="#a1452f")
    pen.rectangle((120, 220, 680, 460), fill="#f6e7c9")
    pen.rectangle((360, 300, 440, 460), fill="#6b4a2f")
    pen.ellipse((190, 330, 270, 410), outline="#333333", width=8)
    picture.save(drawn, "PNG")
    upload = SimpleUploadedFile("pojok-gizi.png", drawn.getvalue(), "image/png")
    add_picture(innovation=innovation, upload=upload, words=Words(**said["picture"]), by=by, now=now)
    form = said["form"]
    table = SimpleUploadedFile("formulir.xlsx", write_xlsx([Sheet("Formulir", form["columns"], [])]))
    words = {"title": form["title"], "title_en": form["title_en"]}
    add_paper(innovation=innovation, upload=table, kind=PaperKind.FORM, by=by, now=now, **words)
