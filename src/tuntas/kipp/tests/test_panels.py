"""Panels: entries belong to one, the draw stays inside and linked, a consolidation changes sheets with a reason."""

from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from tuntas.kipp.actions.assigning import assign
from tuntas.kipp.actions.judging import Marks, ScoringClosed, save_sheet
from tuntas.kipp.actions.locking import lock_stage
from tuntas.kipp.actions.panels import (
    PanelRefused,
    change_sheet,
    drop_panel,
    open_meeting,
    save_panel,
    write_record,
)
from tuntas.kipp.actions.rereading import ask_readers
from tuntas.kipp.models import Assignment, Sheet, Stage
from tuntas.kipp.queries.annex import annex
from tuntas.kipp.queries.panels import entries_by_panel, table_of
from tuntas.kipp.rules.panels import linking, ruled_out
from tuntas.kipp.terms import Seat, StageKind
from tuntas.kipp.tests.finished import jury_of
from tuntas.kipp.tests.judging_stage import DESK_DAY, desk, marks, passed, scored
from tuntas.kipp.tests.stage import DATES, _seated, moment

pytestmark = pytest.mark.django_db
AFTER = moment(DATES[StageKind.DESK][1]) + timedelta(hours=3)


@given(st.dictionaries(st.integers(0, 200), st.integers(1, 4)), st.integers(0, 100))
def test_the_linking_share_is_met_in_every_panel(belongs, share) -> None:
    found = linking(belongs, share)
    for panel in set(belongs.values()):
        mine = [entry for entry, where in belongs.items() if where == panel]
        assert len(found & set(mine)) == -(-len(mine) * share // 100)
    jurors = {1: 1, 2: 2}
    out = ruled_out(belongs, jurors, belongs, jurors, share)
    assert all(belongs[entry] != jurors[juror] and entry not in found for entry, juror in out)


@pytest.fixture
def many(small_edition, dindik, wati, jateng):
    """Ten proposals before the jury, all of the provincial track."""
    return [passed(small_edition, dindik, wati, f"Usulan {at}") for at in range(10)]


def test_a_draw_stays_inside_panels_and_the_jury_linked(small_edition, many, sari) -> None:
    jury = [*jury_of(small_edition), _seated(small_edition, "Dian Juror", Seat.JUROR)]
    here = desk(small_edition)
    first = save_panel(
        stage=here, title="Panel A", jurors=jury[:2], by=sari, now=DESK_DAY, entries=many[:5], by_hand=True
    )
    second = save_panel(stage=here, title="Panel B", jurors=jury[2:], by=sari, now=DESK_DAY)
    belongs = entries_by_panel(here)
    assert {belongs[one.pk] for one in many[:5]} == {first.pk} and {belongs[one.pk] for one in many[5:]} == {second.pk}
    done = assign(stage=here, per_entry=2, by=sari, now=DESK_DAY, seed=5)
    assert done.run.groups == 1 and done.short == 0  # linked
    seats = {one.pk: first.pk if one in jury[:2] else second.pk for one in jury}
    pairs = Assignment.objects.filter(stage=here).values_list("entry_id", "juror_id")
    crossing = {entry for entry, juror in pairs if seats[juror] != belongs[entry]}
    assert 1 <= len(crossing) <= 2 and crossing <= linking(belongs, here.linking)
    Stage.objects.filter(pk=here.pk).update(linking=0)
    assert not assign(stage=here, per_entry=2, by=sari, now=DESK_DAY, seed=6).added  # what was given stays


def test_a_juror_and_an_entry_belong_to_one_panel(small_edition, many, sari, wati) -> None:
    jury, here = jury_of(small_edition), desk(small_edition)
    panel = save_panel(stage=here, title="A", jurors=jury[:1], lead=jury[0], by=sari, now=DESK_DAY, entries=many[:1])
    bad = [
        {"title": "A", "jurors": jury[1:2]}, {"title": "B", "jurors": jury[:1]}, {"title": "B", "jurors": []},
        {"title": "B", "jurors": jury[1:2], "entries": many[:1]}, {"title": " ", "jurors": jury[1:2]},
        {"title": "B", "jurors": jury[1:2], "lead": jury[2]}, {"title": "B", "jurors": jury[1:2], "by": wati},
    ]  # fmt: skip
    for facts in bad:
        with pytest.raises(PanelRefused):
            save_panel(**({"stage": here, "by": sari, "now": DESK_DAY} | facts))
    same = save_panel(stage=here, panel=panel, title="A1", jurors=jury[:2], by=sari, now=DESK_DAY)
    assert same.pk == panel.pk and same.seats.count() == 2 and not same.picked.exists()
    drop_panel(panel=same, by=sari, now=DESK_DAY)
    assert not here.panels.exists()


@pytest.fixture
def met(small_edition, dindik, wati, sari):
    """A panel of two jurors who gave 80 and 60; its consolidation is open."""
    entry, jury, here = passed(small_edition, dindik, wati), jury_of(small_edition), desk(small_edition)
    panel = save_panel(stage=here, title="Panel A", jurors=jury[:2], lead=jury[0], by=sari, now=DESK_DAY)
    rows = [scored(here, entry, jury[0], 80, 80), scored(here, entry, jury[1], 60, 60)]
    with pytest.raises(PanelRefused):  # while scoring runs
        open_meeting(panel=panel, by=sari, now=DESK_DAY)
    return open_meeting(panel=panel, by=sari, now=AFTER), rows, jury


def test_a_sheet_changes_with_a_reason_and_keeps_the_old(met, sari, small_edition) -> None:
    meeting, rows, jury = met
    said = marks(70, 70, signifikansi="Alasan.", kebaruan="Alasan.")
    for who, reason, row in (
        (jury[1].person, " ", rows[1]), (jury[0].person, "x", rows[1]), (jury[2].person, "x", rows[1]),
        (sari, "x", rows[1]),
    ):  # fmt: skip
        with pytest.raises(PanelRefused):
            change_sheet(meeting=meeting, assignment=row, marks=said, reason=reason, by=who, now=AFTER)
    changed = change_sheet(
        meeting=meeting, assignment=rows[1], marks=said, reason="Bukti baru dibaca.", by=jury[1].person, now=AFTER
    )
    kept = changed.changes.get()
    assert changed.total == 70 and Decimal(kept.before["total"]) == 60 and kept.before["values"]["kebaruan"] == "60.00"
    with pytest.raises(PanelRefused):  # nothing agreed yet
        write_record(meeting=meeting, held_on=AFTER.date(), present="Ratna", agreed="", by=sari, now=AFTER, close=True)
    write_record(
        meeting=meeting, held_on=AFTER.date(), present="Ratna\nHadi", agreed="Satu pandangan.", by=jury[0].person,
        now=AFTER, close=True,
    )  # fmt: skip
    with pytest.raises(PanelRefused):
        change_sheet(meeting=meeting, assignment=rows[1], marks=said, reason="x", by=jury[1].person, now=AFTER)
    told = annex(small_edition)["panels"]
    assert told[0]["present"] == ["Ratna", "Hadi"] and told[0]["changes"][0]["reason"] == "Bukti baru dibaca."


def test_only_the_panel_reads_and_only_while_it_meets(met, small_edition, sari, secretary, signed_in) -> None:
    meeting, _rows, jury = met
    address = reverse("kipp:panel", args=[small_edition.slug, "desk", meeting.panel_id])
    with time_machine.travel(AFTER):
        page = signed_in(jury[0].person).get(address).content.decode()
        assert "80,00" in page and "60,00" in page and jury[1].person.name in page
        assert signed_in(jury[2].person).get(address).status_code == 404
        office_page = signed_in(sari).get(address).content.decode()
        assert "60,00" not in office_page  # the office reads scores once they are locked
        way = reverse(
            "kipp:panel_change", args=[small_edition.slug, "desk", meeting.panel_id, _rows[1].entry.case.reference]
        )
        juror = signed_in(jury[1].person)
        assert juror.get(way).status_code == 200
        given = {"value-signifikansi": "75", "value-kebaruan": "75", "reason": "Sepakat."}
        assert juror.post(way, given).status_code == 302
        assert Sheet.objects.get(assignment=_rows[1]).total == 75
        assert signed_in(jury[2].person).get(way).status_code == 404
    lock_stage(stage=desk(small_edition), by=sari, now=AFTER)
    with time_machine.travel(AFTER):
        assert "75,00" in signed_in(sari).get(address).content.decode()


def test_office_pages_of_panels(
    small_edition, many, sari, secretary, ratna, signed_in, django_assert_max_num_queries
) -> None:
    jury = jury_of(small_edition)
    slug = small_edition.slug
    with time_machine.travel(DESK_DAY):
        client = signed_in(sari)
        new = reverse("kipp:panel_new", args=[slug, "desk"])
        assert client.get(new).status_code == 200
        given = {"title": "Panel A", "jurors": [jury[0].pk, jury[1].pk], "lead": jury[0].pk, "references": "TIDAK-ADA"}
        assert "TIDAK-ADA" in client.post(new, given).content.decode()
        given["references"] = many[0].case.reference
        assert client.post(new, given).status_code == 302
        with django_assert_max_num_queries(14):
            page = client.get(reverse("kipp:panels", args=[slug, "desk"])).content.decode()
        assert "Panel A" in page
        panel = desk(small_edition).panels.get()
        assert client.get(reverse("kipp:panel_edit", args=[slug, "desk", panel.pk])).status_code == 200
        assert client.get(reverse("kipp:panel", args=[slug, "desk", panel.pk])).status_code == 200
        assert signed_in(ratna).get(new).status_code == 403
        assert (
            signed_in(sari).post(reverse("kipp:panel_edit", args=[slug, "desk", panel.pk]), {"drop": "1"}).status_code
            == 302
        )


def test_a_reopening_for_readers_opens_nothing_else(small_edition, dindik, wati, sari) -> None:
    entry, jury, here = passed(small_edition, dindik, wati), jury_of(small_edition), desk(small_edition)
    row = scored(here, entry, jury[0], 80, 80)
    lock_stage(stage=here, by=sari, now=DESK_DAY + timedelta(hours=1))
    late = DESK_DAY + timedelta(hours=2)
    ask_readers(stage=desk(small_edition), entries=[entry.pk], reason="Jarak nilai.", closes_at=None, by=sari, now=late)
    with pytest.raises(ScoringClosed):
        save_sheet(assignment=row, marks=Marks(), revision=1, by=jury[0].person, now=late)
    further = Assignment.objects.filter(entry=entry, stage=here).exclude(pk=row.pk).get()
    save_sheet(assignment=further, marks=Marks(), revision=0, by=further.juror.person, now=late)


def test_the_table_hides_what_a_juror_must_not_see(met) -> None:
    meeting, rows, jury = met
    assert len(table_of(meeting.panel, jury[0], frozenset())) == 1
    assert table_of(meeting.panel, jury[0], frozenset({rows[0].entry_id})) == []
