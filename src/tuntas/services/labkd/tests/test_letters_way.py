"""A letter's way: asked, prepared, checked by another, signed by who the rule names, issued, handed over."""

from datetime import date

import pytest

from tuntas.casework.actions import AlreadyMoved, NotAllowed, StillMissing
from tuntas.documents.actions import sealer
from tuntas.documents.models import Document
from tuntas.documents.press.seal import Verdict
from tuntas.documents.terms import Status
from tuntas.files.queries import content_of
from tuntas.residents.models import Reading
from tuntas.services.labkd.actions import chain, ending, preparing
from tuntas.services.labkd.actions.refusals import NoSigner, NotYours, OldRevision, WrongInput
from tuntas.services.labkd.models import Letter
from tuntas.services.labkd.terms import LetterStage

pytestmark = pytest.mark.django_db


def test_from_the_desk_to_the_resident(office, neighbours, now, django_capture_on_commit_callbacks):
    letter = office.checked(neighbours["Siti"])
    with django_capture_on_commit_callbacks(execute=True):
        letter = chain.sign(letter=letter, by=office.head, now=now)
    document = Document.objects.select_related("file").get(pk=letter.document_id)
    assert document.label == "470/001/DS.TLN/X/2021" and document.status == Status.ISSUED
    assert sealer().verify(content_of(document.file)) is Verdict.OURS
    assert document.valid_until == date(2022, 4, 4)
    assert document.data == {}, "once the file exists, identity stands in the file alone"
    assert "Siti" not in document.title + document.holder
    assert (letter.prepared_by, letter.checked_by, letter.signed_by) == (office.operator, office.secretary, office.head)
    chain.hand_over(letter=letter, by=office.operator, now=now, to="anak")
    case = Letter.objects.get(pk=letter.pk).case
    assert case.stage == LetterStage.HANDED and case.told_at == now
    assert Reading.objects.filter(purpose="letter", kind="identified").exists()


def test_nobody_checks_what_they_prepared(office, neighbours, now):
    letter = office.ask(neighbours["Siti"])
    chain.step(letter=letter, key="take_up", by=office.secretary, now=now)
    preparing.prepare(
        letter=letter, answers={"keperluan": "x"}, corrections={}, reason="", revision=1, by=office.secretary, now=now
    )
    chain.step(letter=letter, key="to_check", by=office.secretary, now=now)
    with pytest.raises(NotYours):
        chain.step(letter=letter, key="approve", by=office.secretary, now=now)


def test_an_operator_neither_checks_nor_signs(office, neighbours, now):
    letter = office.prepared(neighbours["Siti"])
    with pytest.raises((NotAllowed, NotYours)):
        chain.step(letter=letter, key="approve", by=office.operator, now=now)
    letter = chain.step(letter=letter, key="approve", by=office.secretary, now=now)
    with pytest.raises(NotYours):
        chain.sign(letter=letter, by=office.operator, now=now)
    assert Document.objects.count() == 0


def test_sent_back_needs_a_reason_and_is_filled_in_again(office, neighbours, now):
    letter = office.checked(neighbours["Siti"])
    with pytest.raises(StillMissing):
        chain.step(letter=letter, key="back", by=office.head, now=now)
    letter = chain.step(letter=letter, key="back", by=office.head, now=now, message="Alamat usaha kurang lengkap.")
    assert letter.prepared_at is None and letter.signer_id is None
    with pytest.raises(StillMissing):
        chain.step(letter=letter, key="to_check", by=office.operator, now=now)


def test_signing_twice_takes_one_number(office, neighbours, now):
    letter = office.signed(neighbours["Siti"])
    with pytest.raises(AlreadyMoved):
        chain.sign(letter=letter, by=office.head, now=now)
    assert Document.objects.count() == 1


def test_without_a_head_nobody_signs(office, neighbours, now):
    letter = office.prepared(neighbours["Siti"])
    office.head_post.delete()
    with pytest.raises(NoSigner):
        chain.step(letter=letter, key="approve", by=office.secretary, now=now)


def test_what_differs_from_the_register_needs_its_reason_and_an_old_page_changes_nothing(office, neighbours, now):
    letter = office.ask(neighbours["Siti"])
    given = {"letter": letter, "answers": {}, "by": office.operator, "now": now, "corrections": {"nama": "Siti A."}}
    with pytest.raises(WrongInput):
        preparing.prepare(**given, reason="", revision=1)
    preparing.prepare(**given, reason="Sesuai ijazah", revision=1)
    with pytest.raises(OldRevision):
        preparing.prepare(**given, reason="Sesuai ijazah", revision=1)
    fresh = Letter.objects.select_related("case").get(pk=letter.pk)
    assert b"Siti" not in bytes(fresh.sealed)
    assert preparing.content_of(fresh)["corrections"] == {"nama": "Siti A."}


def test_a_replaced_letter_holds_until_the_new_one_is_issued(
    office, neighbours, now, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        old = office.signed(neighbours["Siti"])
    new = ending.replace(letter=old, reason="Alamat keliru", by=office.secretary, now=now)
    with pytest.raises(WrongInput):
        ending.replace(letter=old, reason="Lagi", by=office.secretary, now=now)
    chain.step(letter=new, key="take_up", by=office.operator, now=now)
    preparing.prepare(
        letter=new, answers={"keperluan": "x"}, corrections={}, reason="", revision=1, by=office.operator, now=now
    )
    chain.step(letter=new, key="to_check", by=office.operator, now=now)
    chain.step(letter=new, key="approve", by=office.secretary, now=now)
    assert Document.objects.get(pk=old.document_id).status == Status.ISSUED
    with django_capture_on_commit_callbacks(execute=True):
        new = chain.sign(letter=new, by=office.head, now=now)
    ended = Document.objects.get(pk=old.document_id)
    assert ended.status == Status.REPLACED and ended.replaced_by_id == new.document_id


def test_only_head_and_secretary_revoke(office, neighbours, now, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        letter = office.signed(neighbours["Siti"])
    with pytest.raises(NotYours):
        ending.revoke(letter=letter, reason="Keliru", by=office.operator, now=now)
    ending.revoke(letter=letter, reason="Keliru", by=office.secretary, now=now)
    assert Document.objects.get().status == Status.REVOKED
