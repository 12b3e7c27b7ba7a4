"""Numbers: blocks for an office without a connection, every number accounted for, none used twice."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from tuntas.documents.actions import CannotEnd
from tuntas.documents.models import Document
from tuntas.documents.terms import Status
from tuntas.services.labkd.actions import numbering
from tuntas.services.labkd.actions.refusals import LetterRefused, NotYours, NumberTaken, WrongInput
from tuntas.services.labkd.models import BlockNumber
from tuntas.services.labkd.queries.letters import entries, outgoing
from tuntas.services.labkd.queries.numbering import blocks_of
from tuntas.services.labkd.rules.kinds import kinds
from tuntas.services.labkd.tests.office import ANSWERS

pytestmark = pytest.mark.django_db


@pytest.fixture
def block(office, neighbours, now):
    """One letter by wire (001), then five numbers for the hamlet without a signal (002 to 006)."""
    office.signed(neighbours["Siti"])
    return numbering.reserve_block(
        place=office.place, count=5, reason="Pelayanan di Sawahan", by=office.secretary, now=now
    )


def use(block, office, resident, now, number=0, **more):
    row = list(block.numbers.order_by("document__number"))[number]
    given = {"kind": kinds()["domicile"], "answers": ANSWERS, "day": date(2021, 10, 5), **more}
    return numbering.use_number(number=row, resident=resident, by=office.operator, now=now + timedelta(days=3), **given)


def test_letters_by_wire_go_on_behind_the_block(block, office, neighbours):
    assert (block.first, block.last) == (2, 6)
    letter = office.signed(neighbours["Painah"])
    assert letter.document.number == 7
    assert sorted(Document.objects.values_list("number", flat=True)) == list(range(1, 8))


def test_used_and_unused_are_entered_afterwards_and_the_block_closes(
    block, office, neighbours, now, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        letter = use(block, office, neighbours["Siti"], now)
    document = Document.objects.get(pk=letter.document_id)
    assert document.status == Status.ISSUED and document.label == "470/002/DS.TLN/X/2021"
    assert document.issued_at.date() == date(2021, 10, 5) and letter.signer == office.head_post
    rest = list(block.numbers.filter(letter=None).values_list("pk", flat=True))
    done = numbering.void_numbers(block=block, numbers=rest, reason="Tidak terpakai", by=office.secretary, now=now)
    found = blocks_of(office.place).get()
    assert (done, found.free, found.used, found.void) == (4, 0, 1, 4) and found.closed_at == now
    lines = entries(list(outgoing(office.place)))
    assert [line.document.number for line in lines] == [6, 5, 4, 3, 2, 1]
    assert [line.letter is None for line in lines] == [True] * 4 + [False] * 2


def test_a_number_is_used_once(block, office, neighbours, now):
    use(block, office, neighbours["Siti"], now)
    with pytest.raises(NumberTaken):
        use(block, office, neighbours["Painah"], now)
    row = block.numbers.order_by("document__number").first()
    assert numbering.void_numbers(block=block, numbers=[row.pk], reason="x", by=office.secretary, now=now) == 0
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.filter(number=3).update(number=2)
    with pytest.raises(IntegrityError), transaction.atomic():
        BlockNumber.objects.create(block=block, document_id=row.document_id)


@pytest.mark.parametrize("day", [date(2021, 10, 3), date(2021, 10, 8), date(2022, 1, 1)])
def test_the_day_lies_between_block_and_today(day, block, office, neighbours, now):
    with pytest.raises(WrongInput):
        use(block, office, neighbours["Siti"], now, day=day)


def test_giving_up_needs_a_reason_and_the_head_or_secretary(block, office, now):
    numbers = list(block.numbers.values_list("pk", flat=True))
    with pytest.raises(CannotEnd):
        numbering.void_numbers(block=block, numbers=numbers, reason=" ", by=office.secretary, now=now)
    with pytest.raises(NotYours):
        numbering.void_numbers(block=block, numbers=numbers, reason="x", by=office.operator, now=now)
    for count, reason in ((0, "x"), (101, "x"), (5, "")):
        with pytest.raises(LetterRefused):
            numbering.reserve_block(place=office.place, count=count, reason=reason, by=office.secretary, now=now)
    assert Document.objects.filter(status=Status.VOID).count() == 0


def test_a_code_of_the_village_is_printed_from_its_year_on(office, neighbours, now):
    numbering.own_code(place=office.place, subject="domicile", from_year=2021, code="145", by=office.secretary, now=now)
    assert office.signed(neighbours["Siti"]).document.label.startswith("145/001/")
    with pytest.raises(WrongInput):
        numbering.own_code(place=office.place, subject="x", from_year=2021, code="1", by=office.secretary, now=now)
    with pytest.raises(NotYours):
        numbering.own_code(place=office.place, subject="birth", from_year=2021, code="1", by=office.operator, now=now)
