"""One reader a day is one read; machines are none; nobody can be found in what is kept."""

import gzip
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.urls import reverse
from tests.cast import NOW

from tuntas.forum.actions import reads
from tuntas.forum.models import ReadDay, Reader
from tuntas.forum.queries.stories import reads_of
from tuntas.forum.rules.reading import is_reader
from tuntas.forum.tests.conftest import told

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("still")]
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0"


def read(client, story, address="192.0.2.1", agent=BROWSER, **more):
    return client.get(reverse("forum:story", args=[story.slug]), REMOTE_ADDR=address, HTTP_USER_AGENT=agent, **more)


def test_a_reader_counts_once_a_day(story, client, now, still):
    for _ in range(5):
        read(client, story)
    read(client, story, address="192.0.2.2")
    assert reads.count_reads(now=now) == 2 and reads_of(story) == 2
    reads._seen.clear()  # another process sees the same reader
    read(client, story)
    assert reads.count_reads(now=now) == 0 and reads_of(story) == 2
    still.move_to(now + timedelta(days=1))
    read(client, story)
    assert reads.count_reads(now=now + timedelta(days=1)) == 1 and reads_of(story) == 3
    assert ReadDay.objects.count() == 2


@pytest.mark.parametrize(
    "agent",
    [
        "",
        "curl/8.5",
        "Mozilla/5.0 (compatible; Googlebot/2.1)",
        "WhatsApp/2.23",
        "python-requests/2",
        "Mozilla/5.0 HeadlessChrome",
    ],
)
def test_machines_are_no_readers(story, client, now, agent):
    read(client, story, agent=agent)
    assert reads.count_reads(now=now) == 0


def test_a_page_loaded_on_suspicion_is_not_read(story, client, now):
    read(client, story, HTTP_SEC_PURPOSE="prefetch;prerender")
    assert reads.count_reads(now=now) == 0 and is_reader(BROWSER)


def test_nothing_kept_knows_the_reader_and_the_key_goes_with_the_day(story, client, now):
    read(client, story, address="203.0.113.77")
    home = Path(settings.READS_ROOT)
    assert "203.0.113.77" not in (home / "spool").read_text()
    reads.count_reads(now=now)
    assert Reader.objects.count() == 1 and len(list(home.glob("key-*"))) == 1
    reads.count_reads(now=now + timedelta(days=1))
    assert not Reader.objects.exists() and not list(home.glob("key-*"))
    assert reads_of(story) == 1


def test_torn_lines_and_unknown_stories_hurt_nothing(story, client, now):
    read(client, story)
    with (Path(settings.READS_ROOT) / "spool").open("a") as spool:
        spool.write("2021-10-04 1\nrubbish\n2021-10-04 99999 " + "a" * 32 + "\n")
    assert reads.count_reads(now=now) == 1


def test_a_disk_that_fails_costs_a_count_not_a_page(story, client, settings, tmp_path):
    (tmp_path / "file").write_text("no folder")
    settings.READS_ROOT = tmp_path / "file"
    assert read(client, story).status_code == 200


@pytest.mark.slow
def test_a_million_hits_do_not_hurt(story, now):
    """A million hits of 20,000 readers: a few microseconds each, every reader counted once."""
    started = time.perf_counter()
    for hit in range(1_000_000):
        reads.note_read(story=story.pk, address=f"10.0.{hit % 20_000 // 200}.{hit % 200}", agent=BROWSER, now=now)
    took = time.perf_counter() - started
    reads.count_reads(now=now)
    assert reads_of(story) == 20_000
    assert took < 60, f"{took:.0f} s"


def test_the_first_visit_is_light(rini, client):
    """Page, styles and scripts of a long story, compressed: at most 60 kB; pictures load when near."""
    story = told(rini, body="Kata-kata yang panjang tentang layanan publik. " * 400)
    for at in range(3):
        told(rini, title=f"Lain {at}")
    page = client.get(reverse("forum:story", args=[story.slug]))
    files = ["ui/tuntas.css", "ui/parts.css", "ui/tuntas.js", "ui/keep.js", "ui/say.js", "ui/store.js", "ui/note.js"]
    files += ["ui/once.js", "forum/story.css", "forum/share.js", "ui/mark.svg", "ui/band.svg"]
    sent = [page.content, *(Path(finders.find(name)).read_bytes() for name in files)]
    assert sum(len(gzip.compress(one)) for one in sent) <= 60 * 1024


def test_feeds_sitemap_and_card(story, client):
    for kind in ("rss", "atom"):
        feed = client.get(reverse(f"forum:{kind}"))
        assert feed.status_code == 200 and b"Satu loket untuk akta lahir" in feed.content
    sitemap = client.get(reverse("forum:sitemap"))
    assert b"<lastmod>2021-10-04</lastmod>" in sitemap.content and story.slug.encode() in sitemap.content
    assert b"Sitemap: http://testserver/sitemap.xml" in client.get("/robots.txt").content
    card = client.get(reverse("forum:card", args=[story.slug, 1]))
    assert (
        card.content.startswith(b"\x89PNG")
        and client.get(reverse("forum:card", args=[story.slug, 7])).status_code == 404
    )


def test_the_front_page_shows_the_newest(story, client):
    assert NOW and "Satu loket untuk akta lahir" in client.get("/").content.decode()
