"""PDFs: refusing those that act, hide or lock, and cleaning those that know too much."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from tuntas.files.terms import UploadRefused

MAX_OBJECTS = 100_000
ACTING = frozenset({"/JS", "/JavaScript", "/Launch", "/RichMedia", "/XFA"})
CARRYING = frozenset({"/EmbeddedFile", "/EmbeddedFiles"})
# What software and people leave in a PDF about themselves.
TELLING = ("/Metadata", "/PieceInfo", "/LastModified")
SIGNING = ("/Name", "/Reason", "/Location", "/ContactInfo", "/Contents", "/Cert", "/M")

# Everything pypdf raises on spoilt input, also from places where it does not expect it.
SPOILT = (
    PyPdfError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    RecursionError,
    OSError,
    OverflowError,
)


def refuse_unsafe_paper(data: bytes) -> None:
    """Raise `UploadRefused` unless the PDF opens, has pages, no password, no scripts and no attachments."""
    try:
        reader = PdfReader(BytesIO(data), strict=False)
        locked = reader.is_encrypted
        trouble = "" if locked else _trouble_in(reader)
    except UploadRefused:
        raise
    except SPOILT as error:
        raise UploadRefused(_("This PDF is damaged and cannot be opened. Save it again and try once more.")) from error
    if locked:
        raise UploadRefused(_("This PDF is locked with a password. Save it without a password, then choose it again."))
    if trouble:
        raise UploadRefused(trouble)


def _trouble_in(reader: PdfReader) -> str:
    if len(reader.pages) == 0:
        return _("This PDF has no pages.")
    for name in _names_in(reader):
        if name in ACTING:
            return _("This PDF contains a program. Print it to a new PDF and choose that one.")
        if name in CARRYING:
            return _("This PDF has other files attached inside. Remove them or print it to a new PDF.")
    return ""


def _names_in(reader: PdfReader) -> Iterator[str]:
    """Every dictionary key and every name that is a value in the whole file, page content left aside."""
    numbers = {(number, generation) for generation, table in reader.xref.items() for number in table}
    numbers |= {(number, 0) for number in reader.xref_objStm}
    if len(numbers) > MAX_OBJECTS:
        raise UploadRefused(_("This PDF is too complicated to be checked. Print it to a new PDF and choose that one."))
    for number, generation in numbers:
        if number:
            yield from _names_of(reader.get_object(IndirectObject(number, generation, reader)))
    yield from _names_of(reader.trailer)


def _names_of(thing: Any) -> Iterator[str]:
    waiting = [thing]
    while waiting:
        item = waiting.pop()
        if isinstance(item, DictionaryObject):
            for key, value in dict.items(item):
                yield key
                waiting.append(value)
        elif isinstance(item, ArrayObject):
            waiting.extend(list.__iter__(item))
        elif isinstance(item, str) and item.startswith("/"):
            yield item


def without_traces(data: bytes, title: str) -> bytes:
    """The same pages without author, program, dates, comments' writers or signatures; `title` is all it says."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(data), strict=False))
    for thing in writer._objects:
        if not isinstance(thing, DictionaryObject):
            continue
        for key in TELLING:
            thing.pop(key, None)
        if thing.get("/Type") == "/Sig" or "/ByteRange" in thing:
            for key in SIGNING:
                thing.pop(key, None)
        if "/Subtype" in thing and "/Rect" in thing and thing.get("/Subtype") != "/Widget":
            for key in ("/T", "/M", "/NM", "/CreationDate"):
                thing.pop(key, None)
    writer.metadata = None
    writer.add_metadata({"/Title": title})
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
