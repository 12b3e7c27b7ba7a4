"""Leaving messages, marking them read, choosing what comes by e-mail."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Unpack

from django.db import transaction

from tuntas.notices.actions.delivery import send_one
from tuntas.notices.models import Choice, Notice
from tuntas.notices.queries import declined_mail
from tuntas.notices.terms import Group, Words
from tuntas.people.models import Person


def tell(
    *, person: Person, kind: str, now: datetime, link: str = "", mail: bool = True, **words: Unpack[Words]
) -> Notice:
    """Leave a notice for the person, and an e-mail if wanted.

    The letter goes out once the running transaction has committed; what goes wrong with it is written to the
    notice and tried again by `deliver`, and never disturbs the act.
    """
    wanted = mail and not declined_mail([person], kind)
    notice = Notice.objects.create(person=person, kind=kind, link=link, at=now, mail_wanted=wanted, **_kept(words))
    if wanted:
        transaction.on_commit(lambda: send_one(notice.pk, now), robust=True)
    return notice


def tell_address(*, address: str, kind: str, now: datetime, link: str = "", **words: Unpack[Words]) -> Notice:
    """A letter to somebody without an account, in both languages."""
    notice = Notice.objects.create(address=address, kind=kind, link=link, at=now, **_kept(words))
    transaction.on_commit(lambda: send_one(notice.pk, now), robust=True)
    return notice


def tell_many(
    *, people: Iterable[Person], kind: str, now: datetime, link: str = "", mail: bool = True, **words: Unpack[Words]
) -> int:
    """Leave the same notice for many people in two queries; their letters go out with the next `deliver`.

    Somebody named twice is told once. Answers how many were told.
    """
    told = {person.pk: person for person in people}
    declined = declined_mail(told.values(), kind) if mail and told else set()
    kept = _kept(words)
    Notice.objects.bulk_create(
        [
            Notice(person=person, kind=kind, link=link, at=now, mail_wanted=mail and person.pk not in declined, **kept)
            for person in told.values()
        ],
        batch_size=500,
    )
    return len(told)


def _kept(words: Words) -> dict[str, str]:
    """The words as columns of a notice; a long title ends where its column does."""
    return {
        "title": words["title"][:200],
        "title_en": words.get("title_en", "")[:200],
        "body": words.get("body", ""),
        "body_en": words.get("body_en", ""),
    }


def read_one(*, notice: Notice, now: datetime) -> None:
    """The person has seen it. Seen twice, the first moment stays."""
    Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=now)


def read_all(*, person: Person, now: datetime) -> int:
    """The person has seen everything that came up to `now`; how many that were."""
    return Notice.objects.filter(person=person, read_at=None, at__lte=now).update(read_at=now)


def withdraw_about(*, person: int, part: str, reference: str) -> int:
    """Take back what was left for the person (by id) about something they must not see any more.

    Found by the link: `part` and `reference` are parts of its path. A letter that went out cannot be called back.
    """
    about = Notice.objects.filter(person=person, link__contains=f"/{part}/").filter(link__contains=f"/{reference}/")
    return about.delete()[0]


@transaction.atomic
def choose(*, person: Person, wanted: Mapping[Group, bool]) -> None:
    """Remember about which groups the person wants e-mail."""
    for group, mail in wanted.items():
        Choice.objects.update_or_create(person=person, group=group, defaults={"mail": mail})
