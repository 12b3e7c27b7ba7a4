"""Amendments as people read them: what is in force with its differences, extensions among them, and the open draft."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tuntas.kernel.bilingual import said
from tuntas.kernel.clock import wib
from tuntas.kipp.models import Amendment, Edition, Extension
from tuntas.kipp.rules.charter.changes import Change
from tuntas.kipp.rules.charter.shape import Kind
from tuntas.kipp.rules.charter.stages import STAGES
from tuntas.kipp.rules.charter.telling import Difference
from tuntas.people.models import Organisation


@dataclass(frozen=True)
class RuleChange:
    """One change of public rules in the list: an amendment with its number, or a deadline extended without one."""

    number: int | None
    title: str
    reason: str
    reference: str
    at: datetime
    effective_at: datetime
    by: str
    differences: tuple[Difference, ...]


def draft_of(edition: Edition) -> Amendment | None:
    """The amendment being written, if there is one."""
    return edition.amendments.filter(at=None, dropped_at=None).select_related("drafted_by").first()


def history_of(edition: Edition, extensions: Iterable[Extension] | None = None) -> list[RuleChange]:
    """Every change of the published rules, newest first. One query with the extensions at hand, two without."""
    if extensions is None:
        extensions = Extension.objects.filter(stage__edition=edition).select_related("stage", "by")
    enacted = edition.amendments.filter(number__isnull=False).select_related("by")
    found = [*map(_amended, enacted), *(_extended(one) for one in extensions if one.amendment_id is None)]
    return sorted(found, key=lambda one: (one.at, one.number or 0), reverse=True)


def _amended(amendment: Amendment) -> RuleChange:
    assert amendment.at and amendment.effective_at and amendment.by
    return RuleChange(
        amendment.number,
        amendment.title,
        amendment.reason,
        amendment.reference,
        amendment.at,
        amendment.effective_at,
        amendment.by.name,
        tuple(_stored(one) for one in amendment.changes),
    )


def _stored(change: dict[str, Any]) -> Difference:
    language = "en" if (get_language() or "id").startswith("en") else "id"
    return Difference(**change["words"][language])


def _extended(extension: Extension) -> RuleChange:
    label = STAGES.fact("closes_at")
    line = Difference(
        str(STAGES.title),
        f"{STAGES.one} “{said(extension.stage, 'title')}”: {label.label if label else ''}",
        _moment(extension.before),
        _moment(extension.after),
    )
    title = _("Deadline extended: %(stage)s") % {"stage": said(extension.stage, "title")}
    return RuleChange(None, title, extension.reason, "", extension.at, extension.at, extension.by.name, (line,))


def _moment(moment: datetime) -> str:
    return f"{wib(moment):%d-%m-%Y %H.%M} WIB"


def offices_in(changes: Iterable[Change]) -> dict[int, str]:
    """Names of the offices that changes speak of."""
    ids = [value for one in changes if one.fact and one.fact.kind == Kind.OFFICE for value in (one.before, one.after)]
    return {row.pk: str(row) for row in Organisation.objects.filter(pk__in=ids)} if ids else {}
