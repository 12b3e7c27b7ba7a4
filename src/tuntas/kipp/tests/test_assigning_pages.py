"""The pages of assigning: preview before anything changes, adjust, runs with replay, reasons, competences."""

import re

import pytest
import time_machine
from django.test import Client
from tests.cast import hold

from tuntas.kipp.actions.assigning import assign
from tuntas.kipp.models import Assignment, Category, Competence, Run
from tuntas.kipp.terms import Mastery
from tuntas.kipp.tests.finished import jury_of
from tuntas.kipp.tests.judging_stage import DESK_DAY, desk, passed
from tuntas.people.terms import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def jury(small_edition, ratna):
    return jury_of(small_edition)


@pytest.fixture
def entries(small_edition, dindik, dukcapil, wati, budi):
    made = [passed(small_edition, dindik, wati, f"Pekalongan {i}") for i in range(3)]
    return made + [passed(small_edition, dukcapil, budi, f"Brebes {i}") for i in range(3)]


def enter(person) -> Client:
    """A browser of their own: several people walk at the same time here."""
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def organiser(sari, entries, jury):
    with time_machine.travel(DESK_DAY):
        yield enter(sari)


@pytest.fixture
def base(small_edition):
    return f"/kipp/{small_edition.slug}/penugasan/desk/"


def hidden(page, name: str) -> str:
    return re.search(rf'name="{name}" value="([^"]*)"', page.text)[1]


def test_preview_then_the_same_pairs(organiser, base) -> None:
    page = organiser.post(base, {"per_entry": "2", "preview": "1"})
    assert page.status_code == 200 and not Assignment.objects.exists()
    data = {"per_entry": "2", "seed": hidden(page, "seed"), "seen": hidden(page, "seen"), "apply": "1"}
    planned = set(page.context["found"].plan.added)
    assert organiser.post(base, data).status_code == 302
    assert set(Assignment.objects.values_list("entry_id", "juror_id")) == planned
    again = organiser.post(base, data)  # a second click finds the input changed and shows what is there now
    assert again.status_code == 200 and Run.objects.count() == 1


def test_bad_input_is_shown_again(organiser, base) -> None:
    assert organiser.post(base, {"per_entry": "0", "preview": "1"}).status_code == 422
    assert organiser.post(base, {"per_entry": "2", "most": "-3", "preview": "1"}).status_code == 422
    assert organiser.post(base + "sesuaikan/", {"per_entry": "2", "without": ["77777"]}).status_code == 422
    assert organiser.get(base + "riwayat/4711/").status_code == 404


def test_adjusting_shows_who_changes_hands_first(organiser, base, jury, sari, small_edition) -> None:
    assign(stage=desk(small_edition), per_entry=2, by=sari, now=DESK_DAY, seed=1)
    start = organiser.get(f"{base}sesuaikan/?juri={jury[0].pk}")
    assert f'value="{jury[0].pk}"' in start.text and "checked" in start.text
    page = organiser.post(base + "sesuaikan/", {"per_entry": "2", "without": [jury[0].pk], "preview": "1"})
    assert page.status_code == 200 and page.context["found"].moves
    assert Assignment.objects.filter(juror=jury[0], removed_at=None).count() == 4
    data = {
        "per_entry": "2",
        "without": [jury[0].pk],
        "seed": hidden(page, "seed"),
        "seen": hidden(page, "seen"),
        "apply": "1",
    }
    assert organiser.post(base + "sesuaikan/", data).status_code == 302
    assert not Assignment.objects.filter(juror=jury[0], removed_at=None).exists()
    assert organiser.get(base).status_code == 200


def test_a_run_is_worked_out_again_on_its_page(organiser, base, sari, small_edition) -> None:
    run = assign(stage=desk(small_edition), per_entry=2, by=sari, now=DESK_DAY, seed=1).run
    assert str(run.seed) in organiser.get(f"{base}riwayat/{run.pk}/").text
    page = organiser.get(f"{base}riwayat/{run.pk}/?ulang=1")
    assert page.context["again"].same
    Run.objects.filter(pk=run.pk).update(result_hash="0" * 64)
    page = organiser.get(f"{base}riwayat/{run.pk}/?ulang=1")
    assert not page.context["again"].same and page.context["same_worth"]


