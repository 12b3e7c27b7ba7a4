"""The chain: operator, secretary, signer. Every step says who and when, in the trail and on the letter."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tuntas.casework.actions import move
from tuntas.catalogue.queries import setting
from tuntas.documents.actions import issue
from tuntas.documents.models import Document
from tuntas.kernel.clock import wib_date
from tuntas.kernel.events import publish
from tuntas.people.models import Person
from tuntas.places.models import Place
from tuntas.services.labkd.actions.preparing import Paper, kind_of, paper_of
from tuntas.services.labkd.actions.refusals import NoSigner, NotYours, WrongInput
from tuntas.services.labkd.models import Letter, Post
from tuntas.services.labkd.queries.numbering import codes_at
from tuntas.services.labkd.queries.signing import signer_at
from tuntas.services.labkd.rules.access import LETTER
from tuntas.services.labkd.rules.numbers import PATTERN, complaint, office_of, series_of
from tuntas.services.labkd.rules.signer import Signer
from tuntas.services.labkd.terms import LetterHandedOver, LetterIssued, LetterStage

HELD = "labkd.signature"
SIGNED_APART = frozenset({"sign", "send", "signed", "resign", "hand_over", "void"})


def locked(letter: Letter) -> Letter:
    """The letter with its row locked."""
    return (
        Letter.objects.select_for_update(of=("self",))
        .select_related("case__place", "resident", "document", "signer")
        .get(pk=letter.pk)
    )


@transaction.atomic
def step(*, letter: Letter, key: str, by: Person, now: datetime, message: str = "", seen: int | None = None) -> Letter:
    """Make a move that issues nothing: take up, send on, approve, send back, refuse, take back."""
    if key in SIGNED_APART:
        raise ValueError(f"{key} has an action of its own")
    fresh = locked(letter)
    if key == "approve":
        if fresh.prepared_by_id == by.pk and setting("labkd", fresh.case.place, "four_eyes"):
            raise NotYours(_("You prepared this letter yourself. Somebody else has to check it."))
        fresh.signer_id = signer_or_refuse(fresh, now).seat.id
        fresh.checked_by, fresh.checked_at = by, now
        fresh.save(update_fields=["signer", "checked_by", "checked_at"])
    move(case=fresh.case, move=key, by=by, now=now, message=message, seen=seen)
    if key == "back":
        fresh.signer, fresh.checked_by, fresh.checked_at, fresh.prepared_at = None, None, None, None
        fresh.save(update_fields=["signer", "checked_by", "checked_at", "prepared_at"])
    return fresh


def signer_or_refuse(letter: Letter, now: datetime) -> Signer:
    """Who signs it today. Raises `NoSigner`."""
    signer = signer_at(kind_of(letter), letter.case.place, wib_date(now))
    if signer is None:
        raise NoSigner(_("Nobody can sign this kind today: look at the posts and absences."))
    return signer


@transaction.atomic
def sign(*, letter: Letter, by: Person, now: datetime, seen: int | None = None) -> Letter:
    """Sign: the letter gets its number in this transaction, its sealed file after it.

    The one who signs is who the rule names at this moment, not who it named when the letter was checked.
    """
    fresh = numbered(letter, by, now, method="seal")
    move(case=fresh.case, move="sign", by=by, now=now, seen=seen)
    publish(LetterIssued(fresh.pk))
    return fresh


def numbered(letter: Letter, by: Person, now: datetime, *, method: str) -> Letter:
    """The letter with its number taken, signer and code settled. Inside the transaction of the act that signs."""
    fresh = locked(letter)
    if fresh.case.stage != LetterStage.SIGNING:
        return fresh  # the move says so in its own words
    signer = signer_or_refuse(fresh, now)
    if signer.seat.person_id != by.pk:
        raise NotYours(_("Today %(name)s signs letters of this kind.") % {"name": signer.seat.name})
    fresh.signer_id, fresh.signer_form = signer.seat.id, signer.form
    fresh.signed_by, fresh.signed_at = by, now
    if fresh.document is None:
        paper = paper_of(fresh, signer=signer, by=by, now=now, method=method)
        fresh.code = code_of(fresh, now)
        fresh.template = paper.wording.version
        fresh.document = number(fresh, paper, by, now, held=HELD if method != "seal" else "")
    elif fresh.document.held != HELD or method == "seal":
        raise WrongInput(_("This letter has a number already and waits for its electronic signature."))
    fields = ["signer", "signer_form", "signed_by", "signed_at", "code", "template", "document"]
    fresh.save(update_fields=fields)
    return fresh


def code_of(letter: Letter, now: datetime) -> str:
    """Its classification code in the year of the signing."""
    return codes_at(letter.case.place, wib_date(now).year)[kind_of(letter).subject]


def marks_of(place: Place, code: str) -> dict[str, str]:
    """What the village's number pattern may name beside number and date."""
    return {"code": code, "office": str(setting("labkd", place, "office") or office_of(place.name))}


def pattern_of(place: Place) -> str:
    """The village's number pattern; the house's where what was set cannot be used."""
    own = str(setting("labkd", place, "number_pattern") or "")
    return own if own and not complaint(own) else PATTERN


def number(letter: Letter, paper: Paper, by: Person, now: datetime, *, held: str) -> Document:
    """Take the next number of the village. What everybody who checks it reads names nobody."""
    place = letter.case.place
    return issue(
        series=series_of(place.code),
        kind=LETTER,
        title=f"{paper.title}, {place.full_name}",
        data=paper.data,
        subject=letter,
        by=by,
        now=now,
        pattern=pattern_of(place),
        marks=marks_of(place, letter.code),
        valid_until=paper.valid_until,
        held=held,
        is_sample=letter.case.is_sample,
    )


@transaction.atomic
def hand_over(*, letter: Letter, by: Person, now: datetime, to: str = "", seen: int | None = None) -> Letter:
    """The resident, or who came for them, has the letter; `to` is a relation, no name."""
    fresh = locked(letter)
    fresh.handed_at = now
    fresh.save(update_fields=["handed_at"])
    move(case=fresh.case, move="hand_over", by=by, now=now, note=to[:80], seen=seen)
    publish(LetterHandedOver(fresh.pk))
    return fresh


def post_by(pk: int, place: Place) -> Post | None:
    """A post of this village."""
    return Post.objects.filter(pk=pk, place=place).first()
