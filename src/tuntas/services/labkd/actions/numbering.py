"""Blocks of numbers for an office without a connection, and classification codes of a place's own."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tuntas.casework.models import Step
from tuntas.documents import actions as documents
from tuntas.documents.terms import Status
from tuntas.journal.actions import record
from tuntas.journal.rules import subject_of
from tuntas.kernel.clock import wib_date
from tuntas.kernel.text import clean
from tuntas.people.models import Person
from tuntas.places.models import Place
from tuntas.residents.models import Resident
from tuntas.services.labkd.actions.asking import ask
from tuntas.services.labkd.actions.chain import marks_of, pattern_of
from tuntas.services.labkd.actions.preparing import paper_of
from tuntas.services.labkd.actions.refusals import NoSigner, NotYours, NumberTaken, WrongInput
from tuntas.services.labkd.models import Block, BlockNumber, Letter, OwnCode
from tuntas.services.labkd.queries.numbering import codes_at
from tuntas.services.labkd.queries.signing import signer_at
from tuntas.services.labkd.rules.access import LETTER, may_word, office_of
from tuntas.services.labkd.rules.classification import subjects
from tuntas.services.labkd.rules.kinds import Kind
from tuntas.services.labkd.rules.numbers import LONGEST_BLOCK, series_of
from tuntas.services.labkd.terms import Channel, LetterStage


@transaction.atomic
def reserve_block(*, place: Place, count: int, reason: str, by: Person, now: datetime) -> Block:
    """Take the next `count` numbers for letters that will be written on paper without a connection."""
    if not office_of(by, place, now).leads:
        raise NotYours(_("Only the head and the secretary take numbers in advance."))
    if not 1 <= count <= LONGEST_BLOCK or not reason.strip():
        raise WrongInput(_("Take 1 to %(most)s numbers, and say what for.") % {"most": LONGEST_BLOCK})
    year = wib_date(now).year
    taken = documents.reserve(
        series=series_of(place.code),
        kind=LETTER,
        title=_("Number taken in advance"),
        count=count,
        subject=f"labkd.block:{place.code}",
        by=by,
        now=now,
        pattern=pattern_of(place),
        marks=marks_of(place, codes_at(place, year)["general"]),
    )
    block = Block.objects.create(
        place=place,
        year=year,
        first=taken[0].number,
        last=taken[-1].number,
        reason=clean(reason)[:200],
        reserved_by=by,
        reserved_at=now,
    )
    BlockNumber.objects.bulk_create([BlockNumber(block=block, document=document) for document in taken])
    data = {"first": block.first, "last": block.last}
    record(act="labkd.block_reserved", subject=block, by=by, now=now, data=data)
    return block


@transaction.atomic
def use_number(
    *,
    number: BlockNumber,
    kind: Kind,
    resident: Resident,
    answers: Mapping[str, str],
    day: date,
    by: Person,
    now: datetime,
) -> Letter:
    """Enter afterwards what was written on paper under a number, on `day`: it joins register and archive.

    Who signed is who the rule names on that day. Raises `NumberTaken` when the number is not free.
    """
    fresh = _free(number, by, now)
    if not wib_date(fresh.block.reserved_at) <= day <= wib_date(now) or day.year != fresh.block.year:
        raise WrongInput(_("The day must lie between the day the block was taken and today, in the same year."))
    place = fresh.block.place
    signer = signer_at(kind, place, day)
    if signer is None:
        raise NoSigner(_("Nobody could sign this kind on that day: look at the posts and absences."))
    letter = ask(place=place, kind=kind, channel=Channel.PAPER, answers=answers, by=by, now=now, resident=resident)
    code = codes_at(place, day.year)[kind.subject]
    paper = paper_of(letter, signer=signer, by=by, now=now, day=day)
    document = documents.fill(
        document=fresh.document,
        title=f"{paper.title}, {place.full_name}",
        data=paper.data,
        subject=subject_of(letter),
        holder="",
        day=day,
        by=by,
        now=now,
        marks=marks_of(place, code),
        valid_until=paper.valid_until,
    )
    letter.document, letter.code, letter.template = document, code, paper.wording.version
    letter.signer_id, letter.signer_form = signer.seat.id, signer.form
    letter.prepared_by, letter.prepared_at, letter.handed_at = by, now, now
    letter.save()
    case = letter.case
    case.stage, case.stage_since, case.closed_at, case.told_at, case.due_at = LetterStage.HANDED, now, now, now, None
    case.save(update_fields=["stage", "stage_since", "closed_at", "told_at", "due_at"])
    Step.objects.create(
        case=case, number=2, move="written", from_stage=LetterStage.ASKED, to_stage=LetterStage.HANDED, by=by, at=now
    )
    fresh.letter = letter
    fresh.save(update_fields=["letter"])
    record(act="labkd.number_used", subject=fresh.block, by=by, now=now, data={"number": document.number})
    _close(fresh.block, by, now)
    return letter


@transaction.atomic
def void_numbers(*, block: Block, numbers: list[int], reason: str, by: Person, now: datetime) -> int:
    """Give up numbers of a block that were not used; each stays taken, with the reason. How many."""
    if not office_of(by, block.place, now).leads:
        raise NotYours(_("Only the head and the secretary take numbers in advance."))
    done = 0
    rows = block.numbers.select_for_update(of=("self",)).select_related("document").filter(letter=None)
    for row in rows.filter(pk__in=numbers).order_by("document__number"):
        if row.document.status == Status.RESERVED:
            documents.void(document=row.document, reason=reason, by=by, now=now)
            done += 1
    _close(block, by, now)
    return done


def _free(number: BlockNumber, by: Person, now: datetime) -> BlockNumber:
    fresh = (
        BlockNumber.objects.select_for_update(of=("self",)).select_related("block__place", "document").get(pk=number.pk)
    )
    if not office_of(by, fresh.block.place, now).works:
        raise NotYours(_("Only the office of this village prepares its letters."))
    if fresh.letter_id is not None or fresh.document.status != Status.RESERVED:
        raise NumberTaken(_("This number has been used or given up before."))
    return fresh


def _close(block: Block, by: Person, now: datetime) -> None:
    """A block is closed once every number of it is accounted for."""
    if block.closed_at is None and not block.numbers.filter(letter=None, document__status=Status.RESERVED).exists():
        block.closed_by, block.closed_at = by, now
        block.save(update_fields=["closed_by", "closed_at"])
        record(act="labkd.block_closed", subject=block, by=by, now=now)


@transaction.atomic
def own_code(*, place: Place, subject: str, from_year: int, code: str, by: Person, now: datetime) -> OwnCode:
    """The place uses this classification code for a subject, from a year on. Said again, it is changed."""
    if not may_word(by, place, now):
        raise NotYours(_("Only the head and the secretary, or the team of a regency for its own, write templates."))
    if subject not in subjects() or not code.strip() or "/" in code:
        raise WrongInput(_("A code has digits and dots, for example 400.12.2."))
    made, _is_new = OwnCode.objects.update_or_create(
        place=place, subject=subject, from_year=from_year, defaults={"code": clean(code)[:30], "by": by, "at": now}
    )
    record(act="labkd.code_said", subject=made, by=by, now=now, data={"subject": subject, "year": from_year})
    return made
