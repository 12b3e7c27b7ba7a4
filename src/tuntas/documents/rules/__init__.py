"""Numbers as printed, and who may read or end a document."""

from tuntas.documents.rules.numbers import PatternWrong, label_for, roman
from tuntas.documents.rules.reading import forgets, has_expired, is_public, may_end, may_read, may_read_file, register

__all__ = [
    "PatternWrong",
    "forgets",
    "has_expired",
    "is_public",
    "label_for",
    "may_end",
    "may_read",
    "may_read_file",
    "register",
    "roman",
]
