"""Who may do what with a copy, who may copy what, and the figures of a copy."""

from tuntas.replication.rules.copying import chain_of, refusal, spot_of
from tuntas.replication.rules.figures import Bar, Comparison, bars, compare_results, weighted_progress
from tuntas.replication.rules.parts import (
    is_public,
    may_facilitate,
    may_message,
    may_name_mentor,
    may_offer_updates,
    may_plan,
    may_start,
    parts_of,
    sides_to_sign,
)

__all__ = [
    "Bar",
    "Comparison",
    "bars",
    "chain_of",
    "compare_results",
    "is_public",
    "may_facilitate",
    "may_message",
    "may_name_mentor",
    "may_offer_updates",
    "may_plan",
    "may_start",
    "parts_of",
    "refusal",
    "sides_to_sign",
    "spot_of",
    "weighted_progress",
]
