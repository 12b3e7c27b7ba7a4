"""Programmes: read by everybody, looked after by their stewards, every line with its source."""

import pytest
from django.urls import reverse

from tuntas.forum.actions.loading import load_programmes
from tuntas.forum.actions.programmes import begin_programme, put_piece, save_programme
from tuntas.forum.actions.refusals import NotAllowed, NotReady, Outdated
from tuntas.forum.models import Partner, Programme, Supported
from tuntas.forum.terms import PieceKind
from tuntas.innovations.models import Innovation
from tuntas.journal.models import Line

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("still")]
WORDS = {"name": "Bersama Desa", "summary": "Mendampingi desa.", "sources": "laporan.example"}


@pytest.fixture
def programme(rini, dindik, now):
    return begin_programme(values={**WORDS, "steward": dindik, "is_public": True}, by=rini, now=now)


def address(name, programme, *more):
    return reverse(f"forum:{name}", args=[programme.slug, *more])


def test_kompak_comes_along_with_its_sources_and_once_only(client, now, pekalongan, brebes):
    Innovation.objects.create(slug="kelompok-selapanan", name="Kelompok Selapanan", is_public=True, added_at=now)
    assert load_programmes(now=now) == 1 and load_programmes(now=now) == 0
    page = client.get(reverse("forum:programme", args=["kompak"])).content.decode()
    assert "Kelompok Selapanan" in page and "Kabupaten Brebes" in page and "30 November atau 1 Desember 2021" in page
    assert "AKATIGA" in page and "tidak diberitakan" in page, "what no source says is said to be unknown"
    english = client.get(reverse("forum:programme", args=["kompak"]), headers={"accept-language": "en"})
    assert "programme for basic services" in english.content.decode()


def test_stewards_write_and_nobody_else(programme, signed_in, wati, budi, tono, client):
    assert client.get(address("programme_edit", programme)).status_code == 302
    for who, status in ((wati, 200), (budi, 403), (tono, 403)):
        assert signed_in(who).get(address("programme_edit", programme)).status_code == status
    sent = {**WORDS, "summary": "Mendampingi desa dan sekolah.", "revision": programme.revision}
    assert signed_in(wati).post(address("programme_write", programme), sent).status_code == 302
    programme.refresh_from_db()
    assert programme.summary.endswith("sekolah.") and programme.steward is not None, "stewards cannot give it away"
    assert Line.objects.filter(act="forum.programme_saved").exists()


def test_what_is_not_shown_yet_does_not_exist_for_others(programme, signed_in, budi, wati, client):
    Programme.objects.update(is_public=False)
    assert client.get(address("programme", programme)).status_code == 404
    assert signed_in(budi).get(address("programme_edit", programme)).status_code == 404
    assert programme.name not in signed_in(budi).get(reverse("forum:programmes")).content.decode()
    assert programme.name in signed_in(wati).get(reverse("forum:programmes")).content.decode()
    assert signed_in(wati).get(address("programme", programme)).status_code == 200


def test_every_line_says_where_it_is_written(programme, signed_in, wati, innovation, now):
    client = signed_in(wati)
    here = address("programme_piece_add", programme, "inovasi")
    page = client.post(here, {"innovation": "Gerakan KUDU Sekolah", "note": "Didampingi"})
    assert page.status_code == 422 and 'value="Didampingi"' in page.content.decode()
    sent = {"innovation": "Gerakan KUDU Sekolah", "note": "Didampingi", "source": "laporan.example"}
    assert client.post(here, sent).status_code == 302
    assert client.post(here, sent).status_code == 422, "in the list already"
    line = Supported.objects.get()
    assert line.innovation == innovation
    drop = address("programme_piece_drop", programme, "inovasi", line.pk)
    assert client.get(drop).status_code == 200
    for _ in range(2):
        assert client.post(drop).status_code == 302
    assert not Supported.objects.exists()
    with pytest.raises(NotReady):
        put_piece(programme=programme, kind=PieceKind.PARTNER, values={"name": "A", "role": "b"}, by=wati, now=now)


@pytest.mark.parametrize(
    ("kind", "sent"),
    [
        ("mitra", {"name": "FITRA", "role": "Fasilitator", "since_year": "2019", "until_year": "2015", "source": "x"}),
        ("lokasi", {"note": "Dicoba", "source": "x"}),
        ("inovasi", {"innovation": "tidak ada", "source": "x"}),
        ("hasil", {"text": "x" * 501, "source": "x"}),
    ],
)
def test_what_is_wrong_is_said(kind, sent, programme, signed_in, wati):
    assert signed_in(wati).post(address("programme_piece_add", programme, kind), sent).status_code == 422
    assert signed_in(wati).get(address("programme_piece_add", programme, "lain")).status_code == 404


def test_script_in_every_field_is_text(programme, signed_in, wati, client):
    evil = "<script>alert(1)</script>"
    sent = {"name": evil, "role": evil, "source": evil, "role_en": evil}
    assert signed_in(wati).post(address("programme_piece_add", programme, "mitra"), sent).status_code == 302
    save_programme(
        programme=programme, values={"about": evil, "sources": evil}, revision=1, by=wati, now=programme.created_at
    )
    page = client.get(address("programme", programme)).content.decode()
    assert evil not in page and "&lt;script&gt;" in page


def test_two_who_write_at_once_and_strangers(programme, wati, budi, now):
    save_programme(programme=programme, values={"summary": "Satu"}, revision=0, by=wati, now=now)
    with pytest.raises(Outdated):
        save_programme(programme=programme, values={"summary": "Dua"}, revision=0, by=wati, now=now)
    with pytest.raises(NotAllowed):
        save_programme(programme=programme, values={"summary": "Dua"}, revision=1, by=budi, now=now)
    with pytest.raises(NotAllowed):
        begin_programme(values=WORDS, by=budi, now=now)


def test_showing_and_taking_back(rini, signed_in, now):
    programme = begin_programme(values={"name": "Baru", "summary": "Ada", "sources": ""}, by=rini, now=now)
    assert programme.slug == "baru-2", "a word of an address"
    client = signed_in(rini)
    client.post(address("programme_show", programme), {"shown": "1"})
    programme.refresh_from_db()
    assert not programme.is_public, "without a source"
    Programme.objects.update(sources="laporan.example")
    for shown in (True, True, False):
        client.post(address("programme_show", programme), {"shown": "1" if shown else "0"})
        programme.refresh_from_db()
        assert programme.is_public is shown


def test_lists_cost_the_same_for_one_and_many(programme, rini, wati, signed_in, now, django_assert_max_num_queries):
    Partner.objects.bulk_create(
        Partner(programme=programme, name=f"Mitra {n}", role="Mendampingi", source="laporan") for n in range(30)
    )
    for n in range(30):
        begin_programme(values={**WORDS, "name": f"Program {n}", "is_public": True}, by=rini, now=now)
    client = signed_in(wati)
    for page in (reverse("forum:programmes"), address("programme", programme), address("programme_edit", programme)):
        with django_assert_max_num_queries(12):
            assert client.get(page).status_code == 200
