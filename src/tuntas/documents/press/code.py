"""The code of a document: in its QR and in letters that survive being read aloud."""

import re
import secrets
from io import BytesIO

import segno

# Crockford's base 32, as in kernel.identifiers; 28 letters carry 140 bits.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 28
MASK = 2  # every third column turned over
_ALIKE = str.maketrans("OIL", "011")


def new_code() -> str:
    """A fresh code nobody can guess."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def normal(typed: str) -> str:
    """What somebody typed as the code is kept: capitals, no spaces or dashes, O as 0, I and L as 1.

    Empty when it cannot be a code at all.
    """
    letters = re.sub(r"[\s.–—-]", "", typed).upper().translate(_ALIKE)
    return letters if len(letters) == LENGTH and set(letters) <= set(ALPHABET) else ""


def grouped(code: str) -> str:
    """The code in groups of four, as printed: `7Q4X-M2HD-…`."""
    return "-".join(code[i : i + 4] for i in range(0, len(code), 4))


def qr(address: str) -> str:
    """A QR code of the address as SVG, dark modules only, with the quiet zone a scanner needs."""
    out = BytesIO()
    # One mask for all: every reader takes any of the eight, and choosing the prettiest costs five times the rest.
    segno.make(address, error="m", micro=False, mask=MASK).save(out, kind="svg", border=4, xmldecl=False, svgns=True)
    return out.getvalue().decode()
