"""What the papers of an edition say, and how a certificate is said anew. Registered in `apps.py`."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from tuntas.documents.actions import Paper
from tuntas.documents.models import Document
from tuntas.innovations.models import Award
from tuntas.kipp.models import Decision, Edition, Entry
from tuntas.kipp.queries.minutes import certificate_data
from tuntas.kipp.terms import Outcome


def certificate_paper(decision: Decision, edition: Edition, language: str) -> Paper:
    """The certificate of a winner or finalist."""
    entry, won = decision.entry, decision.outcome == Outcome.WINNER
    with override(language):
        title = _("Certificate of a winner") if won else _("Certificate of a finalist")
    holder = f"{entry.title} · {entry.organisation.name}"
    return Paper(title, holder, certificate_data(decision, edition, language))


def certificate_anew(document: Document) -> Paper | None:
    """The certificate as the register and the decisions stand now."""
    decision = (
        Decision.objects.filter(entry__certificate=document)
        .select_related(
            "plenary__minutes",
            "plenary__stage__edition__office__place",
            "entry__case",
            "entry__track",
            "entry__organisation__place",
        )
        .first()
    )
    return certificate_paper(decision, decision.plenary.stage.edition, document.language) if decision else None


def adopt_certificate(old: Document, new: Document) -> None:
    """The entry and its award have the new certificate."""
    Entry.objects.filter(certificate=old).update(certificate=new)
    Award.objects.filter(document=old).update(document=new)
