"""What a file really is, by its content. Nothing here believes a name or a declared type."""

import re
import warnings
import zipfile
from dataclasses import dataclass
from io import BytesIO

import filetype
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from tuntas.files.rules.papers import refuse_unsafe_paper
from tuntas.files.terms import (
    CSV_TYPE,
    ENDINGS,
    JPEG_TYPE,
    PDF_TYPE,
    PNG_TYPE,
    WEBP_TYPE,
    XLSX_TYPE,
    ZIP_TYPE,
    Kind,
    UploadRefused,
)
from tuntas.kernel.text import clean

MAX_PIXELS = 50_000_000  # a picture that unpacks to more is a bomb or a poster
MAX_SIDE = 2000  # pixels; larger pictures are made smaller
NAME_LENGTH = 160
IMAGE_FORMATS = {JPEG_TYPE: "JPEG", PNG_TYPE: "PNG", WEBP_TYPE: "WEBP"}


@dataclass(frozen=True)
class Sound:
    """Content that passed: its true type and the bytes to keep."""

    type: str
    data: bytes


def examine(data: bytes, kind: Kind) -> Sound:
    """Find out what `data` is; give back what may be kept. Raises `UploadRefused` with a plain sentence."""
    found = type_of(data)
    if found not in kind.types:
        raise UploadRefused(
            _("This file is not a %(wanted)s. Save it in that format, then choose it again.") % {"wanted": kind.label}
        )
    if found == PDF_TYPE:
        refuse_unsafe_paper(data)
        return Sound(found, data)
    if found in IMAGE_FORMATS:
        return redraw(data, found)
    return Sound(found, data)


def type_of(data: bytes) -> str:
    """The media type of the content; empty when it is none of those kept here."""
    if data[:1024].lstrip(b"\xef\xbb\xbf\r\n\t ").startswith(b"%PDF-"):
        return PDF_TYPE
    if data.startswith(b"PK\x03\x04"):
        return XLSX_TYPE if _is_workbook(data) else ZIP_TYPE
    if guessed := filetype.guess(data[:4096]):
        return guessed.mime if guessed.mime in IMAGE_FORMATS else ""
    return CSV_TYPE if _is_text(data) else ""


def _is_workbook(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return False
    return "[Content_Types].xml" in names and any(name.startswith("xl/workbook.") for name in names)


def _is_text(data: bytes) -> bool:
    """Rows of text in a usual encoding: no control bytes besides line ends and tabs."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    head = data[:65536]
    if head.lstrip()[:1] == b"<" or head.startswith(b"#!"):
        return False  # markup or a program, never a table
    return not re.search(rb"[\x00-\x08\x0e-\x1f\x7f]", head)


def redraw(data: bytes, found: str) -> Sound:
    """The picture drawn anew: upright, at most `MAX_SIDE` a side, without place, camera or author."""
    spoilt = UploadRefused(_("This picture cannot be opened. Save it again as JPG or PNG and try once more."))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            opened = Image.open(BytesIO(data), formats=[IMAGE_FORMATS[found]])
            if opened.width * opened.height > MAX_PIXELS:
                raise UploadRefused(
                    _("This picture is too large: %(width)d × %(height)d points. Make it smaller, then try again.")
                    % {"width": opened.width, "height": opened.height}
                )
            opened.draft("RGB", (MAX_SIDE, MAX_SIDE))
            picture: Image.Image = ImageOps.exif_transpose(opened)
            see_through = picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info
            picture = picture.convert("RGBA" if see_through else "RGB")
            picture.thumbnail((MAX_SIDE, MAX_SIDE), Image.Resampling.LANCZOS)
    except UploadRefused:
        raise
    except (OSError, ValueError, SyntaxError, MemoryError, Image.DecompressionBombError, Warning) as error:
        raise spoilt from error
    picture.info.clear()
    out = BytesIO()
    if see_through or found == PNG_TYPE:
        picture.save(out, "PNG", optimize=False)
        return Sound(PNG_TYPE, out.getvalue())
    picture.save(out, "JPEG", quality=85, progressive=True)
    return Sound(JPEG_TYPE, out.getvalue())


def safe_name(name: str, found: str) -> str:
    """A name to show and to save under: no folders, no invisible characters, the true ending, ≤ 160 letters."""
    name = clean(name.replace("\\", "/").rsplit("/", 1)[-1]).replace("\n", " ").replace("\t", " ")
    name = re.sub(r'[<>:"|?*]', "_", name).strip(" .") or _("file")
    endings = ENDINGS[found]
    stem, dot, ending = name.rpartition(".")
    if not dot or not stem or ending.lower() not in endings:
        stem, ending = name, endings[0]
    return f"{stem[: NAME_LENGTH - len(ending) - 1].rstrip(' .')}.{ending}"
