"""Proposals that are written but not handed in."""

from django.db.models import QuerySet

from tuntas.kipp.models import Edition, Entry
from tuntas.kipp.terms import EntryStage


def drafts_of(edition: Edition) -> QuerySet[Entry]:
    """Entries that still stand with their writer or their local admin before submission."""
    return edition.entries.filter(case__stage__in=[EntryStage.DRAFT, EntryStage.WITH_ADMIN])
