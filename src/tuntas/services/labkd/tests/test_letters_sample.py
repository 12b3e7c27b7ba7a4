"""The sample: letters at every stage, all marked, made once."""

import pytest

from tuntas.catalogue.tests.switched import turn_on
from tuntas.documents.models import Document
from tuntas.documents.terms import Status
from tuntas.people.models import Person
from tuntas.services.labkd.actions.sample import sample
from tuntas.services.labkd.models import Letter


@pytest.mark.django_db(transaction=True)
def test_the_sample_has_every_stage_and_is_made_once(talun, sari, now):
    turn_on("labkd", talun)
    for _ in range(2):
        sample(place=talun, by=sari, now=now)
    assert sorted(Letter.objects.values_list("case__stage", flat=True)) == [
        "asked", "checking", "handed", "handed", "issued", "issued", "signing",
    ]  # fmt: skip
    assert not Letter.objects.filter(case__is_sample=False).exists()
    assert sorted(Document.objects.values_list("status", flat=True)) == [Status.ISSUED] * 3 + [Status.REVOKED]
    assert set(Document.objects.values_list("is_sample", flat=True)) == {True}
    assert not Person.objects.filter(email__endswith="contoh.tuntas.example", is_sample=False).exists()
