"""Questions to the register, split by noun."""

from tuntas.innovations.queries.alike import alike
from tuntas.innovations.queries.register import (
    Filters,
    contests,
    mine,
    own_organisations,
    owners_for,
    public,
    shown,
    years,
)

__all__ = [
    "Filters",
    "alike",
    "contests",
    "mine",
    "own_organisations",
    "owners_for",
    "public",
    "shown",
    "years",
]
