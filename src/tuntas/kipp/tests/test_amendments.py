"""Amendments: drafting, what each change would touch, bringing into force, telling, permissions."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from tests.cast import hold, person

from tuntas.journal.models import Line
from tuntas.kipp.actions import amendments as acts
from tuntas.kipp.actions.amended import tell_amended
from tuntas.kipp.actions.calendar import extend
from tuntas.kipp.models import Amendment
from tuntas.kipp.queries.amendments import history_of
from tuntas.kipp.rules.charter.changes import changes_from
from tuntas.kipp.rules.charter.editing import with_facts, with_rows
from tuntas.kipp.rules.charter.reading import charter_of
from tuntas.kipp.rules.charter.stages import CRITERIA, STAGES
from tuntas.kipp.terms import RulesAmended, Seat, StageKind
from tuntas.kipp.tests.amending import WORDS, drafted, enacted, longer
from tuntas.kipp.tests.proposals import sent
from tuntas.kipp.tests.stage import OPENED, moment
from tuntas.notices.models import Notice
from tuntas.people.terms import Role

# ---- in force


def test_an_amendment_changes_the_rules_and_is_numbered(small_edition, sari, now):
    for number, words in enumerate((80, 90), 1):
        made = enacted(small_edition, sari, now, longer(small_edition, words))
        assert (made.number, made.at, made.effective_at, made.by) == (number, now, now, sari)
        assert small_edition.sections.get(key="ringkasan").words == words
    assert made.previous.number == 1
    small_edition.refresh_from_db()
    assert small_edition.revision == 2
    lines = history_of(small_edition)
    assert [one.number for one in lines] == [2, 1]
    assert (lines[0].differences[0].before, lines[0].differences[0].after) == ("80", "90")
    assert Line.objects.filter(act="kipp.rules_amended").count() == 2


def test_numbers_are_a_chain_in_the_database(small_edition, sari, now):
    made = enacted(small_edition, sari, now, longer(small_edition))
    facts = {
        "edition": small_edition,
        "drafted_by": sari,
        "drafted_at": now,
        "by": sari,
        "at": now,
        "effective_at": now,
    }
    for wrong in (
        {"number": 1}, {"number": 2}, {"number": 0}, {"number": 3, "previous": None}, {"number": 1, "previous": made},
        {"number": 2, "previous": made, "effective_at": now + timedelta(days=1)}, {"number": None},
    ):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            Amendment.objects.create(**facts | wrong)
    Amendment.objects.create(**facts, number=2, previous=made)
    with pytest.raises(IntegrityError), transaction.atomic():
        Amendment.objects.create(**facts, number=3, previous=made)


def test_one_draft_at_a_time_and_the_old_tab_loses_nothing(small_edition, sari, now):
    draft = acts.begin(edition=small_edition, by=sari, now=now)
    assert acts.begin(edition=small_edition, by=sari, now=now) == draft
    acts.propose(amendment=draft, charter=longer(small_edition), by=sari, now=now, seen=0)
    with pytest.raises(acts.StaleDraft):
        acts.propose(amendment=draft, charter=charter_of(small_edition), by=sari, now=now, seen=0)
    draft.refresh_from_db()
    assert [one["path"] for one in draft.changes] == ["sections/ringkasan/words"]
    with pytest.raises(acts.StaleDraft):
        acts.enact(amendment=draft, by=sari, now=now, seen=0)


def test_the_second_click_enacts_nothing_more(small_edition, sari, now):
    draft = drafted(small_edition, sari, now, longer(small_edition))
    acts.enact(amendment=draft, by=sari, now=now, seen=draft.revision)
    with pytest.raises(acts.StaleDraft):
        acts.enact(amendment=draft, by=sari, now=now, seen=draft.revision)
    assert Amendment.objects.count() == 1


def test_title_reason_and_something_to_change_are_asked_for(small_edition, sari, now):
    draft = acts.begin(edition=small_edition, by=sari, now=now)
    with pytest.raises(acts.AmendmentRefused):
        acts.enact(amendment=draft, by=sari, now=now, seen=0)
    draft = acts.describe(amendment=draft, by=sari, now=now, seen=0, **WORDS)
    with pytest.raises(acts.AmendmentRefused):
        acts.enact(amendment=draft, by=sari, now=now, seen=1)


@pytest.mark.parametrize("days", [-60, 1])
def test_it_holds_from_between_publication_and_now(days, small_edition, sari, now):
    draft = drafted(small_edition, sari, now, longer(small_edition))
    with pytest.raises(acts.AmendmentRefused):
        acts.enact(amendment=draft, by=sari, now=now, seen=draft.revision, effective_at=now + timedelta(days=days))
    made = acts.enact(amendment=draft, by=sari, now=now, seen=draft.revision, effective_at=now - timedelta(days=2))
    assert made.effective_at == now - timedelta(days=2)


def test_the_rules_must_hold_together(small_edition, sari, now):
    wanted = with_rows(charter_of(small_edition), CRITERIA, [{"id": "kebaruan", "weight": "20"}], "desk")
    draft = drafted(small_edition, sari, now, wanted)
    with pytest.raises(acts.NotAmendable) as refused:
        acts.enact(amendment=draft, by=sari, now=now, seen=draft.revision)
    assert "90" in refused.value.sentences[0]
    assert small_edition.stages.get(key="desk").criteria.get(key="kebaruan").weight == 30


def test_an_old_wrong_does_not_stand_in_the_way(small_edition, sari, now):
    registration = small_edition.stages.get(kind=StageKind.REGISTRATION)
    extend(stage=registration, closes_at=moment("2021-11-10 23:59:59"), reason="Sebab", by=sari, now=now)
    enacted(small_edition, sari, now, longer(small_edition))  # the calendar overlaps since the extension; words do not


def test_rules_changed_since_the_draft(small_edition, sari, now):
    later = {"id": "registration", "closes_at": "2021-11-02T23:59:59+07:00"}
    draft = drafted(small_edition, sari, now, with_rows(charter_of(small_edition), STAGES, [later]))
    registration = small_edition.stages.get(kind=StageKind.REGISTRATION)
    extend(stage=registration, closes_at=moment("2021-11-01 23:59:59"), reason="Sebab", by=sari, now=now)
    with pytest.raises(acts.StaleDraft):
        acts.enact(amendment=draft, by=sari, now=now, seen=draft.revision)


def test_dropped_and_begun_again(small_edition, sari, now):
    draft = drafted(small_edition, sari, now, longer(small_edition))
    acts.drop(amendment=draft, by=sari, now=now)
    acts.drop(amendment=draft, by=sari, now=now)
    assert small_edition.sections.get(key="ringkasan").words == 50
    assert acts.begin(edition=small_edition, by=sari, now=now) != draft


def test_leaving_one_change_out(small_edition, sari, now):
    wanted = with_facts(longer(small_edition), {"theme": "Tema baru"})
    draft = drafted(small_edition, sari, now, wanted)
    draft = acts.forget(amendment=draft, path="edition/theme", by=sari, now=now, seen=draft.revision)
    assert [one.path for one in changes_from(draft.changes)] == ["sections/ringkasan/words"]


# ---- who


def test_only_this_editions_organiser_amends(small_edition, sari, secretary, jateng, wati, juror_seats, now):
    other = person("Lina Organiser")
    hold(other, Role.ORGANISER, jateng)
    draft = drafted(small_edition, sari, now, longer(small_edition))
    how = {"amendment": draft, "now": now, "seen": draft.revision}
    for who in (other, secretary, wati, juror_seats[0].person):
        with pytest.raises(acts.NotAllowed):
            acts.begin(edition=small_edition, by=who, now=now)
        with pytest.raises(acts.NotAllowed):
            acts.propose(charter=longer(small_edition), by=who, **how)
        with pytest.raises(acts.NotAllowed):
            acts.describe(by=who, **how, **WORDS)
        with pytest.raises(acts.NotAllowed):
            acts.forget(path="sections/ringkasan/words", by=who, **how)
        with pytest.raises(acts.NotAllowed):
            acts.drop(amendment=draft, by=who, now=now)
        with pytest.raises(acts.NotAllowed):
            acts.enact(by=who, **how)
    draft.refresh_from_db()
    assert draft.at is None and draft.dropped_at is None


def test_a_draft_edition_is_edited_not_amended(draft_edition, sari, now):
    with pytest.raises(acts.AmendmentRefused):
        acts.begin(edition=draft_edition, by=sari, now=now)


def test_those_concerned_are_told(small_edition, sari, secretary, juror_seats, dindik, wati, agus, budi, now):
    small_edition.seats.create(person=secretary, seat=Seat.SECRETARIAT, added_at=OPENED)
    small_edition.seats.create(person=juror_seats[0].person, seat=Seat.JUROR, added_at=OPENED)
    sent(small_edition, dindik, wati, agus)
    Notice.objects.all().delete()
    made = enacted(small_edition, sari, now, longer(small_edition))
    tell_amended(RulesAmended(made.pk))
    assert {notice.person for notice in Notice.objects.all()} == {wati, agus, secretary}
    notice = Notice.objects.get(person=wati)
    assert WORDS["reason"] in notice.body and "Ringkasan" in notice.body_en and notice.link.endswith("#perubahan-1")
    Notice.objects.all().delete()
    made = enacted(small_edition, sari, now, with_facts(charter_of(small_edition), {"remark_low": 30}))
    tell_amended(RulesAmended(made.pk))
    assert {notice.person for notice in Notice.objects.all()} == {wati, agus, secretary, juror_seats[0].person}
