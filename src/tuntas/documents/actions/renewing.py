"""Replacing a document by hand: the same paper again, saying what is true now.

Nobody types what a document says. The room that issued it offers to say it anew from its own facts: mend the
mistake where it stands (a misspelt name in the register), then replace the paper.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tuntas.documents.actions.ending import CannotEnd, replace
from tuntas.documents.models import Document
from tuntas.documents.press.typeset import fingerprint
from tuntas.documents.rules import may_end
from tuntas.documents.terms import Status
from tuntas.people.models import Person


@dataclass(frozen=True)
class Paper:
    """What a document says: its title, whom it is for (both public), and what its template reads."""

    title: str
    holder: str
    data: dict[str, Any]


Anew = Callable[[Document], Paper | None]
Adopt = Callable[[Document, Document], None]
_offered: dict[str, tuple[Anew, Adopt]] = {}


class NothingChanged(CannotEnd):
    """The new document would say the same as the old one."""


def offer_renewal(kind: str, anew: Anew, adopt: Adopt) -> None:
    """Let documents of a kind be replaced by hand; called from the owning room's `apps.py`.

    `anew(document)` is what it would say now, None where its subject is gone; `adopt(old, new)` puts the new one
    wherever the room keeps the old one, inside the transaction that replaces it.
    """
    if _offered.get(kind, (anew, adopt)) != (anew, adopt):
        raise ValueError(f"two renewals for documents of kind {kind}")
    _offered[kind] = anew, adopt


def may_be_renewed(document: Document) -> bool:
    """It is in force and its room offers to say it anew."""
    return document.kind in _offered and document.status == Status.ISSUED


def anew(document: Document) -> Paper | None:
    """What the document would say if it were issued now."""
    return _offered[document.kind][0](document) if document.kind in _offered else None


def differences(document: Document, paper: Paper) -> list[tuple[str, str]]:
    """What is printed and what would be printed instead, where the two differ; data texts in their order."""
    before = [document.title, document.holder, *_texts(document.data)]
    after = [paper.title[:200], paper.holder[:160], *_texts(paper.data)]
    if len(before) != len(after):
        gone = [text for text in before if text not in after]
        come = [text for text in after if text not in before]
        width = max(len(gone), len(come))
        return list(zip(gone + [""] * (width - len(gone)), come + [""] * (width - len(come)), strict=True))
    return list(dict.fromkeys((old, new) for old, new in zip(before, after, strict=True) if old != new))


@transaction.atomic
def renew(*, document: Document, reason: str, by: Person, now: datetime) -> Document:
    """Issue the document anew under the next number; the old one's page leads to it. Gives back the new one.

    Raises `CannotEnd` where it is not in force, no reason is given, or the person may not; `NothingChanged` where
    neither facts nor template differ from what is printed.
    """
    fresh = Document.objects.select_for_update().get(pk=document.pk)
    if not may_end(by, fresh, now):
        raise CannotEnd(_("Only operators and organisers replace documents."))
    paper = anew(fresh) if may_be_renewed(fresh) else None
    if paper is None:
        raise CannotEnd(_("This document cannot be replaced here."))
    if not differences(fresh, paper) and fresh.template == fingerprint(fresh.kind):
        raise NothingChanged(_("The new document would say the same. Mend the mistake where it stands first."))
    new = replace(
        document=fresh, data=paper.data, reason=reason, by=by, now=now, title=paper.title, holder=paper.holder
    )
    _offered[fresh.kind][1](fresh, new)
    return new


def _texts(data: Any) -> Iterator[str]:
    """Every text and number in the data, in the order it is kept."""
    if isinstance(data, dict):
        for key in sorted(data):
            yield from _texts(data[key])
    elif isinstance(data, list | tuple):
        for part in data:
            yield from _texts(part)
    else:
        yield str(data)
