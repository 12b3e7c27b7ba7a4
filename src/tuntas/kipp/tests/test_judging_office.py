"""What the office does around the desk: progress, locking, the lot; and what every page of judging costs."""

import pytest
from django.urls import reverse

from tuntas.kipp.actions.locking import lock_stage
from tuntas.kipp.models import Assignment
from tuntas.kipp.tests.judging_stage import DESK_DAY, desk, passed, scored

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("desk_day")]


def test_organisers_see_progress_only_until_the_scores_are_locked(
    at, mine, small_edition, entry, signed_in, sari, jury
):
    scored(desk(small_edition), entry, jury[1], "61.25", "33.75")
    client = signed_in(sari)
    for name in ("ranking", "final"):
        text = client.get(at(name)).content.decode()
        assert "Nilai masih tersegel" in text and "53,00" not in text
    assert client.get(at("derivation")).status_code == 403
    lock_stage(stage=desk(small_edition), by=sari, now=DESK_DAY)
    assert "53,00" in client.get(at("ranking") + "?jalur=").content.decode()
    opened = client.get(at("derivation")).content.decode()
    assert "61,25" in opened and "33,75" in opened and "53,000000" in opened and "Hadi Juror" in opened


def test_entrants_read_their_own_derivation_only_after_the_announcement(
    announced_edition, finalists, signed_in, wati, budi
):
    own = reverse("kipp:derivation", args=[announced_edition.slug, "desk", finalists[0].case.reference])
    text = signed_in(wati).get(own).content.decode()
    assert "Juri 1" in text and "Ratna" not in text and "Hadi" not in text
    assert signed_in(budi).get(own).status_code == 404
    final = reverse("kipp:derivation", args=[announced_edition.slug, "akhir", finalists[0].case.reference])
    assert signed_in(wati).get(final).status_code == 200


def test_locking_asks_first_and_unlocking_wants_a_reason(at, mine, small_edition, signed_in, sari):
    client = signed_in(sari)
    assert "1 lembar belum masuk" in client.get(at("lock")).content.decode()
    assert desk(small_edition).locked_at is None
    client.post(at("lock"))
    assert desk(small_edition).locked_at == DESK_DAY
    assert client.post(at("unlock"), {"reason": ""}).status_code == 422
    client.post(at("unlock"), {"reason": "Dua lembar tertukar."})
    assert desk(small_edition).locked_at is None
    client.post(at("lock"))
    assert "Dua lembar tertukar." in client.get(at("ranking")).content.decode()


def test_the_lot_is_shown_before_it_changes_anything(at, entry, small_edition, signed_in, sari, jury):
    client = signed_in(sari)
    shown = client.post(at("assign"), {"per_entry": "2", "preview": "1"})
    assert shown.status_code == 200 and not Assignment.objects.exists()
    seed = shown.context["seed"]
    client.post(at("assign"), {"per_entry": "2", "seed": seed, "apply": "1"})
    client.post(at("assign"), {"per_entry": "2", "seed": seed, "apply": "1"})
    assert Assignment.objects.count() == 2
    row = Assignment.objects.first()
    client.post(reverse("kipp:unassign", args=[small_edition.slug, "desk", row.pk]))
    assert Assignment.objects.filter(removed_at=None).count() == 1
    pair = {"pair": "1", "reference": entry.case.reference.lower(), "juror": row.juror_id}
    assert client.post(at("assign"), pair).status_code == 302
    assert client.post(at("assign"), {**pair, "reference": "KIPP-XXXX-XXXX"}).status_code == 422
    client.post(reverse("kipp:release", args=[small_edition.slug, "desk", row.juror_id]))
    assert Assignment.objects.filter(removed_at=None).count() == 1


def test_an_assignment_of_another_stage_is_not_reached(at, mine, small_edition, signed_in, sari):
    address = reverse("kipp:unassign", args=[small_edition.slug, "interview", mine.pk])
    assert signed_in(sari).get(address).status_code == 404


@pytest.mark.parametrize("name", ["queue", "assign", "ranking", "final", "shortlist", "desk"])
def test_pages_ask_as_many_questions_at_thirty_rows_as_at_two(
    name, at, mine, small_edition, jury, signed_in, sari, dindik, wati, django_assert_max_num_queries
):
    step = desk(small_edition)
    who = jury[0].person if name in ("queue", "desk") else sari

    def fill(count):
        for i in range(count):
            scored(step, passed(small_edition, dindik, wati, f"Inovasi {count} {i}"), jury[0], 80, 70)

    def asked():
        with django_assert_max_num_queries(12 if name != "desk" else 20) as found:
            assert client.get(at(name)).status_code == 200
        return len(found)

    fill(1)
    if name in ("ranking", "final", "shortlist"):
        lock_stage(stage=step, by=sari, now=DESK_DAY)
    client = signed_in(who)
    client.get(at(name))
    few = asked()
    step.locked_at = None
    step.save()
    fill(30)
    if name in ("ranking", "final", "shortlist"):
        lock_stage(stage=step, by=sari, now=DESK_DAY)
    assert asked() == few
