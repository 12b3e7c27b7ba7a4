"""Who may read what, what a record may say, what is kept how long. No request, no writes."""

from tuntas.residents.rules.reading import MATRIX, may_keep, may_read, may_search, roles_for, villages_kept

__all__ = ["MATRIX", "may_keep", "may_read", "may_search", "roles_for", "villages_kept"]
