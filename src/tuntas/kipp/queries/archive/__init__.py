"""What a sealed archive holds, read from the database."""

from tuntas.kipp.queries.archive.documents import edition_document, plenary_document, versions_document
from tuntas.kipp.queries.archive.journal import journal_rows
from tuntas.kipp.queries.archive.tables import rows_of

__all__ = ["edition_document", "journal_rows", "plenary_document", "rows_of", "versions_document"]
