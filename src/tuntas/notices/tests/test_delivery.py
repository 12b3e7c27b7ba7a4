"""Letters that failed are tried again, and none goes out twice."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.mail.backends.base import BaseEmailBackend
from django.core.management import call_command
from tests.cast import NOW

from tuntas.notices.actions import deliver, tell, tell_many
from tuntas.notices.actions.delivery import Round, send_one
from tuntas.notices.models import Notice
from tuntas.notices.queries import due_for_mail
from tuntas.notices.terms import MOST_TRIES, wait_after

BROKEN = "tuntas.notices.tests.test_delivery.Broken"


class Broken(BaseEmailBackend):
    """A mail server that takes no letter."""

    def send_messages(self, letters):
        raise ConnectionError("tidak ada yang menjawab")


def leave(person, **more) -> Notice:
    """A notice whose immediate attempt has not happened: the transaction of the test never commits."""
    return tell(person=person, kind="kipp.x", title="Judul", now=NOW, **more)


def test_what_waits_goes_out_once(tono, wati, mailoutbox):
    tell_many(people=[tono, wati], kind="kipp.x", title="Judul", now=NOW)
    leave(tono, mail=False)
    assert deliver(NOW) == Round(sent=2)
    assert deliver(NOW + timedelta(days=2)) == Round()
    assert sorted(letter.to[0] for letter in mailoutbox) == [tono.email, wati.email]


def test_failures_wait_longer_each_time_and_end(tono, settings, mailoutbox):
    notice = leave(tono)
    settings.EMAIL_BACKEND = BROKEN
    moment, tries = NOW, []
    while due_for_mail(moment).exists() or Notice.objects.filter(tries__lt=MOST_TRIES).exists():
        done = deliver(moment)
        tries.append(done.failed)
        notice.refresh_from_db()
        assert deliver(notice.next_try_at - timedelta(seconds=1)) == Round()
        moment = notice.next_try_at
    assert tries == [1] * MOST_TRIES and done.given_up == 1
    assert notice.tries == MOST_TRIES and notice.mailed_at is None and "ConnectionError" in notice.trouble
    assert deliver(moment + timedelta(days=30)) == Round()
    assert moment - NOW < timedelta(days=4)


def test_it_recovers(tono, settings, mailoutbox):
    notice = leave(tono)
    working = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = BROKEN
    deliver(NOW)
    settings.EMAIL_BACKEND = working
    assert deliver(NOW + timedelta(minutes=1)) == Round()
    assert deliver(NOW + wait_after(1)) == Round(sent=1)
    notice.refresh_from_db()
    assert notice.trouble == "" and notice.mailed_at == NOW + wait_after(1)


def test_one_bad_letter_does_not_stop_the_others(tono, wati, mailoutbox):
    bad = leave(tono)
    type(tono).objects.filter(pk=tono.pk).update(email="rusak\n@example.org")
    leave(wati)
    assert deliver(NOW) == Round(sent=1, failed=1)
    bad.refresh_from_db()
    assert bad.trouble


def test_two_rounds_at_once(tono, mailoutbox):
    """Both have read the list of what waits; the second finds the letter claimed."""
    notice = leave(tono)
    assert send_one(notice.pk, NOW) is True
    assert send_one(notice.pk, NOW) is None
    Notice.objects.update(mailed_at=None, next_try_at=NOW + timedelta(minutes=2))  # claimed, not yet sent
    assert send_one(notice.pk, NOW) is None
    assert len(mailoutbox) == 1


def test_a_notice_that_is_gone(db):
    assert send_one(4711, NOW) is None


def test_limit_and_command(tono, mailoutbox):
    for _ in range(3):
        leave(tono)
    out = StringIO()
    call_command("deliver", "--limit", "2", stdout=out)
    assert out.getvalue().strip() == "sent 2, failed 0, given up 0" and len(mailoutbox) == 2


@pytest.mark.parametrize("tries", range(1, 9))
def test_waits(tries):
    assert timedelta(minutes=2) <= wait_after(tries) <= timedelta(days=1)
