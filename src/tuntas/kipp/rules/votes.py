"""The public vote: who may vote, when, what is kept of a network, and what a count amounts to. No clock, no writes."""

import hashlib
import hmac
import ipaddress
from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction

from allauth.account.models import EmailAddress
from django.utils.translation import gettext as _

from tuntas.kipp.models import Edition, Plenary, Stage
from tuntas.kipp.rules.calendar import has_closed, has_opened, is_open
from tuntas.kipp.rules.scoring import half_up, micros, points
from tuntas.kipp.rules.seats import CHECKS, ORGANISES, seats_of
from tuntas.kipp.terms import EditionStatus, EntryStage, StageKind
from tuntas.people.models import Person

FINALISTS = (EntryStage.FINALIST, EntryStage.WINNER, EntryStage.NOT_WINNER)
MOST_QUESTIONS = 5
SMALLEST = 5  # a public figure below this is not told
BURST, NETWORK, DOMAIN = 20, 10, 20  # votes from which a minute, a network or a mail domain is shown as a signal
YOUNG = timedelta(hours=1)


def is_vote(stage: Stage) -> bool:
    """A stage in which citizens vote."""
    return stage.kind == StageKind.VOTE


def questions_of(stage: Stage, *, english: bool = False) -> list[str]:
    """The questions in the reader's language, at least one; a missing English line falls back to the Indonesian."""
    own = [line.strip() for line in stage.vote_question.splitlines() if line.strip()][:MOST_QUESTIONS]
    if not own:
        return [_("Which innovation helps people most?")]
    other = [line.strip() for line in stage.vote_question_en.splitlines() if line.strip()]
    return [other[at] if english and at < len(other) else line for at, line in enumerate(own)]


def takes_votes(stage: Stage, edition: Edition, now: datetime) -> bool:
    """Votes can be given and changed now."""
    return is_vote(stage) and edition.status == EditionStatus.OPEN and is_open(stage, now)


def shows_options(stage: Stage, edition: Edition, now: datetime) -> bool:
    """The finalists of the vote are public: from its opening on."""
    return is_vote(stage) and edition.status != EditionStatus.DRAFT and has_opened(stage, now)


def is_verified(person: Person) -> bool:
    """The account's own e-mail address was confirmed. No identity number is asked for."""
    return EmailAddress.objects.filter(user=person, email__iexact=person.email, verified=True).exists()


def why_not(person: Person, edition: Edition) -> str:
    """Why this person has no vote, as a sentence; empty when they have one. Dates are asked elsewhere."""
    if not person.is_authenticated or not person.is_active:
        return _("Sign in to vote.")
    if seats_of(person, edition):
        return _("Who works for this edition or sits on its jury does not vote.")
    if not is_verified(person):
        return _("Confirm your e-mail address first; then you can vote.")
    return ""


def may_see_counts(person: Person, edition: Edition, stage: Stage, now: datetime) -> bool:
    """Counts are secret until the vote has closed; then the office sees them, and everybody after the announcement."""
    if not has_closed(stage, now):
        return False
    if edition.status in (EditionStatus.ANNOUNCED, EditionStatus.ARCHIVED):
        return True
    return bool(seats_of(person, edition) & CHECKS)


def may_exclude(person: Person, edition: Edition, stage: Stage, now: datetime) -> bool:
    """Sets votes aside or back: an organiser, after the vote and before the plenary has closed."""
    return (
        edition.status == EditionStatus.OPEN
        and has_closed(stage, now)
        and bool(seats_of(person, edition) & ORGANISES)
        and not Plenary.objects.filter(stage__edition=edition, closed_at__isnull=False).exists()
    )


def prefix_of(address: str) -> str:
    """The network an address belongs to: the first 24 bits (IPv4) or 48 bits (IPv6); empty for none."""
    try:
        found = ipaddress.ip_address(address.strip())
    except ValueError:
        return ""
    length = 24 if found.version == 4 else 48
    return str(ipaddress.ip_network((found, length), strict=False))


def hidden_network(address: str, salt: str) -> str:
    """Sixteen digits that are equal for equal networks under the same salt, and say nothing else."""
    prefix = prefix_of(address)
    return hmac.new(salt.encode(), prefix.encode(), hashlib.sha256).hexdigest()[:16] if prefix else ""


def order_key(who: str, stage_id: int, entry_id: int) -> str:
    """Sorts the options differently for every person, and the same way each time for one."""
    return hashlib.sha256(f"{who}:{stage_id}:{entry_id}".encode()).hexdigest()


def points_of(counts: list[Mapping[int, int]], entry: int) -> Decimal | None:
    """0 to 100: for each question the entry's votes against the most any got, then the mean; None without a vote."""
    shares = [Fraction(100 * given.get(entry, 0), max(given.values())) for given in counts if any(given.values())]
    if not shares:
        return None
    exact = sum(shares, Fraction(0)) / len(shares) * 1_000_000
    return points(half_up(exact.numerator, exact.denominator))


def beside(official: Decimal | None, voted: Decimal | None, weight: Decimal) -> Decimal | None:
    """Official score and vote joined by the vote's weight in percent: shown beside, never instead of the score."""
    if official is None or voted is None or not weight:
        return None
    share = Fraction(weight) / 100
    exact = micros(official) * (1 - share) + micros(voted) * share
    return points(half_up(exact.numerator, exact.denominator))


def public_counts(given: Mapping[int, int]) -> dict[int, int | None]:
    """Votes by entry as everybody may read them: None for fewer than 5.

    Where just one figure would be held back, the next smallest is too: a total elsewhere must not give it away.
    """
    small = {entry for entry, count in given.items() if 0 < count < SMALLEST}
    if len(small) == 1:
        others = sorted((count, entry) for entry, count in given.items() if count >= SMALLEST)
        small |= {others[0][1]} if others else set()
    return {entry: None if entry in small else count for entry, count in given.items()}
