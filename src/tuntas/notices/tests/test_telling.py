"""Leaving messages, reading them, choosing e-mail."""

import pytest
from django.db import IntegrityError, transaction
from tests.cast import NOW, person

from tuntas.notices.actions import choose, read_all, read_one, tell, tell_address, tell_many
from tuntas.notices.models import Notice
from tuntas.notices.queries import choices_of, received, unread
from tuntas.notices.terms import Group, group_of, wait_after
from tuntas.people.models import Person

WORDS = {"kind": "kipp.entry_returned", "title": "Usulan dikembalikan", "title_en": "Entry returned", "now": NOW}


def test_one_letter_after_commit(tono, mailoutbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        notice = tell(person=tono, body="Mohon lengkapi.", link="/kipp/", **WORDS)
        assert not mailoutbox  # never inside the transaction
    letter = mailoutbox[0]
    assert letter.to == [tono.email] and letter.subject == "[Tuntas] Usulan dikembalikan"
    assert "Yth. Tono Warga," in letter.body and "http://localhost:8000/kipp/" in letter.body
    assert "http://localhost:8000/kabar/pilihan/" in letter.body
    notice.refresh_from_db()
    assert notice.mailed_at == NOW and notice.tries == 1 and unread(tono) == 1


def test_nothing_goes_out_when_the_act_is_undone(tono, mailoutbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        try:
            with transaction.atomic():
                tell(person=tono, **WORDS)
                raise ZeroDivisionError
        except ZeroDivisionError:
            pass
    assert not mailoutbox and unread(tono) == 0


def test_in_english(tono, mailoutbox, django_capture_on_commit_callbacks):
    Person.objects.filter(pk=tono.pk).update(language="en")
    tono.refresh_from_db()
    with django_capture_on_commit_callbacks(execute=True):
        tell(person=tono, **WORDS)
        tell(person=tono, **WORDS | {"title_en": ""})  # nobody wrote it in English
    assert [letter.subject for letter in mailoutbox] == ["[Tuntas] Entry returned", "[Tuntas] Usulan dikembalikan"]
    assert "Dear Tono Warga," in mailoutbox[0].body


def test_a_stranger_reads_both(db, mailoutbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        tell_address(address="r@example.org", **WORDS)
    body = mailoutbox[0].body
    assert body.index("Usulan dikembalikan") < body.index("Entry returned")


def test_markup_and_line_breaks_in_a_title(tono, mailoutbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        tell(person=tono, kind="kipp.x", title="<b>A</b>\r\nBcc: x@example.org", now=NOW)
    assert mailoutbox[0].subject == "[Tuntas] <b>A</b> Bcc: x@example.org" and mailoutbox[0].recipients() == [
        tono.email
    ]


def test_a_title_of_ten_thousand_letters(tono):
    assert len(tell(person=tono, kind="kipp.x", title="x" * 10_000, now=NOW).title) == 200


def test_a_mail_server_that_is_down_disturbs_nothing(tono, settings, django_capture_on_commit_callbacks):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # nobody listens there
    with django_capture_on_commit_callbacks(execute=True):
        notice = tell(person=tono, **WORDS)
    notice.refresh_from_db()
    assert notice.mailed_at is None and notice.tries == 1 and "ConnectionRefused" in notice.trouble
    assert notice.next_try_at == NOW + wait_after(1)


def test_many_in_two_queries(db, django_assert_num_queries, mailoutbox):
    people = [person(f"p{number} Orang") for number in range(40)]
    choose(person=people[3], wanted={Group.KIPP: False})
    with django_assert_num_queries(2):
        assert tell_many(people=[*people, people[0]], **WORDS) == 40
    assert Notice.objects.filter(mail_wanted=True).count() == 39
    assert tell_many(people=[], **WORDS) == 0
    assert not mailoutbox


def test_choices(tono):
    assert all(choices_of(tono).values())
    choose(person=tono, wanted={Group.KIPP: False})
    choose(person=tono, wanted={Group.KIPP: False, Group.CASEWORK: True})
    assert choices_of(tono)[Group.KIPP] is False and choices_of(tono)[Group.PEOPLE] is True
    assert tell(person=tono, **WORDS).mail_wanted is False
    assert tell(person=tono, **WORDS | {"kind": "people.x"}).mail_wanted is True
    choose(person=tono, wanted={Group.PEOPLE: False})
    assert tell(person=tono, **WORDS | {"kind": "people.invited"}).mail_wanted is True  # always
    assert tell(person=tono, mail=False, **WORDS | {"kind": "casework.x"}).mail_wanted is False


@pytest.mark.parametrize(
    ("kind", "group"),
    [("kipp.entry_returned", Group.KIPP), ("kipp", Group.KIPP), ("baru.x", Group.OTHER), ("", Group.OTHER)],
)
def test_groups(kind, group):
    assert group_of(kind) == group


def test_reading(tono, budi, django_assert_num_queries):
    first, second = tell(person=tono, **WORDS), tell(person=tono, **WORDS)
    tell(person=budi, **WORDS)
    read_one(notice=first, now=NOW)
    read_one(notice=first, now=NOW.replace(year=2022))
    first.refresh_from_db()
    assert first.read_at == NOW
    assert list(received(tono)) == [second, first]
    with django_assert_num_queries(1):
        assert unread(tono) == 1
    assert read_all(person=tono, now=NOW) == 1 and unread(tono) == 0 and unread(budi) == 1


def test_a_notice_goes_somewhere(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.create(kind="x", title="x", at=NOW)
