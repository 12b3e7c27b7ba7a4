"""A story's way from a title to a corrected page."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from tests.cast import NOW

from tuntas.forum.actions.refusals import NotAllowed, NotReady, Stale
from tuntas.forum.actions.stories import begin, publish, save, withdraw
from tuntas.forum.models import Story
from tuntas.forum.queries.stories import public_stories
from tuntas.forum.rules.stories import state_of
from tuntas.forum.rules.written import written
from tuntas.forum.terms import StoryState
from tuntas.forum.tests.conftest import TEXT, told
from tuntas.journal.models import Line

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("still")]


def page(client, story):
    return client.get(reverse("forum:story", args=[story.slug]))


def test_a_draft_is_nobodys_business(rini, client, now):
    story = begin(title="Belum jadi", by=rini, now=now)
    assert page(client, story).status_code == 404
    assert not public_stories(now).exists()


def test_it_needs_a_text_before_it_is_public(rini, now):
    story = begin(title="Tanpa isi", by=rini, now=now)
    with pytest.raises(NotReady):
        publish(story=story, by=rini, now=now)


def test_a_public_story_reads_well(story, client):
    text = page(client, story).content.decode()
    assert "<strong>sekali</strong>" in text and "<h2>Apa yang berubah</h2>" in text
    assert "4 Oktober 2021 pukul 09.00 WIB" in text and "Rini Redaktur" in text
    assert 'property="og:image" content="http://testserver/kabar-inovasi/' in text


def test_scheduled_it_opens_by_the_clock(rini, client, now, still):
    story = begin(title="Besok pagi", by=rini, now=now)
    story = save(story=story, changes={"body": TEXT}, revision=0, by=rini, now=now)
    story = publish(story=story, by=rini, now=now, at=now + timedelta(hours=2))
    assert state_of(story, now) == StoryState.SCHEDULED
    assert page(client, story).status_code == 404
    still.move_to(now + timedelta(hours=2))
    assert page(client, story).status_code == 200


def test_a_moment_that_is_over_is_refused(rini, now):
    story = begin(title="Kemarin", by=rini, now=now)
    story = save(story=story, changes={"body": TEXT}, revision=0, by=rini, now=now)
    with pytest.raises(NotReady):
        publish(story=story, by=rini, now=now, at=now - timedelta(hours=1))


def test_saving_changes_nothing_for_readers_until_it_is_corrected_in_the_open(story, rini, client, now):
    later = now + timedelta(hours=3)
    save(story=story, changes={"body": "Warga datang **dua kali**."}, revision=1, by=rini, now=later)
    assert "sekali" in page(client, story).content.decode()
    story.refresh_from_db()
    with pytest.raises(NotReady):
        publish(story=story, by=rini, now=later)
    publish(story=story, by=rini, now=later, note="Jumlah kedatangan keliru ditulis sekali.")
    text = page(client, story).content.decode()
    assert "dua kali" in text and "Jumlah kedatangan keliru" in text and "4 Oktober 2021 pukul 12.00 WIB" in text
    assert "Dikoreksi" in text
    first = story.versions.get(number=1)
    assert "sekali" in first.body, "what readers saw before is kept"
    assert story.versions.count() == 2
    publish(story=story, by=rini, now=later, note="Dua kali klik")
    assert story.versions.count() == 2, "the same text again is no correction"


def test_withdrawn_and_back(story, rini, client, now):
    withdraw(story=story, by=rini, now=now)
    withdraw(story=story, by=rini, now=now)
    assert page(client, story).status_code == 404
    assert Line.objects.filter(act="forum.story_withdrawn").count() == 1
    back = publish(story=story, by=rini, now=now + timedelta(days=1))
    assert back.published_at == NOW, "its place in the archive stays"
    assert page(client, story).status_code == 200


def test_two_editors_do_not_overwrite_each_other(story, rini, sari, now):
    save(story=story, changes={"lead": "Satu."}, revision=1, by=rini, now=now)
    with pytest.raises(Stale):
        save(story=story, changes={"lead": "Dua."}, revision=1, by=sari, now=now)


def test_only_the_newsroom_writes(story, wati, tono, now):
    for who in (wati, tono):
        for act in (
            lambda who=who: begin(title="x", by=who, now=now),
            lambda who=who: save(story=story, changes={}, revision=1, by=who, now=now),
            lambda who=who: publish(story=story, by=who, now=now),
            lambda who=who: withdraw(story=story, by=who, now=now),
        ):
            with pytest.raises(NotAllowed):
                act()


def test_the_same_title_gets_its_own_address(rini, now):
    slugs = {begin(title="Kabar Baik", by=rini, now=now).slug for _ in range(3)}
    assert slugs == {"kabar-baik", "kabar-baik-2", "kabar-baik-3"}
    assert begin(title="Arsip", by=rini, now=now).slug == "arsip-2", "a word of an address is not a story"
    assert begin(title="!!!", by=rini, now=now).slug == "kabar"


def test_english_readers_get_the_english_text(rini, client):
    story = told(rini, title_en="One counter", lead_en="No queue.", body_en="Come **once**.")
    client.cookies["django_language"] = "en"
    text = page(client, story).content.decode()
    assert "One counter" in text and "<strong>once</strong>" in text


def test_lists_archive_categories(rini, client, now):
    told(rini, title="Lama", now=now - timedelta(days=25))
    told(rini, title="Baru", category="hasil")
    text = client.get(reverse("forum:stories")).content.decode()
    assert text.index("Baru") < text.index("Lama")
    assert "Lama" not in client.get(reverse("forum:category", args=["hasil"])).content.decode()
    archive = client.get(reverse("forum:archive")).content.decode()
    assert "Oktober 2021" in archive and "September 2021" in archive
    assert "Lama" in client.get(reverse("forum:month", args=[2021, 9])).content.decode()
    assert client.get(reverse("forum:month", args=[2021, 13])).status_code == 404
    assert client.get(reverse("forum:category", args=["bohong"])).status_code == 404
    assert "Baru" in client.get(reverse("forum:stories"), {"q": "loket baru"}).content.decode()


def test_a_page_costs_the_same_for_one_and_thirty(rini, client, django_assert_max_num_queries, now):
    story = told(rini, title="Satu")
    for round_ in range(2):
        with django_assert_max_num_queries(12):
            client.get(reverse("forum:stories"))
        with django_assert_max_num_queries(12):
            page(client, story)
        if not round_:
            for at in range(30):
                told(rini, title=f"Cerita {at}")
    assert Story.objects.count() == 31


def test_the_newsrooms_list_costs_the_same_for_one_and_thirty(rini, signed_in, django_assert_max_num_queries):
    client = signed_in(rini)
    for at in range(31):
        told(rini, title=f"Cerita {at}")
        if at in (0, 30):
            with django_assert_max_num_queries(12):
                assert client.get(reverse("forum:newsroom")).status_code == 200


@pytest.mark.parametrize(
    ("text", "levels"),
    [("## a\n\n### b\n\n## c", "232"), ("# a", "2"), ("#### a\n\n## b", "22"), ("## a\n\n##### b\n\n### c", "233")],
)
def test_headings_never_leave_out_a_level(text, levels):
    assert re.findall(r"<h(\d)>", written(text)) == list(levels)
