"""Opening scores before the lock, for a limited time, with a reason; and telling the jury afterwards."""

from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from tuntas.journal.actions import record
from tuntas.kernel.bilingual import said
from tuntas.kernel.clock import wib
from tuntas.kernel.text import clean
from tuntas.kipp.models import Stage, Unsealing
from tuntas.kipp.rules.unsealing import can_be_unsealed, may_unseal, span, unsealed
from tuntas.kipp.terms import Seat
from tuntas.notices.actions import tell_many
from tuntas.notices.terms import worded
from tuntas.people.models import Person


class UnsealingRefused(Exception):
    """The scores cannot be opened so; `str(error)` is a sentence for the organiser."""


class NotOrganiser(UnsealingRefused):
    """Only an organiser of this edition opens scores early."""


class NothingSealed(UnsealingRefused):
    """The stage has no scores, is locked, or its edition does not run."""


class ReasonMissing(UnsealingRefused):
    """Opening early needs a reason in words."""


def _held(stage: Stage, by: Person) -> Stage:
    fresh = Stage.objects.select_for_update(of=("self",)).select_related("edition").get(pk=stage.pk)
    if not may_unseal(by, fresh.edition):
        raise NotOrganiser(_("Only an organiser of this edition may do this."))
    return fresh


@transaction.atomic
def unseal(*, stage: Stage, reason: str, by: Person, now: datetime) -> Unsealing:
    """Show the scores of a running stage to organisers for the edition's span. The jury is told at the lock.

    While scores are open already, the running unsealing comes back and nothing is prolonged. Raises
    `NotOrganiser`, `NothingSealed`, `ReasonMissing`.
    """
    fresh = _held(stage, by)
    if not can_be_unsealed(fresh, fresh.edition):
        raise NothingSealed(_("The scores of this stage are not sealed."))
    if running := unsealed([fresh], now).get(fresh.pk):
        return running
    reason = " ".join(clean(reason).split())[:400]
    if not reason:
        raise ReasonMissing(_("Write why the scores must be seen now; the whole jury will read it."))
    made = Unsealing.objects.create(stage=fresh, by=by, at=now, until=now + span(fresh.edition), reason=reason)
    data = {"unsealing": made.pk, "until": made.until.isoformat()}
    record(act="kipp.scores_unsealed", subject=fresh, by=by, now=now, data=data)
    return made


@transaction.atomic
def seal_again(*, stage: Stage, by: Person, now: datetime) -> None:
    """Hide the scores before the time is over. Where nothing is open it changes nothing. Raises `NotOrganiser`."""
    fresh = _held(stage, by)
    running = unsealed([fresh], now).get(fresh.pk)
    if running is None:
        return
    Unsealing.objects.filter(pk=running.pk).update(ended_at=now)
    record(act="kipp.scores_sealed_again", subject=fresh, by=by, now=now, data={"unsealing": running.pk})


def tell_jury(stage: Stage, now: datetime) -> int:
    """Tell every juror of each early opening not told yet; belongs inside the act that locks the stage."""
    untold = list(Unsealing.objects.filter(stage=stage, told_at=None).select_related("by", "stage__edition"))
    if not untold:
        return 0
    seats = Q(seats__edition=stage.edition_id, seats__seat=Seat.JUROR)
    scored = Q(seats__left_at=None) | Q(seats__assignments__stage=stage.pk)
    jury = list(Person.objects.filter(seats & scored, is_active=True).distinct())
    link = reverse("kipp:queue", args=[stage.edition.slug, stage.key])
    for one in untold:
        words = worded(partial(_words, one, now))
        tell_many(people=jury, kind="kipp.scores_unsealed", link=link, now=now, **words)
    Unsealing.objects.filter(pk__in=[one.pk for one in untold]).update(told_at=now)
    return len(untold)


def _words(one: Unsealing, now: datetime) -> tuple[str, str]:
    what = {
        "stage": said(one.stage, "title"),
        "name": one.by.name,
        "at": wib(one.at).strftime("%d-%m-%Y %H.%M WIB"),
        "until": wib(min(one.ended_at or one.until, now)).strftime("%d-%m-%Y %H.%M WIB"),
        "reason": one.reason,
    }
    return (
        _("Scores of “%(stage)s” were opened before the lock") % what,
        _("%(name)s could read the scores of the jury from %(at)s to %(until)s. Reason: %(reason)s") % what,
    )
