"""Opening, publishing, extending, reminding."""

import pytest

from tuntas.kipp.actions.editions import NotAllowed, open_edition
from tuntas.kipp.models import Edition
from tuntas.kipp.presets.catalogue import PRESETS
from tuntas.kipp.rules.publishing import problems_of
from tuntas.kipp.terms import EditionStatus


@pytest.mark.parametrize("key", sorted(PRESETS))
def test_every_preset_opens_as_a_draft_that_could_be_published(key, sari, biro, now):
    made = open_edition(preset=key, name="Uji", year=2026, office=biro, by=sari, now=now)
    assert made.status == EditionStatus.DRAFT
    assert problems_of(made) == []
    assert made.notes, "what is not confirmed is said"


def test_only_the_provincial_organiser_opens(wati, biro, now):
    with pytest.raises(NotAllowed):
        open_edition(preset="jateng-2021", name="Uji", year=2026, office=biro, by=wati, now=now)
    assert not Edition.objects.exists()


def test_the_stage_stands(edition, small_edition, secretary, juror_seats):
    assert edition.status == small_edition.status == EditionStatus.OPEN
