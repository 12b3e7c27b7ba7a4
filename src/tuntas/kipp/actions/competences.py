"""What each juror knows well: held by the organiser, proposed by the juror."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tuntas.journal.actions import record
from tuntas.kipp.models import Category, Competence, SeatHolder
from tuntas.kipp.rules.seats import may_organise
from tuntas.kipp.terms import Mastery, Seat
from tuntas.people.models import Person


class CompetenceRefused(Exception):
    """Competences cannot be written like this; `str(error)` is a sentence for the person who tried."""


Levels = Mapping[int, int]  # category id → level


def _checked(holder: SeatHolder, levels: Levels) -> dict[int, Mastery]:
    if holder.seat != Seat.JUROR or holder.left_at:
        raise CompetenceRefused(_("This person is not a juror of this edition."))
    known = set(Category.objects.filter(edition=holder.edition_id).values_list("pk", flat=True))
    if not set(levels) <= known or not set(levels.values()) <= set(Mastery.values):
        raise CompetenceRefused(_("This edition has no such category."))
    return {category: Mastery(level) for category, level in levels.items()}


@transaction.atomic
def state(*, holder: SeatHolder, levels: Levels, by: Person, now: datetime) -> int:
    """The organiser says how well the juror knows each category; what the juror proposed for them is settled by it.

    How many levels changed. Raises `CompetenceRefused`.
    """
    if not may_organise(by, holder.edition):
        raise CompetenceRefused(_("Only an organiser of this edition may do this."))
    wanted = _checked(holder, levels)
    there = {row.category_id: row for row in Competence.objects.select_for_update().filter(holder=holder)}
    changed = {}
    for category, level in wanted.items():
        row = there.get(category) or Competence(holder=holder, category_id=category)
        if row.level == level and row.proposed is None:
            continue
        if row.level != level:
            changed[category] = int(level)
        row.level, row.proposed, row.by, row.at = level, None, by, now
        row.save()
    if changed:
        data = {"levels": {str(category): level for category, level in changed.items()}}
        record(act="kipp.competence_stated", subject=holder, by=by, now=now, data=data)
    return len(changed)


@transaction.atomic
def propose(*, holder: SeatHolder, levels: Levels, by: Person, now: datetime) -> int:
    """The juror says what they know; it counts once the organiser has taken it over. How many proposals wait."""
    if by.pk != holder.person_id:
        raise CompetenceRefused(_("Only the juror proposes this."))
    wanted = _checked(holder, levels)
    there = {row.category_id: row for row in Competence.objects.select_for_update().filter(holder=holder)}
    waiting = 0
    for category, level in wanted.items():
        row = there.get(category) or Competence(holder=holder, category_id=category)
        proposed = None if level == row.level else level
        waiting += proposed is not None
        if row.proposed == proposed:
            continue
        row.proposed, row.by, row.at = proposed, by, now
        row.save()
    record(act="kipp.competence_proposed", subject=holder, by=by, now=now, data={"waiting": waiting})
    return waiting


@transaction.atomic
def take_over(*, holder: SeatHolder, by: Person, now: datetime) -> int:
    """Accept all that the juror proposed; how many levels changed."""
    waiting = Competence.objects.filter(holder=holder, proposed__isnull=False)
    levels = {category: int(level or 0) for category, level in waiting.values_list("category_id", "proposed")}
    return state(holder=holder, levels=levels, by=by, now=now)
