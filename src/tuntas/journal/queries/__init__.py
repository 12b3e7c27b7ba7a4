"""Questions to the record, and whether it is as it was written."""

from tuntas.journal.queries.trail import lines_of, search, trail
from tuntas.journal.queries.verifying import Checked, Trouble, verify

__all__ = ["Checked", "Trouble", "lines_of", "search", "trail", "verify"]
