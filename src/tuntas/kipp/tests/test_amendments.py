"""Amendments: drafting, what each change would touch, bringing into force, telling, permissions."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from tests.cast import hold, person

from tuntas.journal.models import Line
from tuntas.kipp.actions import amendments as acts
from tuntas.kipp.actions.amended import tell_amended
from tuntas.kipp.actions.calendar import extend
from tuntas.kipp.actions.trial import trials_of
from tuntas.kipp.models import Amendment, Extension, Group, Sheet, Stage
from tuntas.kipp.queries.amending import effects_of, standing_of
from tuntas.kipp.queries.amendments import history_of
from tuntas.kipp.rules.charter.changes import changes_from, differences
from tuntas.kipp.rules.charter.editing import with_facts, with_rows
from tuntas.kipp.rules.charter.facts import CHECKS, GROUPS, REQUIREMENTS, SECTIONS, TRACKS
from tuntas.kipp.rules.charter.reading import charter_of
from tuntas.kipp.rules.charter.stages import CRITERIA, STAGES
from tuntas.kipp.terms import EntryStage, RulesAmended, Seat, StageKind
from tuntas.kipp.tests.judging_stage import desk, passed, scored
from tuntas.kipp.tests.proposals import finished, sent
from tuntas.kipp.tests.stage import DATES, OPENED, during, moment
from tuntas.notices.models import Notice
from tuntas.people.terms import Role

WORDS = {"title": "Batas kata ringkasan", "reason": "Banyak yang memintanya.", "reference": "SK 12/2021"}


def drafted(edition, by, now, charter):
    """A draft that would make the rules those of the charter, with its words."""
    draft = acts.begin(edition=edition, by=by, now=now)
    draft = acts.propose(amendment=draft, charter=charter, by=by, now=now, seen=draft.revision)
    return acts.describe(amendment=draft, by=by, now=now, seen=draft.revision, **WORDS)


def enacted(edition, by, now, charter):
    draft = drafted(edition, by, now, charter)
    return acts.enact(amendment=draft, by=by, now=now, seen=draft.revision)


def longer(edition, words=80):
    return with_rows(charter_of(edition), SECTIONS, [{"id": "ringkasan", "words": words}])


def effect(edition, charter, now):
    """The effects of what differs from the present rules."""
    return effects_of(edition, differences(charter_of(edition), charter), standing_of(edition, now))


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


# ---- what it touches


def test_a_shorter_limit_is_not_possible_once_a_submitted_proposal_is_longer(
    small_edition, sari, dindik, wati, agus, now
):
    finished(small_edition, dindik, wati, "Draf")
    found = effect(small_edition, longer(small_edition, 10), now)
    assert found[0].allowed, "a limit below a field's least is the form's matter; nobody submitted is hit"
    shorter = with_rows(charter_of(small_edition), SECTIONS, [{"id": "ringkasan", "words": 5}])
    (hit,) = effect(small_edition, shorter, now)
    assert hit.allowed and "1" in hit.sentences[0], "a draft can be shortened"
    sent(small_edition, dindik, wati, agus)
    (hit,) = effect(small_edition, shorter, now)
    assert not hit.allowed and len(hit.sentences) == 2
    (harmless,) = effect(small_edition, longer(small_edition, 49), now)
    assert harmless.allowed, "no submitted proposal is longer than 49 words"
    draft = drafted(small_edition, sari, now, shorter)
    with pytest.raises(acts.NotAmendable):
        acts.enact(amendment=draft, by=sari, now=now, seen=draft.revision)


@pytest.mark.parametrize(
    ("shelf", "row"),
    [
        (SECTIONS, {"id": "", "title": "Pelajaran", "words": 100, "required": True}),
        (SECTIONS, {"id": "ringkasan", "gone": True}),
        (GROUPS, {"id": "umum", "gone": True}),
        (GROUPS, {"id": "umum", "min_age_months": 60}),
        (GROUPS, {"id": "umum", "invited_only": True}),
        (GROUPS, {"id": "umum", "rule": "Lain"}),
        (TRACKS, {"id": "daerah", "gone": True}),
        (TRACKS, {"id": "daerah", "kinds": ["village"]}),
        (REQUIREMENTS, {"id": "", "title": "Surat", "kind": "pdf", "required": True}),
        (STAGES, {"id": "registration", "opens_at": "2021-12-01T08:00:00+07:00"}),
        (STAGES, {"id": "registration", "closes_at": "2021-10-05T08:00:59+07:00"}),
        (STAGES, {"id": "registration", "gone": True}),
        (STAGES, {"id": "registration", "kind": "check"}),
    ],
)
def test_not_possible_once_submitted(shelf, row, small_edition, dindik, wati, agus, now):
    sent(small_edition, dindik, wati, agus)
    found = effect(small_edition, with_rows(charter_of(small_edition), shelf, [row]), now)
    assert any(not one.allowed for one in found)


@pytest.mark.parametrize(
    ("shelf", "row"),
    [
        (SECTIONS, {"id": "", "title": "Pelajaran", "words": 100, "required": False}),
        (SECTIONS, {"id": "ringkasan", "words": 300}),
        (SECTIONS, {"id": "ringkasan", "title": "Ikhtisar"}),
        (GROUPS, {"id": "umum", "quota": 5}),
        (TRACKS, {"id": "daerah", "winners": 2}),
        (CHECKS, {"id": "lengkap", "reason": "Kurang."}),
        (STAGES, {"id": "registration", "closes_at": "2021-11-02T23:59:59+07:00"}),
        (STAGES, {"id": "field", "gone": True}),
        (STAGES, {"id": "desk", "quorum": 2}),
    ],
)
def test_still_possible_once_submitted(shelf, row, small_edition, dindik, wati, agus, now):
    sent(small_edition, dindik, wati, agus)
    found = effect(small_edition, with_rows(charter_of(small_edition), shelf, [row]), now)
    assert found and all(one.allowed for one in found), [one.why for one in found]


def test_a_quota_below_what_was_submitted(small_edition, dindik, wati, agus, now):
    Group.objects.filter(edition=small_edition).update(quota=5)
    for title in ("Satu", "Dua"):
        sent(small_edition, dindik, wati, agus, title)
    (one,) = effect(small_edition, with_rows(charter_of(small_edition), GROUPS, [{"id": "umum", "quota": 1}]), now)
    assert not one.allowed
    (two,) = effect(small_edition, with_rows(charter_of(small_edition), GROUPS, [{"id": "umum", "quota": 2}]), now)
    assert two.allowed


def test_withdrawn_proposals_keep_what_they_use(small_edition, dindik, wati, now):
    entry = finished(small_edition, dindik, wati)
    entry.case.stage = EntryStage.WITHDRAWN
    entry.case.save()
    found = effect(
        small_edition, with_rows(charter_of(small_edition), SECTIONS, [{"id": "ringkasan", "gone": True}]), now
    )
    assert not found[0].allowed


# ---- deadlines


def test_a_later_deadline_stands_once_in_the_list(small_edition, sari, now):
    later = {"id": "announcement", "closes_at": "2021-12-24T23:59:59+07:00"}
    made = enacted(small_edition, sari, now, with_rows(charter_of(small_edition), STAGES, [later]))
    assert Extension.objects.get().amendment == made
    registration = small_edition.stages.get(kind=StageKind.REGISTRATION)
    extend(stage=registration, closes_at=moment("2021-11-01 08:00:59"), reason="Listrik", by=sari, now=now)
    assert sorted(str(one.number) for one in history_of(small_edition)) == ["1", "None"]


def test_a_deadline_in_the_past_is_not_possible(small_edition, now):
    late = moment(DATES[StageKind.ANNOUNCEMENT][1]) + timedelta(days=9)
    later = {"id": "registration", "closes_at": "2021-11-02T23:59:59+07:00"}
    (one,) = effect(small_edition, with_rows(charter_of(small_edition), STAGES, [later]), late)
    assert not one.allowed


# ---- weights


@pytest.fixture
def judged(small_edition, juror_seats, dindik, dukcapil, wati, budi):
    """Two proposals, each best in one criterion; Ratna and Hadi have scored both."""
    for seat in juror_seats:
        seat.edition = small_edition
        seat.save()
    step = desk(small_edition)
    first, second = (
        passed(small_edition, dindik, wati, "KUDU Sekolah"),
        passed(small_edition, dukcapil, budi, "Junjang"),
    )
    for juror in juror_seats[:2]:
        scored(step, first, juror, 90, 50)
        scored(step, second, juror, 60, 90)
    return first, second


def reweighed(edition):
    rows = [{"id": "signifikansi", "weight": "20"}, {"id": "kebaruan", "weight": "80"}]
    return with_rows(charter_of(edition), CRITERIA, rows, "desk")


def test_new_weights_make_totals_again(small_edition, sari, judged):
    now = during(StageKind.DESK)
    (one, _two) = found = effect(small_edition, reweighed(small_edition), now)
    assert all(effect.allowed for effect in found) and "4" in one.sentences[0]
    enacted(small_edition, sari, now, reweighed(small_edition))
    step = desk(small_edition)
    assert step.weights_version == 2
    assert {sheet.total for sheet in Sheet.objects.all()} == {Decimal("58"), Decimal("84")}
    assert set(Sheet.objects.values_list("weights_version", flat=True)) == {2}


def test_ranks_are_shown_only_when_scores_may_be_seen(small_edition, sari, secretary, judged):
    changes = differences(charter_of(small_edition), reweighed(small_edition))
    running = during(StageKind.DESK)
    assert trials_of(small_edition, changes, sari, running) == []
    Stage.objects.filter(edition=small_edition, kind=StageKind.DESK).update(
        closes_at=running, opens_at=running - timedelta(days=1)
    )
    # Who may see scores, and from when, is one rule of the judging: it is asked, not repeated here.
    from tuntas.kipp.rules.judging import may_see_scores

    closed = running + timedelta(days=1)
    changes = differences(charter_of(small_edition), reweighed(small_edition))
    Stage.objects.filter(edition=small_edition, kind=StageKind.DESK).update(locked_at=None)
    step = desk(small_edition)
    shown = trials_of(small_edition, changes, sari, closed)
    assert bool(shown) == may_see_scores(sari, small_edition, step, closed)
    assert trials_of(small_edition, changes, person("Luar Orang"), closed) == []


def test_a_trial_leaves_nothing_behind(small_edition, sari, judged):
    before, lines = charter_of(small_edition), Line.objects.count()
    changes = differences(before, reweighed(small_edition))
    Stage.objects.filter(edition=small_edition, kind=StageKind.DESK).update(locked_at=during(StageKind.DESK))
    found = trials_of(small_edition, changes, sari, during(StageKind.SHORTLIST))
    assert len(found) == 1 and found[0].entries == 2
    assert charter_of(small_edition) == before
    assert Line.objects.count() == lines
    assert set(Sheet.objects.values_list("weights_version", flat=True)) == {1}


def test_what_scores_fix(small_edition, sari, judged):
    now = during(StageKind.DESK)
    present = charter_of(small_edition)
    forbidden = [
        with_rows(present, CRITERIA, [{"id": "kebaruan", "gone": True}], "desk"),
        with_rows(present, CRITERIA, [{"id": "", "title": "Baru", "weight": "0"}], "desk"),
        with_rows(present, CRITERIA, [{"id": "kebaruan", "title": "Lain"}], "desk"),
        with_rows(present, STAGES, [{"id": "desk", "gone": True}]),
        with_facts(present, {"blind": False}),
        with_facts(present, {"tie_break": []}),
        with_facts(present, {"passing_grade": "80"}),
        with_rows(present, TRACKS, [{"id": "daerah", "winners": 2}]),
    ]
    for wanted in forbidden:
        assert not effect(small_edition, wanted, now)[0].allowed, differences(present, wanted)
    allowed = with_rows(present, CRITERIA, [{"id": "kebaruan", "title": "Lain"}], "interview")
    assert effect(small_edition, allowed, now)[0].allowed, "the interview has not been scored"
    Stage.objects.filter(edition=small_edition, kind=StageKind.DESK).update(locked_at=now)
    assert not any(one.allowed for one in effect(small_edition, reweighed(small_edition), now))


def test_everything_stays_after_the_announcement(announced_edition, sari, now):
    with pytest.raises(acts.AmendmentRefused):
        acts.begin(edition=announced_edition, by=sari, now=now)
    wanted = with_facts(charter_of(announced_edition), {"theme": "Lain"})
    assert not effect(announced_edition, wanted, now)[0].allowed


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
