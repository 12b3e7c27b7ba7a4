"""Around amendments: drafting one, bringing one into force, what differs. Plain functions for any test."""

from tuntas.kipp.actions import amendments as acts
from tuntas.kipp.queries.amending import effects_of, standing_of
from tuntas.kipp.rules.charter.changes import differences
from tuntas.kipp.rules.charter.editing import with_rows
from tuntas.kipp.rules.charter.facts import SECTIONS
from tuntas.kipp.rules.charter.reading import charter_of

WORDS = {"title": "Batas kata ringkasan", "reason": "Banyak yang memintanya.", "reference": "SK 12/2021"}


def drafted(edition, by, now, charter):
    """A draft that would make the rules those of the charter, with its words."""
    draft = acts.begin(edition=edition, by=by, now=now)
    draft = acts.propose(amendment=draft, charter=charter, by=by, now=now, seen=draft.revision)
    return acts.describe(amendment=draft, by=by, now=now, seen=draft.revision, **WORDS)


def enacted(edition, by, now, charter):
    draft = drafted(edition, by, now, charter)
    return acts.enact(amendment=draft, by=by, now=now, seen=draft.revision)


def longer(edition, words=80):
    return with_rows(charter_of(edition), SECTIONS, [{"id": "ringkasan", "words": words}])


def effect(edition, charter, now):
    """The effects of what differs from the present rules."""
    return effects_of(edition, differences(charter_of(edition), charter), standing_of(edition, now))
