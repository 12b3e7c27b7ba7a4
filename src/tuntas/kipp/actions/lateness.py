"""Reminding jurors of what they have not handed in."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tuntas.journal.actions import record
from tuntas.kernel.bilingual import said
from tuntas.kernel.clock import wib
from tuntas.kipp.actions.assigning import held_stage
from tuntas.kipp.models import SeatHolder, Stage
from tuntas.kipp.queries.lateness import JURY_NUDGED, Behind, jury_pace, link_of
from tuntas.notices.actions import tell
from tuntas.notices.terms import worded
from tuntas.people.models import Person


@transaction.atomic
def nudge_jurors(*, stage: Stage, by: Person, now: datetime, juror: SeatHolder | None = None) -> int:
    """Remind whoever has sheets open in the stage, by notice and e-mail; how many people were told.

    Nobody is told twice on one calendar day (WIB) about the same stage. With `juror` only that one.
    Raises `actions.assigning.NotStaff`, `StageClosed`.
    """
    fresh = held_stage(stage, by, now)  # a second click waits here and then finds everybody told
    waiting = [one for one in jury_pace(fresh, now) if one.open and not one.reminded and one.juror.person.is_active]
    if juror is not None:
        waiting = [one for one in waiting if one.juror.pk == juror.pk]
    for one in waiting:
        _remind(fresh, one, now)
    if waiting:
        seats = sorted(one.juror.pk for one in waiting)
        record(act="kipp.jurors_nudged", subject=fresh, by=by, now=now, data={"jurors": seats})
    return len(waiting)


def _remind(stage: Stage, one: Behind, now: datetime) -> None:
    def say() -> tuple[str, str]:
        what = {"n": one.open, "stage": said(stage, "title"), "edition": said(stage.edition, "name")}
        title = ngettext(
            "%(n)d score sheet waits for you: %(stage)s", "%(n)d score sheets wait for you: %(stage)s", one.open
        )
        body = [str(what["edition"])]
        if stage.closes_at:
            at = wib(stage.closes_at).strftime("%d-%m-%Y %H.%M WIB")
            body.append(_("Scoring closes on %(at)s. A sheet that is not handed in does not count.") % {"at": at})
        body.append(_("If you cannot finish, please tell the secretariat soon, so that others can take over."))
        return title % what, "\n".join(body)

    tell(person=one.juror.person, kind=JURY_NUDGED, link=link_of(stage), now=now, **worded(say))
