"""Telling jurors that proposals wait for them; names no proposal, so nothing has to be taken back later."""

from collections.abc import Collection
from datetime import datetime

from django.utils.translation import gettext as _

from tuntas.kernel.bilingual import said
from tuntas.kernel.clock import wib
from tuntas.kipp.models import Stage
from tuntas.kipp.queries.lateness import link_of
from tuntas.notices.actions import tell_many
from tuntas.notices.models import Notice
from tuntas.notices.terms import worded
from tuntas.people.models import Person

GIVEN = "kipp.jury_given"


def tell_given(stage: Stage, jurors: Collection[int], now: datetime) -> int:
    """Tell the jurors of these seats; whoever has not read the last such message gets no second one. How many."""
    link = link_of(stage)
    unread = Notice.objects.filter(kind=GIVEN, link=link, read_at=None).values("person_id")
    people = Person.objects.filter(seats__in=jurors, is_active=True).exclude(pk__in=unread)

    def say() -> tuple[str, str]:
        what = {"stage": said(stage, "title"), "edition": said(stage.edition, "name")}
        title = _("Proposals wait for your scores: %(stage)s") % what
        body = [str(what["edition"])]
        if stage.opens_at and stage.opens_at > now:
            body.append(_("Scoring opens on %(at)s.") % {"at": wib(stage.opens_at).strftime("%d-%m-%Y %H.%M WIB")})
        if stage.closes_at:
            body.append(_("Scoring closes on %(at)s.") % {"at": wib(stage.closes_at).strftime("%d-%m-%Y %H.%M WIB")})
        return title, "\n".join(body)

    return tell_many(people=people, kind=GIVEN, link=link, now=now, **worded(say))
