"""Before anything is loaded."""

from django.test import Client


def test_home_says_when_nothing_is_loaded(db, client: Client):
    assert "tuntas regions" in client.get("/wilayah/").content.decode()
