"""Special awards, and what their certificates say."""

from datetime import datetime
from typing import Any

from django.db.models import Count, Prefetch, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override

from tuntas.documents.actions import Paper
from tuntas.files.rules.guards import Reader
from tuntas.forum.models import Honour, Honouree
from tuntas.forum.rules.honours import is_granted, may_award
from tuntas.kernel.bilingual import said
from tuntas.people.models import Organisation
from tuntas.ui.templatetags.ui import day

_WHOM = Honouree.objects.select_related("organisation__place", "programme", "certificate")


def honours(reader: Reader, now: datetime) -> QuerySet[Honour]:
    """Granted ones; those who grant see the others too, first. Two queries."""
    found = Honour.objects.select_related("giver", "gathering").prefetch_related(Prefetch("honourees", _WHOM))
    if not may_award(reader, now):
        found = found.filter(is_granted())
    return found.annotate(n=Count("honourees")).order_by("-granted_at", "-pk")


def honour_of(slug: str) -> Honour | None:
    """One award with everything its page shows: two queries."""
    found = Honour.objects.select_related("giver__place", "gathering").prefetch_related(Prefetch("honourees", _WHOM))
    return found.filter(slug=slug).first()


def whom(one: Honouree) -> str:
    """Who is honoured, in the reader's language."""
    name = said(one.programme, "name") if one.programme else str(one.organisation)
    return f"{one.office}, {name}" if one.office else name


def paper_of(one: Honouree, language: str) -> Paper:
    """What the certificate says, as things stand now."""
    honour = one.honour
    with override(language):
        name = said(honour, "name")
        ceremony = ""
        if honour.gathering is not None:
            ceremony = f"{said(honour.gathering, 'title')}, {day(honour.gathering.starts_at)}"
        data: dict[str, Any] = {
            "letterhead": {"lines": _letterhead(honour.giver)},
            "holder": whom(one),
            "place": one.organisation.place.full_name if one.organisation else "",
            "name": name,
            "citation": said(honour, "citation"),
            "ceremony": ceremony,
            "office": honour.giver.name,
        }
        return Paper(name, data["holder"], data)


def _letterhead(giver: Organisation) -> list[str]:
    place = giver.place
    head = _("Government of %(place)s Province") % {"place": place.name} if "." not in place.code else place.full_name
    return [head, giver.name]
