"""Questions to the register, split by noun."""

from tuntas.innovations.queries.alike import alike
from tuntas.innovations.queries.page import Page, Told, maturity_of, page_of, related, told
from tuntas.innovations.queries.register import (
    mine,
    own_organisations,
    owners_for,
    shown,
)
from tuntas.innovations.queries.search import Found, Query, search
from tuntas.innovations.queries.upkeep import upkeep, upkeep_counts

__all__ = [
    "Found",
    "Query",
    "search",
    "Page",
    "Told",
    "alike",
    "maturity_of",
    "mine",
    "own_organisations",
    "owners_for",
    "page_of",
    "related",
    "shown",
    "told",
    "upkeep",
    "upkeep_counts",
]