def test_reasons_for_staff_and_for_the_juror(organiser, base, sari, small_edition, jury) -> None:
    assign(stage=desk(small_edition), per_entry=2, by=sari, now=DESK_DAY, seed=1)
    row = Assignment.objects.filter(juror=jury[0]).first()
    assert organiser.get(f"{base}mengapa/{row.pk}/").status_code == 200
    mine = enter(jury[0].person).get(f"/kipp/{small_edition.slug}/juri/desk/mengapa/")
    assert mine.status_code == 200 and row.entry.case.reference in mine.text
    assert jury[1].person.name not in mine.text and row.entry.organisation.name not in mine.text


def test_an_override_needs_its_reason_on_the_page(organiser, base, entries, jury, pekalongan) -> None:
    hold(jury[0].person, Role.REGENCY_TEAM, pekalongan)
    data = {"reference": entries[0].case.reference, "juror": jury[0].pk, "pair": "1"}
    assert organiser.post(base, data).status_code == 422
    assert organiser.post(base, data | {"despite": "Satu-satunya ahli"}).status_code == 302
    assert "Satu-satunya ahli" in organiser.get(base).text


def test_nobody_else_sees_these_pages(base, jury, entries, wati, small_edition, sari) -> None:
    run = assign(stage=desk(small_edition), per_entry=2, by=sari, now=DESK_DAY, seed=1).run
    row = Assignment.objects.first()
    paths = ["", "sesuaikan/", "riwayat/", f"riwayat/{run.pk}/", f"mengapa/{row.pk}/", "terlambat/", "tutup/"]
    people = [f"/kipp/{small_edition.slug}/orang/bidang/", f"/kipp/{small_edition.slug}/orang/{jury[0].pk}/bidang/"]
    with time_machine.travel(DESK_DAY):
        for who in (wati, jury[0].person):
            client = enter(who)
            assert {client.get(base + path).status_code for path in paths} == {403}
            assert {client.get(path).status_code for path in people} == {403}
        assert enter(wati).get(f"/kipp/{small_edition.slug}/juri/bidang/").status_code == 403


def test_competences_from_the_jurors_page_to_the_organisers(organiser, small_edition, jury) -> None:
    health = Category.objects.create(edition=small_edition, key="sehat", title="Kesehatan", order=1)
    own = f"/kipp/{small_edition.slug}/juri/bidang/"
    client = enter(jury[0].person)
    assert client.get(own).status_code == 200
    assert client.post(own, {f"category-{health.pk}": "9"}).status_code == 422
    assert client.post(own, {f"category-{health.pk}": "3"}).status_code == 302
    table, one = f"/kipp/{small_edition.slug}/orang/bidang/", f"/kipp/{small_edition.slug}/orang/{jury[0].pk}/bidang/"
    assert "mengusulkan" in organiser.get(table).text
    assert organiser.post(one, {"take_over": "1"}).status_code == 302
    assert Competence.objects.get().level == Mastery.EXPERT
    assert organiser.post(one, {f"category-{health.pk}": "1"}).status_code == 302
    assert Competence.objects.get().level == Mastery.SOME
    assert organiser.get(f"/kipp/{small_edition.slug}/orang/4711/bidang/").status_code == 404


def test_lists_ask_as_many_questions_for_many(
    organiser, base, small_edition, sari, jury, dindik, wati, django_assert_max_num_queries
) -> None:
    step = desk(small_edition)
    assign(stage=step, per_entry=2, by=sari, now=DESK_DAY, seed=1)
    juror = enter(jury[0].person)
    pages = [
        (organiser, base),
        (organiser, base + "riwayat/"),
        (organiser, f"/kipp/{small_edition.slug}/orang/bidang/"),
    ]
    pages.append((juror, f"/kipp/{small_edition.slug}/juri/desk/mengapa/"))
    for client, address in pages:
        with django_assert_max_num_queries(14 if client is juror else 12):
            assert client.get(address).status_code == 200
    for at in range(27):
        passed(small_edition, dindik, wati, f"Banyak {at}")
    for seed in range(30):
        assign(stage=step, per_entry=2, by=sari, now=DESK_DAY, seed=seed)
    for client, address in pages:
        with django_assert_max_num_queries(14 if client is juror else 12):
            assert client.get(address).status_code == 200
