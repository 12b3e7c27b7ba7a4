"""Open data: what is given, to whom, and that no question breaks it."""

import json
from decimal import Decimal

import pytest
from django.core.cache import cache
from django.test import Client

from tuntas.innovations.actions.indexing import reindex
from tuntas.innovations.models import Award, Chapter, Innovation, Measure, Site
from tuntas.lobby.api import api
from tuntas.lobby.api.doors import few
from tuntas.lobby.api.pages import TABLES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("still")]
BASE = "/api/v1"


@pytest.fixture
def world(now, pekalongan, brebes, dindik):
    """One public innovation with everything, and a private one."""
    one = Innovation.objects.create(
        slug="perahu-baca", name="Perahu Baca", owner=dindik, place=pekalongan, summary="<b>Buku</b> lewat sungai.",
        sources=["contoh"], is_public=True, added_at=now, category="education",
    )  # fmt: skip
    Innovation.objects.create(slug="rahasia", name="Rahasia", owner=dindik, summary="buku", added_at=now)
    Award.objects.create(innovation=one, contest="KIPP Contoh", year="2021", result="Top 5")
    Chapter.objects.create(innovation=one, key="how", text="Dayung.", draft="belum boleh dibaca", has_draft=True)
    told = {"unit": "anak", "source": "contoh", "added_at": now}
    Measure.objects.create(innovation=one, name="Anak membaca", before=Decimal(3), after=Decimal(40), **told)
    origin = Site.objects.create(innovation=one, place=pekalongan, organisation=dindik, added_at=now)
    Site.objects.create(innovation=one, place=brebes, organisation_name="Contoh", parent=origin, added_at=now)
    reindex()
    return one


def asked(client: Client, path: str, **more):
    return json.loads(client.get(BASE + path, more).content)


def test_innovations_whole_and_in_pages(world, client: Client):
    found = asked(client, "/innovations", text="buku", regency="33.26")
    assert found["count"] == 1 and found["next"] is None
    row = found["results"][0]
    assert row["slug"] == "perahu-baca" and row["place"] == "33.26" and row["awards"][0]["contest"] == "KIPP Contoh"
    assert row["page"] == "http://testserver/inovasi/perahu-baca/" and row["category"] == "education"
    whole = asked(client, "/innovations/perahu-baca")
    assert whole["measures"][0]["before"] is None and whole["measures"][0]["after"] == "40.000"
    assert [site["place"] for site in whole["sites"]] == ["33.26", "33.29"] and whole["sites"][1]["copied_from"]
    assert "belum boleh dibaca" not in json.dumps(whole) and "rahasia" not in json.dumps(found)
    assert client.get(f"{BASE}/innovations/rahasia").status_code == 404
    assert asked(client, "/places", size=2)["next"] == "http://testserver/api/v1/places?size=2&page=2"
    assert asked(client, "/places", size=2, page=9)["results"] == []
    assert asked(client, "/sites", regency="33.29")["count"] == 1 == asked(client, "/awards", year="2021")["count"]


def test_results_only_once_announced(edition, announced_edition, finalists, client: Client):
    slugs = {row["slug"] for row in asked(client, "/editions")["results"]}
    assert announced_edition.slug in slugs
    assert client.get(f"{BASE}/editions/{edition.slug}/results").status_code == 404
    found = asked(client, f"/editions/{announced_edition.slug}/results")
    assert found["count"] > 0 and found["results"][0]["score"] is None
    assert "@" not in json.dumps(found) and "Wati" not in json.dumps(found)


def test_every_site_may_read_and_caches_may_ask(world, client: Client):
    answer = client.get(f"{BASE}/innovations")
    assert answer["Access-Control-Allow-Origin"] == "*" and "Cookie" not in answer["Vary"]
    again = client.get(f"{BASE}/innovations", headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304 and not again.content and again["Access-Control-Allow-Origin"] == "*"
    Innovation.objects.filter(pk=world.pk).update(name="Perahu Lain")
    assert client.get(f"{BASE}/innovations", headers={"If-None-Match": answer["ETag"]}).status_code == 200
    assert client.post(f"{BASE}/innovations").status_code == 405


def test_one_address_asks_so_often(world, client: Client):
    cache.clear()
    assert {client.get(f"{BASE}/places").status_code for _ in range(120)} == {200}
    refused = client.get(f"{BASE}/places")
    assert refused.status_code == 429 and refused["Retry-After"] == "60"
    assert client.get(f"{BASE}/places", REMOTE_ADDR="192.0.2.9").status_code == 200


def test_few_people_are_not_counted():
    assert few(Decimal(4), "anak") is None and few(Decimal(5), "anak") == 5 and few(Decimal(0), "anak") == 0
    assert few(Decimal(3), "hari") == 3 and few(None, "anak") is None and few(Decimal(2), "Anak putus sekolah") is None


@pytest.mark.parametrize("what", TABLES)
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_tables(world, client: Client, what, form):
    answer = client.get(f"/data/{what}.{form}")
    assert answer.status_code == 200 and answer.content and what in answer["Content-Disposition"]


def test_the_page_explains_every_address_in_both_languages(world, client: Client, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        page = client.get("/data/").content.decode()
    for path in api.get_openapi_schema()["paths"]:
        assert f"<code>{path}</code>" in page
    assert "menyebut sumbernya" in page and "Kode kabupaten atau kota" in page and "<script>" not in page
    assert "cdn" not in page
    client.cookies["django_language"] = "en"
    assert "Code of a regency or city" in client.get("/data/").content.decode()
    assert client.get("/data/tidak.csv").status_code == 404


def test_the_card_may_stand_in_any_page(world, client: Client):
    answer = client.get("/inovasi/perahu-baca/kartu/")
    page = answer.content.decode()
    assert "frame-ancestors *" in answer["Content-Security-Policy"] and "X-Frame-Options" not in answer
    assert "script-src 'none'" in answer["Content-Security-Policy"] and "<script" not in page and "&lt;b&gt;" in page
    assert client.get("/inovasi/rahasia/kartu/").status_code == 404
    assert client.get("/inovasi/perahu-baca/")["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize(
    "query",
    ["text=%00", "page=0", "page=x", "size=101", "regency=%00%ff", "sort=%27", "page=10000", "text=" + "a" * 9000],
)
@pytest.mark.parametrize("path", ["innovations", "awards", "sites", "editions", "replications", "stories", "places"])
def test_odd_questions(world, client: Client, path, query):
    assert client.get(f"{BASE}/{path}?{query}").status_code in (200, 422)
