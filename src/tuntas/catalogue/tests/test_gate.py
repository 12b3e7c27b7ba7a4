"""The gate: a module's addresses are there where it runs, and nowhere else."""

import pytest
from django.test import Client

from tuntas.catalogue.tests.switched import turn_off, turn_on

pytestmark = pytest.mark.django_db


def test_it_says_which_place_and_module(trial, talun, client):
    turn_on("trial", talun)
    assert client.get(f"/layanan/{talun.code}/uji/").content.decode() == "trial Desa Talun"


@pytest.mark.parametrize("address", ["uji/", "uji/dalam/", "uji/tidak-ada/", "lanjutan/"])
def test_off_is_not_there(address, trial, talun, neighbour, client):
    turn_on("trial", neighbour)
    for method in (client.get, client.post, client.head):
        assert method(f"/layanan/{talun.code}/{address}").status_code == 404


@pytest.mark.parametrize("code", ["33", "33.26", "33.26.05", "33.26.05.9999", "12.34", "talun", "33.26.05.2005.1"])
def test_other_levels_and_places_that_do_not_exist(code, trial, talun, client):
    turn_on("trial", talun)
    assert client.get(f"/layanan/{code}/uji/").status_code == 404


def test_what_is_off_is_not_there_before_the_token_of_a_form_is_asked(trial, talun):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(f"/layanan/{talun.code}/uji/").status_code == 404
    turn_on("trial", talun)
    assert strict.post(f"/layanan/{talun.code}/uji/").status_code == 403


def test_hidden_above_closes_at_once(trial, talun, pekalongan, client):
    turn_on("trial", talun)
    turn_off("trial", pekalongan)
    assert client.get(f"/layanan/{talun.code}/uji/").status_code == 404


def test_the_gate_costs_two_queries(trial, talun, client, django_assert_num_queries):
    turn_on("trial", talun)
    with django_assert_num_queries(2):
        client.get(f"/layanan/{talun.code}/uji/")


def test_the_rest_of_the_house_passes(talun, client):
    assert client.get("/layanan/").status_code == 200 and client.get("/wilayah/").status_code == 200
