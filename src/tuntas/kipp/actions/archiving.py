"""Making the sealed archive of an edition: streamed to a file, or kept for its readers."""

import csv
import hashlib
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO, StringIO
from tempfile import SpooledTemporaryFile
from typing import IO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from tuntas.documents.actions import sealer
from tuntas.files.actions import store
from tuntas.files.terms import ARCHIVE
from tuntas.journal.actions import record
from tuntas.kipp.models import Archive, Edition
from tuntas.kipp.queries.archive import edition_document, plenary_document, rows_of, versions_document
from tuntas.kipp.rules.archive.container import CHUNK, Writer
from tuntas.kipp.rules.archive.manifest import Listed, manifest
from tuntas.kipp.rules.archive.shape import (
    EDITION,
    MANIFEST,
    PLENARY,
    README,
    SEAL,
    SIGNATURE,
    VERSIONS,
    lines,
    pretty,
)
from tuntas.kipp.rules.archives import PURPOSE, can_be_archived, may_archive
from tuntas.people.models import Person

IN_MEMORY = 4 * CHUNK  # bytes of a table kept in memory before it goes to a file
MEGABYTES = 500
TEXT = """\
Arsip tersegel hasil kompetisi inovasi / Sealed archive of an innovation competition

Isi: aturan, usulan, juri, penugasan, nilai mentah, peringkat, putusan, dan catatan jejak.
Periksa sendiri di komputer mana pun, tanpa basis data:
    tuntas kipp verify ARSIP.zip --trust SERTIFIKAT.pem
Setiap angka dihitung ulang dari nilai mentah dan bobotnya. Petunjuk: docs/verify.md dalam kode sumber Tuntas.

Inside: rules, proposals, jurors, assignments, raw scores, ranking, decisions, and lines of the journal.
Check it yourself on any computer, without a database:
    tuntas kipp verify ARCHIVE.zip --trust CERTIFICATE.pem
Every number is made again from the raw scores and their weights. How: docs/verify.md in the source of Tuntas.
"""


class ArchiveRefused(Exception):
    """There can be no archive now; `str(error)` is a sentence for the person."""


class NotOrganiser(ArchiveRefused):
    """Only an organiser of this edition makes its archive."""


class TooEarly(ArchiveRefused):
    """Scores are not locked, so an archive would open their seal."""


@dataclass(frozen=True)
class Packed:
    """What was written: the journal's last line inside, how large, and the hash of the whole file."""

    line: int
    size: int
    sha256: str


class _Hashing:
    """Writes on, counting and hashing what goes through."""

    def __init__(self, out: IO[bytes]) -> None:
        self._out, self.size, self.digest = out, 0, hashlib.sha256()

    def write(self, data: bytes) -> int:
        self.size += len(data)
        self.digest.update(data)
        return self._out.write(data)


def pack(*, edition: Edition, named: bool, out: IO[bytes]) -> Packed:
    """Write the archive to `out`. The same data gives the same bytes. Raises `TooEarly`.

    Tables are streamed: memory does not grow with the edition, beyond what its ranking needs. Asks for no
    permission: the caller has.
    """
    if not can_be_archived(edition):
        raise TooEarly(_("An archive can be made once the scores of every stage are locked and the plenary is open."))
    through = _Hashing(out)
    writer = Writer(through)  # type: ignore[arg-type]
    listed: dict[str, Listed] = {}
    head = (0, "0" * 64)

    def add(name: str, pieces: Iterable[bytes]) -> bytes:
        """Spool the pieces, note their hash, copy them in; the last piece comes back."""
        digest, crc, size, last = hashlib.sha256(), 0, 0, b""
        with SpooledTemporaryFile(max_size=IN_MEMORY) as spool:
            for piece in pieces:
                digest.update(piece)
                crc, size, last = zlib.crc32(piece, crc), size + len(piece), last[-CHUNK:] + piece
                spool.write(piece)
            spool.seek(0)
            writer.add(name, spool, size, crc)
        listed[name] = Listed(digest.hexdigest(), size)
        return last

    add(README, [TEXT.encode()])
    add(EDITION, [pretty(edition_document(edition))])
    for name, rows in rows_of(edition, named=named).items():
        tail = add(name, lines(name, rows()))
        if name == "journal.csv":
            head = _head(tail) or head
    add(PLENARY, [pretty(plenary_document(edition))])
    add(VERSIONS, [pretty(versions_document())])
    seal = sealer()
    add(SEAL, [seal.certificate])
    text = manifest(edition.slug, named, head, listed)
    add(MANIFEST, [text])
    add(SIGNATURE, [seal.sign(text)])
    writer.close()
    return Packed(head[0], through.size, through.digest.hexdigest())


def _head(tail: bytes) -> tuple[int, str] | None:
    """Number and hash of the last line of the journal's table."""
    last = tail.decode(errors="replace").rstrip("\n").rpartition("\n")[2]
    row = next(csv.reader(StringIO(last)), [])
    return (int(row[0]), row[-1]) if row and row[0].isdigit() else None


def make_archive(*, edition: Edition, named: bool, by: Person, now: datetime) -> Archive:
    """Make the archive and keep it for its readers; the journal keeps its hash. Raises `NotOrganiser`, `TooEarly`.

    Where the newest archive of that kind has the same bytes, it comes back and nothing is kept twice.
    """
    if not may_archive(by, edition):
        raise NotOrganiser(_("Only an organiser of this edition may do this."))
    whole = BytesIO()
    packed = pack(edition=edition, named=named, out=whole)
    there = edition.archives.filter(named=named, file__sha256=packed.sha256).select_related("file").first()
    if there:
        return there
    name = f"{edition.slug}-{_('archive')}{'-' + _('names') if named else ''}.zip"
    upload = SimpleUploadedFile(name, whole.getvalue(), "application/zip")
    with transaction.atomic():
        file = store(
            upload=upload, name=name, kind=ARCHIVE(MEGABYTES), purpose=PURPOSE, subject=f"kipp.edition:{edition.pk}",
            by=by, now=now,
        )  # fmt: skip
        made = Archive.objects.create(edition=edition, file=file, named=named, line=packed.line, by=by, at=now)
        data = {"archive": made.pk, "sha256": packed.sha256, "named": named}
        record(act="kipp.archive_made", subject=edition, by=by, now=now, data=data)
    return made
