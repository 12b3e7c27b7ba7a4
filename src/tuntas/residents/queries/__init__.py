"""Questions without identity: figures and groups."""

from tuntas.residents.queries.figures import counts, groups

__all__ = ["counts", "groups"]
