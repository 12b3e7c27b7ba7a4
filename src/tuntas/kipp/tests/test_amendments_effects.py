"""What a change of public rules touches, and what it does: drafts, proposals, deadlines, weights, ranks."""

from datetime import timedelta
from decimal import Decimal

import pytest
from tests.cast import person

from tuntas.journal.models import Line
from tuntas.kipp.actions import amendments as acts
from tuntas.kipp.actions.calendar import extend
from tuntas.kipp.actions.trial import trials_of
from tuntas.kipp.models import Extension, Group, Sheet, Stage
from tuntas.kipp.queries.amendments import history_of
from tuntas.kipp.rules.charter.changes import differences
from tuntas.kipp.rules.charter.editing import with_facts, with_rows
from tuntas.kipp.rules.charter.facts import CHECKS, GROUPS, REQUIREMENTS, SECTIONS, TRACKS
from tuntas.kipp.rules.charter.reading import charter_of
from tuntas.kipp.rules.charter.stages import CRITERIA, STAGES
from tuntas.kipp.terms import EntryStage, StageKind
from tuntas.kipp.tests.amending import drafted, effect, enacted, longer
from tuntas.kipp.tests.judging_stage import desk, passed, scored
from tuntas.kipp.tests.proposals import finished, sent
from tuntas.kipp.tests.stage import DATES, during, moment

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
