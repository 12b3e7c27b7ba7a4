"""The room's own people: an officer and the neighbours of Desa Talun."""

from tuntas.residents.tests.neighbours import neighbours, officer

__all__ = ["neighbours", "officer"]
