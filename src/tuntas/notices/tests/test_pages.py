"""The list of messages."""

import pytest
from django.conf import settings
from django.urls import reverse
from tests.cast import NOW

from tuntas.notices.actions import tell, tell_many
from tuntas.notices.models import Notice
from tuntas.notices.queries import choices_of, unread
from tuntas.notices.terms import Group

LIST = reverse("notices:list")


def leave(person, **more) -> Notice:
    return tell(person=person, kind="kipp.x", **{"title": "Judul", "title_en": "Title", "now": NOW, **more})


def test_empty(tono, signed_in):
    assert "Belum ada kabar" in signed_in(tono).get(LIST).content.decode()
    assert signed_in(tono).get(LIST, {"show": "unread", "page": "-1"}).status_code == 200


def test_list_in_both_languages(tono, budi, signed_in):
    leave(tono, title="<b>Judul</b>", body="Isi\n<script>x</script>")
    leave(budi, title="Rahasia")
    client = signed_in(tono)
    text = client.get(LIST).content.decode()
    assert "&lt;b&gt;Judul&lt;/b&gt;" in text and "<script>x" not in text and "Rahasia" not in text
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert "Title" in client.get(LIST).content.decode()


def test_following_marks_read(tono, budi, signed_in):
    notice = leave(tono, link="/akun/saya/")
    address = reverse("notices:follow", args=[notice.pk])
    assert signed_in(budi).get(address).status_code == 404
    assert unread(tono) == 1
    assert signed_in(tono).get(address).url == "/akun/saya/"
    assert unread(tono) == 0


@pytest.mark.parametrize("link", ["https://jahat.example/", "//jahat.example", "javascript:alert(1)", ""])
def test_foreign_links_are_not_followed(tono, signed_in, link):
    assert signed_in(tono).get(reverse("notices:follow", args=[leave(tono, link=link).pk])).url == LIST


def test_marking(tono, budi, signed_in):
    one, two = leave(tono), leave(tono)
    other = leave(budi)
    client = signed_in(tono)
    assert client.get(reverse("notices:read", args=[one.pk])).status_code == 405
    assert client.post(reverse("notices:read", args=[other.pk])).status_code == 404
    client.post(reverse("notices:read", args=[one.pk]))
    client.post(reverse("notices:read", args=[one.pk]))
    assert unread(tono) == 1 and Notice.objects.get(pk=two.pk).read_at is None
    client.post(reverse("notices:read_all"))
    assert unread(tono) == 0 and unread(budi) == 1


def test_choosing(tono, signed_in):
    client = signed_in(tono)
    page = reverse("notices:choices")
    assert client.get(page).content.decode().count(" checked") == len(Group)
    assert client.post(page, {"mail": ["kipp", "kosong"]}).status_code == 200
    assert client.post(page, {"mail": ["kipp"]}).url == LIST
    assert {group for group, mail in choices_of(tono).items() if mail} == {Group.KIPP}
    assert client.post(page, {}).url == LIST  # none at all
    assert not any(choices_of(tono).values())


def test_signed_out(client, db):
    for name, args in [("list", []), ("follow", [1]), ("choices", [])]:
        address = reverse(f"notices:{name}", args=args)
        assert client.get(address).url == f"{reverse('account_login')}?next={address}"


@pytest.mark.parametrize("rows", [1, 30, 120])
def test_price(tono, signed_in, django_assert_max_num_queries, rows):
    for _ in range(rows):
        tell_many(people=[tono], kind="kipp.x", title="Judul", now=NOW, body="Isi", link="/kipp/")
    client = signed_in(tono)
    with django_assert_max_num_queries(8):
        client.get(LIST)
