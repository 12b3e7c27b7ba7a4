"""One amendment in the practice edition, so that the list of changes can be looked at."""

from datetime import datetime

from tuntas.kipp.actions.amendments import begin, describe, enact, propose
from tuntas.kipp.models import Amendment, Edition
from tuntas.kipp.rules.charter.editing import with_rows
from tuntas.kipp.rules.charter.facts import SECTIONS
from tuntas.kipp.rules.charter.reading import charter_of
from tuntas.people.models import Person

MORE = 50  # words


def amend(edition: Edition, by: Person, now: datetime) -> Amendment:
    """A longer limit for the first section, in force before anybody wrote. The decree is marked as invented."""
    charter = charter_of(edition)
    first = charter["sections"][0]
    wanted = with_rows(charter, SECTIONS, [{"id": first["key"], "words": first["words"] + MORE}])
    draft = propose(amendment=begin(edition=edition, by=by, now=now), charter=wanted, by=by, now=now, seen=0)
    draft = describe(
        amendment=draft,
        title=f"Batas kata bagian “{first['title']}” dinaikkan (contoh)",
        reason="Contoh perubahan aturan: beberapa instansi meminta ruang lebih untuk meringkas inovasinya.",
        reference="Contoh: Keputusan Nomor 000/LATIHAN",
        by=by,
        now=now,
        seen=draft.revision,
    )
    return enact(amendment=draft, by=by, now=now, seen=draft.revision)
