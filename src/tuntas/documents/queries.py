"""Questions about documents."""

from django.db import models
from django.db.models import QuerySet

from tuntas.documents.models import Document
from tuntas.journal.actions import subject_of


def documents_of(subject: models.Model | str, kind: str = "") -> QuerySet[Document]:
    """The documents of a thing, newest first, with series and file at hand."""
    named = subject if isinstance(subject, str) else subject_of(subject)
    found = Document.objects.filter(subject=named).select_related("series", "file").order_by("-issued_at", "-pk")
    return found.filter(kind=kind) if kind else found
