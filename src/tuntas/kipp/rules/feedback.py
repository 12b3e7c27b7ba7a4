"""What an entrant may learn of how the own entry was judged. Pure, apart from who may read.

Sources: own rules. Nobody's juror is named or can be singled out; of others only means of at least `LEAST` entries
are told, and places only as a part of the field, where each part holds at least `LEAST`.
"""

import hashlib
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from tuntas.kipp.models import Entry
from tuntas.kipp.terms import EntryStage

LEAST = 5  # entries behind a number that is told about others
JUDGED = (EntryStage.NOT_FINALIST, EntryStage.WINNER, EntryStage.NOT_WINNER)
REPORTED = (EntryStage.FAILED, *JUDGED)


def has_result(entry: Entry) -> bool:
    """The entry's own result is public or known to its people: failed, not on the shortlist, or announced."""
    return entry.case.stage in REPORTED


def part_of(rank: int | None, count: int) -> tuple[int, int] | None:
    """Which part of the field, and of how many: quarters from 20 entries on, halves from 10 on, else nothing."""
    parts = 4 if count >= 4 * LEAST else 2 if count >= 2 * LEAST else 0
    if not parts or rank is None or not 1 <= rank <= count:
        return None
    return (parts * (rank - 1)) // count + 1, parts


def part_words(part: Sequence[int] | None) -> str:
    """The part of the field in words; "" where it is not told."""
    if not part:
        return ""
    return {
        (1, 4): _("the upper quarter"),
        (2, 4): _("the second quarter"),
        (3, 4): _("the third quarter"),
        (4, 4): _("the last quarter"),
        (1, 2): _("the upper half"),
        (2, 2): _("the lower half"),
    }[(part[0], part[1])]


def gap_words(own: Decimal, best: Decimal) -> str:
    """The own mean beside that of the winners, in words."""
    gap = best - own
    if gap <= -2:
        return _("above the winners' mean")
    if gap < 2:
        return _("about where the winners are")
    if gap < 5:
        return _("a little below the winners")
    return _("clearly below the winners") if gap < 10 else _("far below the winners")


def next_band(anchors: Sequence[Mapping[str, Any]], own: Decimal) -> Mapping[str, Any] | None:
    """The band just above the one the mean lies in; None at the top or without bands. Bands stand best first."""
    above = [band for band in anchors if Decimal(str(band["from"])) > own]
    return above[-1] if above else None


def shuffled(key: str, remarks: Sequence[tuple[int, str]]) -> list[str]:
    """Remarks in an order from which nobody learns which belong to one juror: (id, text) → texts."""
    return [text for _id, text in sorted(remarks, key=lambda one: hashlib.sha256(f"{key}:{one[0]}".encode()).digest())]
