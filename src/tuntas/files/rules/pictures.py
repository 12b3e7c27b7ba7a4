"""Smaller copies of a picture for the web: which widths, which formats. Pure."""

from io import BytesIO

from PIL import Image

WIDTHS = (320, 640, 1280)  # pixels
FORMS = {"avif": "image/avif", "webp": "image/webp"}  # best first
_HOW = {"avif": {"quality": 55, "speed": 8}, "webp": {"quality": 72, "method": 4}}


def size_of(data: bytes) -> tuple[int, int]:
    """Width and height of a kept picture, in pixels."""
    with Image.open(BytesIO(data)) as picture:
        return picture.width, picture.height


def widths_for(width: int) -> list[int]:
    """The widths worth making of a picture this wide: never larger than it is, at least one."""
    return sorted({one for one in WIDTHS if one < width} | {min(width, WIDTHS[-1])})


def shrunk(data: bytes, width: int, form: str) -> bytes:
    """The picture `width` pixels wide in the form ("avif", "webp"), without any hidden data."""
    with Image.open(BytesIO(data)) as opened:
        picture: Image.Image = opened.convert("RGBA" if opened.mode == "RGBA" else "RGB")
    height = max(1, round(picture.height * width / picture.width))
    if width < picture.width:
        picture = picture.resize((width, height), Image.Resampling.LANCZOS)
    picture.info.clear()
    out = BytesIO()
    picture.save(out, form.upper(), **_HOW[form])
    return out.getvalue()
