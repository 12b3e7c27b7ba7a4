"""Stories and a question for the demonstration: one told from public reports, the others invented and marked so."""

import json
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from django.db import transaction
from PIL import Image, ImageDraw

from tuntas.forum.actions.pictures import add_picture
from tuntas.forum.actions.questions import answer, ask, comment
from tuntas.forum.actions.stories import TEXTS, begin, publish, save
from tuntas.forum.models import Story
from tuntas.innovations.models import Innovation
from tuntas.kernel.clock import WIB
from tuntas.people.models import Person

FACTS = Path(__file__).resolve().parent.parent / "data" / "stories.json"


@transaction.atomic
def tell_stories(*, editor: Person, readers: list[Person], now: datetime) -> int:
    """The newsroom of the demonstration; drafts composed from an announced sample result are published too."""
    facts = json.loads(FACTS.read_text(encoding="utf-8"))
    for row in facts["stories"]:
        _tell(row, editor, readers, now)
    composed = Story.objects.filter(about__startswith="kipp.edition:", live=None, is_sample=True)
    for story in composed:
        publish(story=story, by=editor, now=now)
    return len(facts["stories"])


def _tell(row: dict[str, Any], editor: Person, readers: list[Person], now: datetime) -> None:
    at = now - timedelta(days=row.get("days_ago", 0))
    if "day" in row:
        at = datetime.combine(date.fromisoformat(row["day"]), time(9), WIB)
    story = begin(title=row["title"], by=editor, now=at, is_sample=row.get("sample", False), category=row["category"])
    words = {field: row[field] for field in TEXTS} | {"byline": row["byline"]}
    mended = row.get("correction")
    if mended:
        words["body"] = words["body"].replace(mended["from"], mended["wrong"])
    story = save(story=story, changes=words, revision=0, by=editor, now=at)
    if row.get("picture"):
        _picture(story, editor, at)
    if row.get("draft"):
        return
    story = publish(story=story, by=editor, now=at)
    if mended:
        later = at + timedelta(hours=20)
        story = save(story=story, changes={"body": row["body"]}, revision=story.revision, by=editor, now=later)
        publish(story=story, by=editor, now=later, note=mended["note"], note_en=mended["note_en"])
    for number, text in enumerate(row.get("comments", ()), start=1):
        comment(story=story, text=text, by=readers[number % len(readers)], now=at + timedelta(hours=number))


def _picture(story: Story, editor: Person, at: datetime) -> None:
    """A drawing made here, so that nobody real is shown: hills, a road, a sun."""
    drawn = Image.new("RGB", (960, 540), "#d9e7f5")
    pen = ImageDraw.Draw(drawn)
    pen.ellipse((720, 70, 830, 180), fill="#f2b632")
    pen.polygon([(0, 380), (260, 190), (520, 400), (760, 230), (960, 390), (960, 540), (0, 540)], fill="#5b8c5a")
    pen.polygon([(400, 540), (470, 400), (500, 400), (600, 540)], fill="#8a7a6a")
    kept = BytesIO()
    drawn.save(kept, "PNG")
    add_picture(
        story=story,
        upload=kept.getvalue(),
        name="jalan-dusun.png",
        alt="Gambar: jalan desa di antara dua bukit hijau, matahari di atasnya",
        alt_en="Drawing: a village road between two green hills under the sun",
        caption="Jalan menuju dusun (gambar contoh)",
        caption_en="The road to the hamlet (sample drawing)",
        credit="Tuntas",
        by=editor,
        now=at,
    )


def talk(*, innovation: Innovation, asker: Person, owner: Person, now: datetime) -> None:
    """One question to the owner, answered, and thanked for; and one that still waits."""
    said = json.loads(FACTS.read_text(encoding="utf-8"))["question"]
    since = now - timedelta(days=9)
    question = ask(innovation=innovation, text=said["ask"], by=asker, now=since)
    answer(question=question, text=said["answer"], by=owner, now=since + timedelta(hours=5))
    answer(question=question, text=said["thanks"], by=asker, now=since + timedelta(hours=7))
