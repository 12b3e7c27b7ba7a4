"""The public page: what it shows, what it costs, who may keep it."""

import gzip
from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine
from tests.cast import NOW

from tuntas.innovations import actions
from tuntas.innovations.models import Chapter, Innovation
from tuntas.innovations.rules.figures import read
from tuntas.innovations.terms import ChapterKey, Status

SCRIPT = '<script>alert("x")</script>'
FIGURE = {
    "name": "Hari sampai akta jadi",
    "unit": "hari",
    "before": Decimal("7.91"),
    "before_when": "2017",
    "after": Decimal("4.51"),
    "after_when": "2018",
    "better": "less",
    "source": "laporan.go.id",
    "evidence": 2,
}


@pytest.fixture
def kudu(dindik, wati, agus, now) -> Innovation:
    """A public innovation of Dinas Pendidikan."""
    made = actions.add(
        name="KUDU Sekolah", owner=dindik, by=wati, now=now, summary="Anak kembali.", category="education"
    )
    return actions.publish(innovation=made, by=agus, now=now)


def tell(innovation, by, key=ChapterKey.HOW, text="Didata, lalu diajak.", show=True, revision=0):
    return actions.write_chapter(
        innovation=innovation, key=key, text=text, text_en="", by=by, now=NOW, revision=revision, show=show
    )


@time_machine.travel(NOW)
def test_a_full_page_stays_within_twelve_queries(
    kudu, wati, brebes, dukcapil, client, now, django_assert_max_num_queries
):
    for number in range(3):
        actions.add_measure(innovation=kudu, by=wati, now=now, facts={**FIGURE, "name": f"Angka {number}"})
    tell(kudu, wati)
    first = actions.origin_of(kudu, now)
    actions.add_site(
        innovation=kudu, place=brebes, organisation=dukcapil, since=date(2021, 1, 1), source="x", parent=first, by=wati,
        now=now, since_year_only=True,
    )  # fmt: skip
    actions.confirm_status(innovation=kudu, status=Status.GROWING, by=wati, now=now)
    client.get(f"/inovasi/{kudu.slug}/")
    with django_assert_max_num_queries(12):
        page = client.get(f"/inovasi/{kudu.slug}/").content.decode()
    for text in ("Didata, lalu diajak.", "7,91", "4,51", "-43 %", "Kabupaten Brebes", "2021", "<svg"):
        assert text in page, text
    assert len(gzip.compress(page.encode())) < 30_000


def test_a_figure_tells_which_way_is_better(kudu, wati, now):
    fewer = read(actions.add_measure(innovation=kudu, by=wati, now=now, facts=FIGURE))
    assert fewer.is_better and fewer.percent == Decimal("-43.0") and fewer.bars[0].length == 300
    alone = read(actions.add_measure(innovation=kudu, by=wati, now=now, facts={**FIGURE, "name": "b", "before": None}))
    assert alone.is_better is None and alone.percent is None
    nothing = read(actions.add_measure(innovation=kudu, by=wati, now=now, facts={**FIGURE, "name": "c", "before": 0}))
    assert nothing.percent is None and nothing.is_better is False
    with pytest.raises(actions.InnovationRefused):
        actions.add_measure(innovation=kudu, by=wati, now=now, facts={**FIGURE, "name": FIGURE["name"].upper()})


def test_scripts_are_shown_as_text(kudu, wati, client, now):
    tell(kudu, wati, text=SCRIPT)
    facts = {**FIGURE, **dict.fromkeys(("name", "unit", "source", "method", "counted", "before_when"), SCRIPT)}
    actions.add_measure(innovation=kudu, by=wati, now=now, facts=facts)
    actions.update(
        innovation=kudu, by=wati, now=now, revision=0,
        changes={"name": SCRIPT, "summary": SCRIPT, "problem": SCRIPT, "result": SCRIPT, "sources": [SCRIPT]},
    )  # fmt: skip
    actions.confirm_status(innovation=kudu, status=Status.STOPPED, lesson=SCRIPT, by=wati, now=now)
    page = client.get(f"/inovasi/{kudu.slug}/").content.decode()
    assert "<script>alert" not in page and page.count("&lt;script&gt;") >= 8


@time_machine.travel(NOW)
def test_strangers_pages_may_be_kept_and_ours_not(kudu, client, signed_in, wati):
    address = f"/inovasi/{kudu.slug}/"
    first = client.get(address)
    assert "public" in first["Cache-Control"] and "max-age=60" in first["Cache-Control"] and not first.cookies
    assert {"Cookie", "Accept-Language"} <= {part.strip() for part in first["Vary"].split(",")}
    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304 and not again.content
    client.cookies["django_language"] = "en"
    english = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert english.status_code == 200 and english["ETag"] != first["ETag"]
    client.cookies["messages"] = "x"
    assert "private" in client.get(address)["Cache-Control"]
    assert "private" in signed_in(wati).get(address)["Cache-Control"]


def test_changes_show_at_once_in_the_etag(kudu, wati, client):
    before = client.get(f"/inovasi/{kudu.slug}/")["ETag"]
    tell(kudu, wati)
    assert client.get(f"/inovasi/{kudu.slug}/")["ETag"] != before


def test_language_changes_without_a_token(client):
    answer = client.post("/bahasa/", {"language": "en", "next": "/inovasi/"})
    assert answer.status_code == 302 and answer.cookies["django_language"].value == "en"


def test_a_stale_word_is_said_plainly(kudu, wati, client, now):
    actions.confirm_status(innovation=kudu, status=Status.RUNNING, by=wati, now=now)
    with time_machine.travel(NOW + timedelta(days=390)):
        assert "Tidak dikonfirmasi sejak" not in client.get(f"/inovasi/{kudu.slug}/").content.decode()
    with time_machine.travel(NOW + timedelta(days=400)):
        assert "Tidak dikonfirmasi sejak" in client.get(f"/inovasi/{kudu.slug}/").content.decode()


def test_drafts_are_the_owners_alone(kudu, wati, budi, client, signed_in):
    tell(kudu, wati, text="RAHASIA", show=False)
    assert "RAHASIA" not in client.get(f"/inovasi/{kudu.slug}/").content.decode()
    assert "RAHASIA" in signed_in(wati).get(f"/inovasi/{kudu.slug}/pratinjau/").content.decode()
    assert signed_in(budi).get(f"/inovasi/{kudu.slug}/pratinjau/").status_code == 404


def test_offered_drafts_leave_what_is_told(kudu, wati, now):
    tell(kudu, wati)
    texts = {ChapterKey.HOW: "lain", ChapterKey.COST: "Rp 10 juta", ChapterKey.LEGAL: "  "}
    assert actions.offer_drafts(innovation=kudu, texts=texts, source="kipp.entry:1", now=now) == ["cost"]
    assert actions.offer_drafts(innovation=kudu, texts=texts, source="kipp.entry:1", now=now) == []
    cost = Chapter.objects.get(key="cost")
    assert cost.has_draft and not cost.text


def test_related_ones_share_field_and_words(kudu, wati, dindik, agus, now, client):
    other = actions.add(
        name="Kembali Sekolah", owner=dindik, by=wati, now=now, summary="Anak kembali belajar.", category="education"
    )
    actions.publish(innovation=other, by=agus, now=now)
    assert "Kembali Sekolah" in client.get(f"/inovasi/{kudu.slug}/").content.decode()
