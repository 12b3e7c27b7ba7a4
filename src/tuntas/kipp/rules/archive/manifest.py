"""The list of what an archive holds, with the hash of each file, and whose seal it carries."""

import hashlib
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from tuntas.documents.press.seal import fingerprint_of, signature_fits
from tuntas.kipp.rules.archive.container import Reader
from tuntas.kipp.rules.archive.shape import FORMAT, MANIFEST, NAMES, SEAL, SIGNATURE, Unreadable, document, pretty


@dataclass(frozen=True)
class Listed:
    """One file of the archive."""

    sha256: str
    size: int


def manifest(edition: str, named: bool, head: tuple[int, str], files: dict[str, Listed]) -> bytes:
    """The manifest as it is signed."""
    return pretty(
        {
            "format": FORMAT,
            "edition": edition,
            "named": named,
            "journal_head": {"number": head[0], "hash": head[1]},
            "files": {name: {"sha256": one.sha256, "size": one.size} for name, one in files.items()},
        }
    )


@dataclass
class Seal:
    """What looking at manifest and seal shows; `troubles` are sentences."""

    manifest: dict[str, Any] = field(default_factory=dict)
    fingerprint: str = ""
    trusted: bool | None = None  # None: nobody said which certificate to trust
    troubles: list[str] = field(default_factory=list)


def examine(archive: Reader, trust: bytes | None) -> Seal:
    """Compare every file with the manifest, the manifest with its signature, and the seal with the trusted one."""
    seal = Seal()
    wanted = {*NAMES, MANIFEST, SIGNATURE, SEAL}
    for name in sorted(wanted ^ archive.members.keys()):
        sentence = _("%(file)s is missing.") if name in wanted else _("%(file)s does not belong here.")
        seal.troubles.append(sentence % {"file": name})
    if not {MANIFEST, SIGNATURE, SEAL} <= archive.members.keys():
        return seal
    raw, certificate = archive.read(MANIFEST), archive.read(SEAL)
    if not signature_fits(certificate, archive.read(SIGNATURE), raw):
        seal.troubles.append(_("The signature does not fit the manifest: somebody changed it after it was sealed."))
    try:
        seal.fingerprint = fingerprint_of(certificate)
    except ValueError:
        seal.troubles.append(_("%(file)s is no certificate.") % {"file": SEAL})
    if trust is not None:
        seal.trusted = _same(trust, seal.fingerprint)
        if not seal.trusted:
            seal.troubles.append(_("The seal is not the one you trust: somebody else made or changed the archive."))
    seal.manifest = _read(raw, seal)
    _hashes(archive, seal)
    return seal


def _same(trust: bytes, fingerprint: str) -> bool:
    try:
        return bool(fingerprint) and fingerprint_of(trust) == fingerprint
    except ValueError:
        return False


def _read(raw: bytes, seal: Seal) -> dict[str, Any]:
    try:
        found = document(MANIFEST, raw)
    except Unreadable as error:
        seal.troubles.append(str(error))
        return {}
    if found.get("format") != FORMAT or not isinstance(found.get("files"), dict):
        seal.troubles.append(_("The manifest is not of the format %(format)s.") % {"format": FORMAT})
        return {}
    return found


def _hashes(archive: Reader, seal: Seal) -> None:
    listed = seal.manifest.get("files", {})
    for name in (*NAMES, SEAL):
        if name not in archive.members:
            continue
        digest = hashlib.sha256()
        for chunk in archive.chunks(archive.members[name]):
            digest.update(chunk)
        one = listed.get(name)
        if not isinstance(one, dict) or one.get("sha256") != digest.hexdigest():
            seal.troubles.append(_("%(file)s is not the file that was sealed.") % {"file": name})
