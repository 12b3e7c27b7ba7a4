"""The picture a shared link shows: title, day and name of the house, drawn once a version."""

from io import BytesIO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image, ImageDraw, ImageFont

from tuntas.forum.models import Story, Version
from tuntas.ui.templatetags.ui import day

SIZE = (1200, 630)  # pixels, as networks ask
NAVY, PAPER, GOLD, SOGA = "#022a5b", "#ffffff", "#d99a4e", "#5b351a"
MOST_LINES = 5


def card_of(*, story: Story, version: Version) -> bytes:
    """The PNG; made at the first call and kept beside the files."""
    path = f"cards/story-{story.pk}-{version.number}.png"
    if not default_storage.exists(path):
        default_storage.save(
            path, ContentFile(draw(version.title, f"{story.get_category_display()} · {day(story.published_at)}"))
        )
    with default_storage.open(path) as kept:
        return bytes(kept.read())


def draw(title: str, below: str) -> bytes:
    """White on navy, the title as large as it fits in `MOST_LINES` lines."""
    picture = Image.new("RGB", SIZE, NAVY)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, SIZE[0], 28), fill=SOGA)
    pen.rectangle((0, 28, SIZE[0], 34), fill=GOLD)
    for points in (76, 64, 54, 46):
        font = ImageFont.load_default(points)
        lines = _wrapped(title, font, SIZE[0] - 160)
        if len(lines) <= MOST_LINES:
            break
    pen.multiline_text((80, 110), "\n".join(lines[:MOST_LINES]), font=font, fill=PAPER, spacing=14)
    small = ImageFont.load_default(34)
    pen.text((80, SIZE[1] - 130), below[:60], font=small, fill=GOLD)
    pen.text((80, SIZE[1] - 80), "Tuntas", font=small, fill=PAPER)
    out = BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()


def _wrapped(text: str, font: ImageFont.FreeTypeFont | ImageFont.ImageFont, width: int) -> list[str]:
    """The text in lines no wider than `width` pixels; a word too long for a line is cut."""
    lines: list[str] = []
    for word in text.split():
        trial = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(trial) <= width:
            lines[-1] = trial
            continue
        while font.getlength(word) > width:
            word = word[: max(1, int(len(word) * 0.8))]
        lines.append(word)
    return lines
