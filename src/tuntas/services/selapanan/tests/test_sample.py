"""The sample: two groups with three past meetings each, once, marked, and cheap."""

import pytest
from django.test import Client
from django.urls import reverse
from tests.cast import NOW

from tuntas.catalogue.tests.switched import turn_on
from tuntas.people.models import Person
from tuntas.services.selapanan.actions.sample import sample
from tuntas.services.selapanan.models import Finding, Group, Meeting
from tuntas.services.selapanan.terms import FindingStage, MeetingStage

pytestmark = pytest.mark.django_db


def test_two_groups_with_three_meetings_each(talun, sari, still):
    turn_on("selapanan", talun)
    for _ in range(2):
        sample(place=talun, by=sari, now=NOW)
    assert Group.objects.filter(is_sample=True).count() == 2
    assert Meeting.objects.filter(case__stage=MeetingStage.DONE, case__is_sample=True).count() == 6
    assert Finding.objects.filter(case__stage=FindingStage.TOLD).count() == 2
    assert all(who.is_sample for who in Person.objects.exclude(pk=sari.pk))
    page = Client().get(reverse("selapanan:home", args=[talun.code])).content.decode()
    assert "Kelompok Selapanan Melati" in page and "contoh" in page
