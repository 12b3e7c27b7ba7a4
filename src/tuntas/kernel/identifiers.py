"""Names for things: tokens nobody can guess and references people can read aloud."""

import secrets

# Crockford's base 32: no I, L, O, U, so a reference survives a telephone line.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def token(bits: int = 128) -> str:
    """A random, URL-safe token of at least `bits` bits."""
    return secrets.token_urlsafe((bits + 7) // 8)


def reference(prefix: str, length: int = 8) -> str:
    """A readable reference such as `KIPP-7Q4X-M2HD`: `length` random letters of `ALPHABET`."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(length))
    groups = [letters[i : i + 4] for i in range(0, length, 4)]
    return "-".join([prefix, *groups])
