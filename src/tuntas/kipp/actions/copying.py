"""Starting an edition from another one: next year from this one."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tuntas.journal.actions import record
from tuntas.kipp.actions.charter import write_changes
from tuntas.kipp.actions.editions import EditionRefused, NotAllowed, free_slug
from tuntas.kipp.models import Edition, SeatHolder
from tuntas.kipp.rules.charter.changes import differences
from tuntas.kipp.rules.charter.reading import charter_of, moved, portable
from tuntas.kipp.rules.seats import may_open, may_see
from tuntas.kipp.terms import Seat
from tuntas.people.models import Organisation, Person


@transaction.atomic
def copy_edition(
    *, source: Edition, name: str, year: int, office: Organisation, by: Person, now: datetime, is_sample: bool = False
) -> Edition:
    """A draft with the rules of `source`, its calendar moved to `year`; `by` becomes its organiser.

    People, proposals and scores stay where they are. Raises `NotAllowed` unless `by` may open editions and may see
    the source.
    """
    if not may_open(by, now) or not may_see(by, source):
        raise NotAllowed(_("Only the provincial organiser may open an edition."))
    if not name.strip():
        raise EditionRefused(_("The edition has no name."))
    made = Edition.objects.create(
        slug=free_slug(name, year),
        name=name.strip(),
        year=year,
        office=office,
        preset=source.preset,
        notes=source.notes,
        created_by=by,
        created_at=now,
        is_sample=is_sample,
    )
    blank, wanted = charter_of(made), moved(portable(charter_of(source)), year - source.year)
    write_changes(made, differences(blank, wanted))
    SeatHolder.objects.create(edition=made, person=by, seat=Seat.ORGANISER, added_at=now)
    record(act="kipp.edition_opened", subject=made, by=by, now=now, data={"source": source.pk})
    return Edition.objects.get(pk=made.pk)
