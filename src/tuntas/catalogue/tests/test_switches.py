"""Switches from the province down: who may, what comes of it, what is kept."""

import pytest

from tuntas.casework.flow import waits_for_module
from tuntas.catalogue.actions import NotAllowed, NotOffered, ReasonMissing, offer, switch, switch_villages
from tuntas.catalogue.models import Switch
from tuntas.catalogue.queries import effect, is_on, modules_on, places_on
from tuntas.catalogue.queries.explained import why
from tuntas.catalogue.queries.switches import counted
from tuntas.catalogue.terms import ModuleSwitched, SwitchState
from tuntas.catalogue.tests.switched import turn_off, turn_on
from tuntas.catalogue.tests.trial.module import happened
from tuntas.journal.models import Line
from tuntas.kernel import events

pytestmark = pytest.mark.django_db
ON, OFFERED, HIDDEN = SwitchState.ON, SwitchState.OFFERED, SwitchState.HIDDEN


@pytest.fixture
def say(trial, now):
    def say(place, state, by, reason="", module="trial"):
        return switch(module=module, place=place, state=state, by=by, now=now, reason=reason)

    return say


@pytest.fixture
def offered(say, jateng, pekalongan, sari, team):
    """The province and the regency offer it."""
    say(jateng, OFFERED, sari)
    say(pekalongan, OFFERED, team)


def test_from_the_province_to_the_village(offered, say, talun, officer, django_capture_on_commit_callbacks):
    heard = []
    events.wire({ModuleSwitched: [heard.append]})
    assert not is_on("trial", talun) and effect("trial", talun).may_be_on
    with django_capture_on_commit_callbacks(execute=True):
        say(talun, ON, officer, "Kami mulai.")
    assert is_on("trial", talun) and [one.key for one in modules_on(talun)] == ["trial"]
    assert list(places_on("trial")) == [talun]
    assert [(one.module, one.place, one.state) for one in heard] == [("trial", talun.code, "on")]
    line = Line.objects.get(act="catalogue.switched", subject=f"places.place:{talun.code}")
    assert line.actor_id == officer.pk and "Kami" not in str(line.data)
    assert happened == [("on", talun.code)]


def test_each_level_waits_for_the_one_above(say, jateng, pekalongan, talun, sari, team, officer):
    with pytest.raises(NotOffered):
        say(talun, ON, officer, "x")
    with pytest.raises(NotOffered):
        say(pekalongan, OFFERED, team)
    say(jateng, OFFERED, sari)
    with pytest.raises(NotOffered):
        say(talun, ON, officer, "the regency has not offered it")
    say(pekalongan, OFFERED, team)
    say(talun, ON, officer, "x")


def test_hidden_above_closes_below_and_keeps_everything(offered, say, pekalongan, talun, officer, team):
    say(talun, ON, officer, "x")
    say(pekalongan, HIDDEN, team)
    assert not is_on("trial", talun) and not places_on("trial") and counted() == ({}, {})
    assert "Kabupaten Pekalongan" in why(effect("trial", talun))
    with pytest.raises(NotOffered):
        say(talun, OFFERED, officer)
    say(pekalongan, OFFERED, team)
    assert is_on("trial", talun)


def test_saying_the_same_again_changes_nothing(offered, say, talun, officer):
    first, second = say(talun, ON, officer, "x"), say(talun, ON, officer)
    assert first == second and Switch.objects.filter(place=talun).count() == 1


def test_history_stays(offered, say, talun, officer):
    for state in (ON, HIDDEN, ON):
        say(talun, state, officer, f"now {state}")
    rows = Switch.objects.filter(place=talun)
    assert sorted(row.state for row in rows) == ["hidden", "on", "on"]
    assert rows.filter(ended_at=None).get().state == "on"
    assert happened == [("on", talun.code), ("off", talun.code), ("on", talun.code)]


def test_who_stands_above_gives_a_reason(offered, say, talun, team, sari):
    for above in (team, sari):
        with pytest.raises(ReasonMissing, match="alasan"):
            say(talun, ON, above)
    say(talun, ON, team, "Atas permintaan kepala desa")
    assert Switch.objects.get(place=talun).reason == "Atas permintaan kepala desa"


def test_not_everything_ready_wants_a_reason(offered, say, talun, officer):
    with pytest.raises(ReasonMissing):
        say(talun, ON, officer, "  ")
    say(talun, ON, officer, "SK menyusul")


def test_others_may_not(offered, say, talun, pekalongan, jateng, officer, team, tono, wati, neighbour):
    for place, who in ((pekalongan, officer), (jateng, team), (talun, tono), (talun, wati), (neighbour, officer)):
        with pytest.raises(NotAllowed):
            say(place, HIDDEN, who, "x")


def test_what_it_needs_must_run_first(offered, say, jateng, pekalongan, talun, sari, team, officer):
    say(jateng, OFFERED, sari, module="trial_more")
    say(pekalongan, OFFERED, team, module="trial_more")
    with pytest.raises(NotOffered, match="Layanan Uji"):
        say(talun, ON, officer, "x", module="trial_more")
    turn_on("trial_more", talun)
    assert list(places_on("trial_more")) == [talun]
    turn_off("trial", talun)
    assert not is_on("trial_more", talun) and not places_on("trial_more")


def test_many_villages_at_once(offered, trial, talun, neighbour, far, pekalongan, team, now):
    turn_off("trial", neighbour)
    turn_on("trial", talun)
    given = {"module": "trial", "regency": pekalongan, "by": team, "now": now}
    many = switch_villages(villages=[talun, neighbour, far], state=ON, reason="Serentak", **given)
    assert many.done == [neighbour] and many.same == [talun] and not many.refused
    assert not is_on("trial", far), "a village of another regency is not touched"
    assert Line.objects.get(act="catalogue.switched_many").data["places"] == [neighbour.code]
    with pytest.raises(ReasonMissing):
        switch_villages(villages=[talun], state=HIDDEN, reason=" ", **given)


def test_many_villages_where_it_is_not_offered(trial, talun, pekalongan, team, now):
    given = {"module": "trial", "regency": pekalongan, "by": team, "now": now}
    many = switch_villages(villages=[talun], state=ON, reason="x", **given)
    assert not many.done and many.refused[0].place == talun and many.refused[0].why


def test_how_many_queries_an_answer_costs(offered, trial, talun, neighbour, now, django_assert_max_num_queries):
    turn_on("trial", talun)
    with django_assert_max_num_queries(1):
        is_on("trial", talun)
    with django_assert_max_num_queries(1):
        modules_on(talun)
    with django_assert_max_num_queries(2):
        counted()
    assert counted() == ({"trial": 1}, {"33.26": 1})


def test_the_house_offers_once_and_never_overrides(trial, talun, brebes, now):
    assert offer(module=trial.module, place=brebes, now=now, reason="Replikasi berjalan").by is None
    turn_off("trial", talun)
    assert offer(module=trial.module, place=talun, now=now) is None and effect("trial", talun).own == HIDDEN


def test_what_is_asked_waits_where_it_is_off(trial, talun):
    assert waits_for_module("trial.question", talun)
    turn_on("trial", talun)
    assert not waits_for_module("trial.question", talun)


def test_an_unknown_module_runs_nowhere(talun, db):
    assert not is_on("nothing", talun) and not places_on("nothing")
    with pytest.raises(KeyError):
        effect("nothing", talun)
