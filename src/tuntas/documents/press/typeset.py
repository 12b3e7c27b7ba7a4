"""typst: a template and data become a tagged PDF that keeps PDF/UA-1 and PDF/A-2a, checked by the compiler."""

import hashlib
import json
import re
import threading
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

import typst

STANDARDS: list[Literal["a-2a", "ua-1"]] = ["a-2a", "ua-1"]
ROOT = Path(__file__).resolve().parents[2]  # templates of all rooms lie below
BASE = "documents/templates/documents/typst/base.typ"

_IMPORT = re.compile(r'^#import "/([^"]+\.typ)"', re.M)
_lock = threading.Lock()
_compilers: list[typst.Compiler] = []


class TemplateMissing(Exception):
    """A kind of document has no template where its room should keep it."""


class TypesetFailed(Exception):
    """typst could not make the document; the message is for a developer."""


def template_of(kind: str) -> str:
    """`kipp.receipt` → `kipp/templates/kipp/typst/receipt.typ`, relative to the package; a service's lie below it."""
    room, _, name = kind.partition(".")
    path = f"{room}/templates/{room}/typst/{name}.typ"
    if name.replace("_", "").isalnum() and room.isidentifier():
        for found in (path, f"services/{path}"):
            if (ROOT / found).is_file():
                return found
    raise TemplateMissing(f"{kind}: no template at {path}")


def fingerprint(kind: str) -> str:
    """SHA-256 (hex) of the template, of the base it stands on, and of what else of ours it takes in."""
    digest = hashlib.sha256((ROOT / BASE).read_bytes())
    own = (ROOT / template_of(kind)).read_bytes()
    digest.update(own)
    for taken in sorted(set(_IMPORT.findall(own.decode())) - {BASE}):
        digest.update((ROOT / taken).read_bytes())
    return digest.hexdigest()


def typeset(*, kind: str, frame: dict[str, Any], data: dict[str, Any], qr: str, moment: datetime) -> bytes:
    """The PDF. `frame` is what the base prints (number, date, code …), `data` what the template reads, `qr` an SVG.

    The same input and moment give the same bytes. Raises `TypesetFailed`.
    """
    path = template_of(kind)
    inputs = {
        "frame": json.dumps(frame, ensure_ascii=False),
        "data": json.dumps(data, ensure_ascii=False),
        "qr": qr,
    }
    with _lock:  # one compiler, kept: fonts are read once, and a second document takes a few milliseconds
        if not _compilers:
            _compilers.append(typst.Compiler(root=str(ROOT), ignore_system_fonts=True))
        try:
            made = _compilers[0].compile(
                input=str(ROOT / path),
                format="pdf",
                sys_inputs=inputs,
                pdf_standards=[*STANDARDS],
                timestamp=int(moment.timestamp()),
            )
        except (typst.TypstError, RuntimeError, ValueError) as error:
            raise TypesetFailed(f"{kind}: {error}") from error
    assert isinstance(made, bytes)
    return made
