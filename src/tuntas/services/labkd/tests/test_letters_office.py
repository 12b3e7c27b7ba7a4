"""Posts, absences and delegations; wordings of a place's own, with the day from which they hold."""

from datetime import date

import pytest

from tuntas.services.labkd.actions import chain, signing, wording
from tuntas.services.labkd.actions.refusals import LetterRefused, NotYours, OldRevision, WrongInput, WrongWording
from tuntas.services.labkd.models import Letter, Post
from tuntas.services.labkd.queries.signing import signer_at
from tuntas.services.labkd.queries.templates import wording_for
from tuntas.services.labkd.rules.kinds import kinds
from tuntas.services.labkd.terms import Rank

pytestmark = pytest.mark.django_db
TODAY = date(2021, 10, 4)


def test_letters_that_wait_go_to_who_signs_while_the_head_is_away(office, neighbours, now):
    letter = office.checked(neighbours["Siti"])
    assert letter.signer == office.head_post
    absence = signing.be_away(
        post=office.head_post,
        since=TODAY,
        until=TODAY,
        acting=None,
        form="a.n.",
        reason="Rapat",
        by=office.head,
        now=now,
    )
    letter = Letter.objects.get(pk=letter.pk)
    assert letter.signer == office.secretary_post
    with pytest.raises(NotYours):
        chain.sign(letter=letter, by=office.head, now=now)
    signing.come_back(absence=absence, by=office.head, now=now)
    assert Letter.objects.get(pk=letter.pk).signer == office.head_post
    assert chain.sign(letter=letter, by=office.head, now=now).signer_form == ""


def test_what_the_head_hands_on_is_signed_on_behalf(office, neighbours, now):
    given = {"place": office.place, "kind": "domicile", "deed": "SK 12/2021", "since": TODAY, "until": None, "now": now}
    with pytest.raises(NotYours):
        signing.delegate(rank=Rank.SECRETARY, by=office.secretary, **given)
    with pytest.raises(WrongInput):
        signing.delegate(rank=Rank.HEAD, by=office.head, **given)
    handed = signing.delegate(rank=Rank.SECRETARY, by=office.head, **given)
    assert signer_at(kinds()["domicile"], office.place, TODAY).form == "a.n."
    assert signer_at(kinds()["lost"], office.place, TODAY).form == ""
    signing.end_delegation(delegation=handed, by=office.head, now=now)
    assert signer_at(kinds()["domicile"], office.place, TODAY).form == ""


def test_a_new_head_ends_the_one_before_and_backdating_is_refused(office, now, tono):
    words = signing.PostWords(name="Baru Contoh", title="Kepala Desa Talun")
    given = {"place": office.place, "rank": Rank.HEAD, "person": tono, "words": words, "now": now}
    signing.name_post(since=TODAY, by=office.secretary, **given)
    assert Post.objects.get(pk=office.head_post.pk).until == date(2021, 10, 3)
    with pytest.raises(WrongInput):
        signing.name_post(since=date(2021, 5, 1), by=office.secretary, **given)
    with pytest.raises(NotYours):
        signing.name_post(since=TODAY, by=office.operator, **given)


def write(office, by, now, **more):
    given = {"title": "Surat Domisili", "body": "Isi [nama]", "effective_from": TODAY, "note": "", "seen": 0, **more}
    return wording.write(place=office.place, kind=kinds()["domicile"], by=by, now=now, **given)


def test_a_wording_holds_from_its_day_and_the_nearer_place_goes_first(office, pekalongan, now):
    kind = kinds()["domicile"]
    write(office, office.secretary, now, effective_from=date(2021, 11, 1))
    assert wording_for(kind, office.place, TODAY).version is None
    own = wording_for(kind, office.place, date(2021, 11, 1))
    assert (own.body, own.version.number) == ("Isi [nama]", 1)
    assert wording_for(kind, pekalongan, date(2021, 11, 1)).version is None
    wording.withdraw(version=own.version, by=office.secretary, now=now)
    assert wording_for(kind, office.place, date(2021, 11, 1)).version is None


def test_bad_wordings_and_old_pages_are_refused(office, now):
    with pytest.raises(WrongWording, match="nama"):
        write(office, office.secretary, now, body="[namma]")
    with pytest.raises(NotYours):
        write(office, office.operator, now)
    write(office, office.secretary, now)
    with pytest.raises(OldRevision):
        write(office, office.secretary, now)
    assert write(office, office.secretary, now, seen=1).number == 2
    with pytest.raises(LetterRefused):
        write(office, office.secretary, now, seen=2, title=" ")
