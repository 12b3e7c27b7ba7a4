"""The lines of the journal that belong to the judging of an edition, as the archive keeps them."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q

from tuntas.journal.models import Line
from tuntas.journal.rules import subject_of
from tuntas.kipp.models import Amendment, Edition, Import, Plenary, Sheet
from tuntas.kipp.rules.archive.shape import compact

# Acts on single sheets; how often a draft was saved says nothing of the result.
ON_SHEETS = ("kipp.sheet_handed_in", "kipp.sheet_taken_back")
LEFT_OUT = ("kipp.archive_made", "kipp.drafts_nudged")


def journal_rows(edition: Edition) -> Iterator[tuple[Any, ...]]:
    """In order: acts on the edition, its tracks, stages, imports, amendments, plenary, and on sheets.

    Making an archive is left out, so that a second one of the same data has the same bytes.
    """
    things = [edition, *edition.stages.all(), *edition.tracks.all()]
    for model in (Import, Amendment):
        things += list(model.objects.filter(edition=edition))
    things += list(Plenary.objects.filter(stage__edition=edition))
    named = [subject_of(thing) for thing in things]
    sheets = {
        f"kipp.sheet:{pk}"
        for pk in Sheet.objects.filter(assignment__stage__edition=edition).values_list("pk", flat=True).iterator()
    }
    rows = Line.objects.filter(Q(subject__in=named) | Q(act__in=ON_SHEETS)).exclude(act__in=LEFT_OUT)
    columns = ("number", "at", "actor_id", "act", "subject", "data", "previous", "hash")
    for row in rows.order_by("number").values_list(*columns).iterator(2000):
        if row[3] not in ON_SHEETS or row[4] in sheets:
            yield (*row[:5], compact(row[5]), *row[6:])
