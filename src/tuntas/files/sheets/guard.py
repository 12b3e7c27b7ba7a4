"""Before anything is parsed: is this file what it seems, and does it stay small when unpacked?"""

import re
import zipfile
from io import BytesIO

from tuntas.files.sheets.table import MB, Limits, SheetRefused

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# An entity needs a document type first; a workbook has neither.
_DECLARED = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
_MARKUP = re.compile(rb"^\s*(<\?xml|<!doctype html|<html|<table|<meta)", re.IGNORECASE)
CHUNK = 1 * MB


def is_workbook(data: bytes, limits: Limits) -> bool:
    """True for .xlsx content that is safe to open, False for what may be text. Raises `SheetRefused` for the rest."""
    if len(data) > limits.size:
        raise SheetRefused("too_large", size=f"{len(data) / MB:.1f}", limit=limits.size // MB)
    if not data.strip():
        raise SheetRefused("empty")
    if data.startswith(_OLE):
        locked = "EncryptedPackage".encode("utf-16-le") in data
        raise SheetRefused("encrypted" if locked else "old_xls")
    if data.startswith(b"PK"):
        _check_archive(data, limits)
        return True
    if _MARKUP.match(data[:512].lstrip(b"\xef\xbb\xbf")):
        raise SheetRefused("html")
    return False


def _check_archive(data: bytes, limits: Limits) -> None:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
            if len(parts) > limits.parts or sum(part.file_size for part in parts) > limits.unpacked:
                raise SheetRefused("bomb")
            if any(
                part.file_size > MB and part.file_size > limits.ratio * max(part.compress_size, 1) for part in parts
            ):
                raise SheetRefused("bomb")
            if any(part.flag_bits & 1 for part in parts):
                raise SheetRefused("encrypted")
            if "mimetype" in names and b"opendocument" in archive.read("mimetype")[:200]:
                raise SheetRefused("ods")
            if "xl/workbook.xml" not in names:
                raise SheetRefused("unknown")
            for part in parts:
                if part.filename.lower().endswith((".xml", ".rels")):
                    _refuse_declarations(archive, part)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError, KeyError) as error:
        raise SheetRefused("damaged") from error
    except Exception as error:
        if isinstance(error, SheetRefused):
            raise
        raise SheetRefused("damaged") from error  # zlib.error and whatever a spoilt archive brings


def _refuse_declarations(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """No part may declare a document type. Reading stops at the size the archive declares, checked before."""
    with archive.open(part) as stream:
        tail = b""
        while chunk := stream.read(CHUNK):
            window = (tail + chunk).replace(b"\x00", b"")  # in UTF-16 every second byte of such letters is 0
            if _DECLARED.search(window):
                raise SheetRefused("unsafe")
            tail = window[-16:]
