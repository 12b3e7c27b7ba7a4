"""The shortlist: proposed by rank, chosen with reasons, private until published, published all or nothing."""

import pytest
import time_machine
from django.urls import reverse
from tests.cast import hold

from tuntas.casework.models import Case
from tuntas.journal.models import Line
from tuntas.kipp.actions.locking import lock_stage
from tuntas.kipp.actions.shortlist import (
    AlreadyPublished,
    NotComplete,
    NotOrganiser,
    ReasonsMissing,
    ScoresOpen,
    decide_shortlist,
    publish_shortlist,
)
from tuntas.kipp.models import Pick
from tuntas.kipp.terms import EntryStage, StageKind
from tuntas.kipp.tests.finished import jury_of
from tuntas.kipp.tests.judging_stage import desk, passed, scored
from tuntas.kipp.tests.stage import during
from tuntas.notices.models import Notice
from tuntas.people.terms import Role

pytestmark = pytest.mark.django_db
DAY = during(StageKind.SHORTLIST)


@pytest.fixture
def entries(small_edition, dindik, wati, ratna):
    """Four of one track with 90, 80, 70, 60; the rule names two finalists."""
    jury = jury_of(small_edition)
    made = [passed(small_edition, dindik, wati, f"Inovasi {i}") for i in range(4)]
    for entry, value in zip(made, (90, 80, 70, 60), strict=True):
        scored(desk(small_edition), entry, jury[0], value, value)
    return made


@pytest.fixture
def locked(small_edition, entries, sari):
    lock_stage(stage=desk(small_edition), by=sari, now=DAY)
    return small_edition


def decide(edition, sari, entries, *chosen, reasons=None):
    picks = {entry.pk: at in chosen for at, entry in enumerate(entries)}
    track = entries[0].track
    return decide_shortlist(edition=edition, track=track, chosen=picks, reasons=reasons or {}, by=sari, now=DAY)


def stages(entries):
    return [Case.objects.get(entry=entry).stage for entry in entries]


def test_scores_are_locked_first(small_edition, entries, sari):
    with pytest.raises(ScoresOpen):
        decide(small_edition, sari, entries, 0, 1)


def test_the_choice_is_private_until_published(locked, entries, sari, wati):
    decide(locked, sari, entries, 0, 1)
    assert set(stages(entries)) == {EntryStage.PASSED} and not Notice.objects.filter(kind="kipp.shortlist").exists()
    assert Pick.objects.filter(chosen=True).count() == 2
    assert publish_shortlist(edition=locked, by=sari, now=DAY) == 2
    assert stages(entries) == [EntryStage.FINALIST] * 2 + [EntryStage.NOT_FINALIST] * 2
    told = Notice.objects.filter(kind="kipp.shortlist", person=wati)
    assert told.count() == 4 and told.filter(title__contains="masuk daftar pendek").count() == 2
    assert Line.objects.filter(act="kipp.shortlist_published").count() == 1


def test_departing_from_the_ranking_needs_a_reason(locked, entries, sari):
    with pytest.raises(ReasonsMissing) as error:
        decide(locked, sari, entries, 0, 2)
    assert error.value.entries == [entries[1].pk, entries[2].pk]
    reasons = {entries[1].pk: "Sudah pernah menang.", entries[2].pk: "Naik menggantikan.", entries[0].pk: "tidak perlu"}
    decide(locked, sari, entries, 0, 2, reasons=reasons)
    assert Pick.objects.get(entry=entries[0]).reason == ""
    publish_shortlist(edition=locked, by=sari, now=DAY)
    assert entries[2].case.steps.get(move="shortlist").note == "Naik menggantikan."


def test_it_can_be_decided_again_until_published_and_never_after(locked, entries, sari):
    decide(locked, sari, entries, 0, 1)
    decide(locked, sari, entries, 0, reasons={entries[1].pk: "Mundur."})
    assert Pick.objects.filter(chosen=True).count() == 1
    publish_shortlist(edition=locked, by=sari, now=DAY)
    with pytest.raises(AlreadyPublished):
        publish_shortlist(edition=locked, by=sari, now=DAY)
    with pytest.raises(AlreadyPublished):
        decide(locked, sari, entries, 0, 1)
    assert Notice.objects.filter(kind="kipp.shortlist").count() == 4


def test_every_track_is_decided_before_anybody_is_told(locked, entries, sari, dukcapil, budi):
    hold(budi, Role.LOCAL_ADMIN, dukcapil)
    late = passed(locked, dukcapil, budi, "Jalur lain")
    late.track = locked.tracks.exclude(pk=late.track_id).get()
    late.save()
    decide(locked, sari, entries, 0, 1)
    with pytest.raises(NotComplete):
        publish_shortlist(edition=locked, by=sari, now=DAY)
    assert set(stages(entries)) == {EntryStage.PASSED}


def test_a_tie_across_the_line_is_the_organisers_to_explain(locked, entries, sari, small_edition):
    from tuntas.kipp.models import Score, Sheet

    Score.objects.filter(sheet__assignment__entry=entries[2]).update(value=80)
    Sheet.objects.filter(assignment__entry=entries[2]).update(total=80)
    with pytest.raises(ReasonsMissing) as error:
        decide(locked, sari, entries, 0, 1)
    assert set(error.value.entries) == {entries[1].pk, entries[2].pk}


def test_only_an_organiser(locked, entries, wati, ratna, secretary):
    for other in (wati, ratna, secretary):
        with pytest.raises(NotOrganiser):
            decide(locked, other, entries, 0, 1)
        with pytest.raises(NotOrganiser):
            publish_shortlist(edition=locked, by=other, now=DAY)


def test_the_pages_from_choice_to_publication(locked, entries, sari, signed_in):
    client = signed_in(sari)
    with time_machine.travel(DAY, tick=False):
        address = reverse("kipp:shortlist", args=[locked.slug]) + f"?jalur={entries[0].track.key}"
        assert "Belum diputuskan" in client.get(address).content.decode()
        wrong = client.post(address, {f"in-{entries[3].pk}": "on", f"reason-{entries[3].pk}": "Istimewa."})
        text = wrong.content.decode()
        assert wrong.status_code == 422 and "Istimewa." in text and f'href="#reason-{entries[0].pk}"' in text
        chosen = {f"in-{entry.pk}": "on" for entry in entries[:2]}
        assert client.post(address, chosen).status_code == 302
        publish = reverse("kipp:shortlist_publish", args=[locked.slug])
        assert "Umumkan dan beri tahu semua" in client.get(publish).content.decode()
        assert client.post(publish).status_code == 302
        client.post(publish)  # a second click
    assert stages(entries)[:2] == [EntryStage.FINALIST] * 2
    assert Notice.objects.filter(kind="kipp.shortlist").count() == 4


@pytest.mark.slow
def test_publishing_221_is_one_bearable_click(locked, entries, sari, dindik, wati):
    import time

    from tuntas.kipp.models import Entry

    more = []
    for i in range(217):
        case = Case.objects.get(pk=entries[0].case_id)
        case.pk, case.reference = None, f"KIPP-0000-{i:04d}"
        case.save()
        entry = Entry.objects.get(pk=entries[3].pk)
        entry.pk, entry.case, entry.number = None, case, 100 + i
        more.append(entry)
    Entry.objects.bulk_create(more)
    decide(locked, sari, entries, 0, 1)
    start = time.perf_counter()
    publish_shortlist(edition=locked, by=sari, now=DAY)
    assert Case.objects.filter(stage=EntryStage.NOT_FINALIST).count() == 219
    assert time.perf_counter() - start < 10
