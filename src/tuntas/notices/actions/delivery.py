"""Letters: one notice, one e-mail, in the reader's language, tried again until it went out."""

import logging
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F, Q
from django.template.loader import render_to_string
from django.utils.translation import override

from tuntas.notices.models import Notice
from tuntas.notices.queries import due_for_mail
from tuntas.notices.terms import MOST_TRIES, wait_after

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Round:
    """What one delivery round did."""

    sent: int = 0
    failed: int = 0
    given_up: int = 0


def deliver(now: datetime, limit: int = 1000) -> Round:
    """Send what waits, at most `limit` letters, over one connection. Two rounds at once send nothing twice."""
    sent = failed = given_up = 0
    connection = get_connection()
    for pk in list(due_for_mail(now).values_list("pk", flat=True)[:limit]):
        match send_one(pk, now, connection):
            case True:
                sent += 1
            case False:
                failed += 1
                given_up += Notice.objects.filter(pk=pk, tries__gte=MOST_TRIES).count()
    connection.close()
    return Round(sent, failed, given_up)


def send_one(pk: int, now: datetime, connection: BaseEmailBackend | None = None) -> bool | None:
    """Send one letter: True when it went out, False when it failed, None when it was not ours to send.

    The attempt is counted, and the next one set, before sending: whoever counts it sends it. So a letter is lost
    to no crash, and doubled only by one between handing it over and writing that down.
    """
    notice = Notice.objects.select_related("person").filter(pk=pk, mailed_at=None).first()
    if notice is None or not _claim(notice, now):
        return None
    try:
        letter_for(notice, connection).send()
    except Exception as trouble:
        log.warning("letter for notice %s did not go out: %s", pk, trouble)
        Notice.objects.filter(pk=pk).update(trouble=f"{type(trouble).__name__}: {trouble}"[:300])
        return False
    Notice.objects.filter(pk=pk).update(mailed_at=now, trouble="")
    return True


def _claim(notice: Notice, now: datetime) -> bool:
    """Count the attempt, if nobody else just did."""
    due = Q(next_try_at=None) | Q(next_try_at__lte=now)
    mine = Notice.objects.filter(
        due, pk=notice.pk, mail_wanted=True, mailed_at=None, tries=notice.tries, tries__lt=MOST_TRIES
    )
    return mine.update(tries=F("tries") + 1, next_try_at=now + wait_after(notice.tries + 1)) == 1


def letter_for(notice: Notice, connection: BaseEmailBackend | None = None) -> EmailMessage:
    """The e-mail of a notice: plain text with a link; both languages for somebody without an account."""
    person = notice.person
    languages = [person.language] if person else ["id", *(["en"] if notice.title_en else [])]
    parts = [_part(notice, language) for language in languages]
    subject = notice.title_en if languages == ["en"] and notice.title_en else notice.title
    return EmailMessage(
        subject=f"{settings.ACCOUNT_EMAIL_SUBJECT_PREFIX}{' '.join(subject.split())}",
        body=("\n\n" + "-" * 40 + "\n\n").join(parts),
        to=[person.email if person else notice.address],
        connection=connection,
    )


def _part(notice: Notice, language: str) -> str:
    english = language == "en"
    link = notice.link
    if link.startswith("/"):
        link = settings.PUBLIC_ADDRESS + link
    context = {
        "person": notice.person,
        "title": english and notice.title_en or notice.title,
        "body": english and notice.body_en or notice.body,
        "link": link,
        "address": settings.PUBLIC_ADDRESS,
    }
    with override(language):
        return render_to_string("notices/letter.txt", context).strip()
