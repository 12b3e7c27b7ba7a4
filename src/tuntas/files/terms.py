"""Words for files: what may be uploaded, how large."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

MB = 1024 * 1024

PDF_TYPE = "application/pdf"
JPEG_TYPE = "image/jpeg"
PNG_TYPE = "image/png"
WEBP_TYPE = "image/webp"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV_TYPE = "text/csv"
ZIP_TYPE = "application/zip"

# The ending a stored file gets, by what it really is.
ENDINGS = {
    PDF_TYPE: ("pdf",),
    JPEG_TYPE: ("jpg", "jpeg"),
    PNG_TYPE: ("png",),
    XLSX_TYPE: ("xlsx",),
    CSV_TYPE: ("csv", "txt", "tsv"),
    ZIP_TYPE: ("zip",),
}

# No request body may be larger, whatever it is for. In bytes.
BODY_LIMIT = 30 * MB


@dataclass(frozen=True)
class Kind:
    """A kind of upload: which contents (by magic bytes, never by name) and how large."""

    key: str
    types: frozenset[str]
    limit: int  # bytes
    label: str  # what people read: "PDF", "JPG or PNG"

    @property
    def megabytes(self) -> int:
        """The limit as people read it."""
        return self.limit // MB

    @property
    def accept(self) -> str:
        """What a file widget may offer (`accept="…"`): a convenience, the content decides."""
        return ",".join(sorted(self.types | ({".csv", ".xlsx"} if self.key == "sheet" else set())))


def PDF(mb: int) -> Kind:
    """A PDF of at most `mb` megabytes, without password, scripts or attachments."""
    return Kind("pdf", frozenset({PDF_TYPE}), mb * MB, _("PDF"))  # type: ignore[arg-type]


def IMAGE(mb: int) -> Kind:
    """A photo or drawing of at most `mb` megabytes; kept as JPEG or PNG without its hidden data."""
    return Kind("image", frozenset({JPEG_TYPE, PNG_TYPE, WEBP_TYPE}), mb * MB, _("JPG, PNG or WebP"))  # type: ignore[arg-type]


def SHEET(mb: int) -> Kind:
    """A table of at most `mb` megabytes as .xlsx or .csv."""
    return Kind("sheet", frozenset({XLSX_TYPE, CSV_TYPE}), mb * MB, _("Excel (.xlsx) or CSV"))  # type: ignore[arg-type]


def ARCHIVE(mb: int) -> Kind:
    """A .zip of at most `mb` megabytes that this installation made itself; never offered for uploads."""
    return Kind("archive", frozenset({ZIP_TYPE}), mb * MB, "ZIP")


class UploadRefused(Exception):
    """The file is empty, too large, or not what it says; `str(error)` tells the person what to do."""
