"""Who may do what, what is fresh, what a search looks in."""

from tuntas.innovations.rules.access import may_add, may_edit, may_publish, may_see
from tuntas.innovations.rules.upkeep import is_fresh, wants_asking
from tuntas.innovations.rules.words import name_likeness, stem, text_likeness, words_of

__all__ = [
    "is_fresh",
    "may_add",
    "may_edit",
    "may_publish",
    "may_see",
    "name_likeness",
    "stem",
    "text_likeness",
    "wants_asking",
    "words_of",
]
