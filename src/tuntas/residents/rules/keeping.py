"""What is kept, why and how long; what is erased when somebody asks.

The law makes a village keep its register (Permendagri 47/2016, the book of residents); it names no number of years for
records of those who left. The periods here are the house's own and can be shortened by the village's decision.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from tuntas.residents.models import Resident
from tuntas.residents.rules.groups import years_before
from tuntas.residents.terms import ResidentState

YEARS_AFTER_LEAVING = 5
DRAFTS, TRAIL, VERSIONS, ANSWERED, MERGES = (
    timedelta(days=14),
    timedelta(days=5 * 365),
    timedelta(days=2 * 365),
    timedelta(days=3 * 365),
    timedelta(days=365),
)
# What no law asks for: erased on request even of somebody who lives there.
FREELY_GIVEN = ("phone", "disability", "welfare", "welfare_source", "welfare_on")


@dataclass(frozen=True)
class Keeping:
    """What a request to erase comes to."""

    whole: bool  # identity can go altogether
    sentence: str  # what is erased, what is kept and why


def keeping(resident: Resident, today: date) -> Keeping:
    """What can be erased of this record today, in plain words."""
    if resident.state == ResidentState.ERASED:
        return Keeping(False, _("The identity of this person is erased already."))
    left = resident.state in (ResidentState.AWAY, ResidentState.DEAD)
    if left and resident.state_since and resident.state_since <= years_before(today, YEARS_AFTER_LEAVING):
        return Keeping(
            True,
            _(
                "Name, NIK, family card, birth, parents, address, phone and all earlier versions are erased for good. "
                "What stays is a row without identity: sex, year of birth and hamlet, for the figures."
            ),
        )
    if left:
        return Keeping(
            False,
            _(
                "Phone, disability and welfare entries are erased. The rest is kept until %(years)s years after the "
                "person left, because the book of residents must show who lived here; then it is erased by itself."
            )
            % {"years": YEARS_AFTER_LEAVING},
        )
    return Keeping(
        False,
        _(
            "Phone, disability and welfare entries are erased. Name, NIK, card, birth, parents and address stay: "
            "the law makes the village keep a book of residents (Permendagri 47/2016)."
        ),
    )
