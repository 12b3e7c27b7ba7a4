"""Telling people."""

from datetime import datetime

from tuntas.notices.models import Notice
from tuntas.people.models import Person


def tell(
    *,
    person: Person,
    kind: str,
    title: str,
    now: datetime,
    title_en: str = "",
    body: str = "",
    body_en: str = "",
    link: str = "",
    mail: bool = True,
) -> Notice:
    """Leave a notice for the person, and an e-mail if wanted; delivery happens after commit, by `deliver`."""
    return Notice.objects.create(
        person=person,
        kind=kind,
        title=title,
        title_en=title_en,
        body=body,
        body_en=body_en,
        link=link,
        at=now,
        mail_wanted=mail,
    )
