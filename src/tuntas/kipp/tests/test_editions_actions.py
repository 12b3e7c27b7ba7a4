"""Opening, publishing, extending, reminding, seats: the verbs and what they refuse."""

from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cast import hold, person

from tuntas.journal.models import Line
from tuntas.kernel import events
from tuntas.kipp.actions import calendar, rulebook
from tuntas.kipp.actions.editions import (
    RESERVED,
    AlreadyPublished,
    EditionRefused,
    NotAllowed,
    NotReady,
    free_slug,
    open_edition,
    publish,
)
from tuntas.kipp.actions.heralds import tell_extended
from tuntas.kipp.models import Criterion, Edition, Extension, Stage
from tuntas.kipp.presets.catalogue import PRESETS
from tuntas.kipp.rules.calendar import has_closed, is_open, stage_of_kind
from tuntas.kipp.rules.charter.editing import GoneMeanwhile, with_facts, with_rows
from tuntas.kipp.rules.charter.facts import SECTIONS
from tuntas.kipp.rules.charter.reading import charter_of
from tuntas.kipp.rules.publishing import problems_of, warnings_of
from tuntas.kipp.rules.tracks import track_for
from tuntas.kipp.terms import DeadlineExtended, EditionPublished, EditionStatus, EntryStage, StageKind
from tuntas.kipp.tests.stage import OPENED, moment, stage
from tuntas.kipp.tests.test_editions_board import entries
from tuntas.notices.models import Notice
from tuntas.people.terms import Role


@pytest.fixture
def told(django_capture_on_commit_callbacks):
    """`told(act)` runs the act and is the list of events it published."""

    def run(act):
        found = []
        before = dict(events._handlers)
        kinds = (DeadlineExtended, EditionPublished)
        events.wire({kind: [found.append] for kind in kinds})
        try:
            with django_capture_on_commit_callbacks(execute=True):
                act()
        finally:
            events.wire(before)
        return found

    return run


# ---- presets


@pytest.mark.parametrize("key", sorted(PRESETS))
def test_every_preset_opens_as_a_draft_that_could_be_published(key, sari, biro, now):
    made = open_edition(preset=key, name="Uji", year=2026, office=biro, by=sari, now=now)
    assert made.status == EditionStatus.DRAFT
    assert problems_of(made) == []
    assert made.notes, "what is not confirmed is said"
    assert {opens.year for opens in made.stages.values_list("opens_at", flat=True)} == {2026}


@pytest.mark.parametrize("preset", PRESETS.values(), ids=PRESETS)
def test_presets_are_whole(preset):
    sections = {section.key for section in preset.sections}
    for plan in preset.stages:
        for criterion in plan.criteria:
            assert set(criterion.sections) <= sections, criterion.key
            assert [criterion.bands[0].high, criterion.bands[-1].low] == [100, 0]
            for better, worse in zip(criterion.bands, criterion.bands[1:], strict=False):
                assert worse.high == better.low - 1
            assert all(all(band.words) for band in criterion.bands)
    rows = [*preset.tracks, *preset.groups, *preset.categories, *preset.sections, *preset.requirements, *preset.checks]
    assert all(all(row.title) for row in rows), "every title stands in both languages"
    assert all(all(note.words) for note in preset.notes)
    assert {"umur", "lengkap", "isi", "judul"} <= {check.key for check in preset.checks}
    assert preset.tie_break == ("signifikansi", "adaptabilitas", "kebaruan")


def test_the_known_numbers_stand():
    jateng, umum, baru = PRESETS["jateng-2021"], PRESETS["nasional-2023"], PRESETS["nasional-2025"]
    assert [(track.finalists, track.winners) for track in jateng.tracks] == [(20, 10), (20, 10)]
    interview = next(plan for plan in jateng.stages if plan.kind == StageKind.INTERVIEW)
    assert (interview.opens.day, interview.closes.day, interview.opens.month) == (12, 15, 10)
    desk = next(plan for plan in umum.stages if plan.kind == StageKind.DESK)
    assert [int(criterion.weight) for criterion in desk.criteria] == [10, 15, 5, 30, 20, 5, 15]
    talk = next(plan for plan in umum.stages if plan.kind == StageKind.INTERVIEW)
    assert [int(criterion.weight) for criterion in talk.criteria] == [30, 50, 10, 10]
    assert baru.passing_grade == 85
    assert [section.words for section in baru.sections[:9]] == [200, 150, 200, 200, 200, 300, 150, 150, 300]


# ---- opening and publishing


def test_only_the_provincial_organiser_opens(wati, agus, tono, biro, jateng, now):
    for who in (wati, agus, tono):
        with pytest.raises(NotAllowed):
            open_edition(preset="jateng-2021", name="Uji", year=2026, office=biro, by=who, now=now)
    regional = person("Lukman Organiser")
    hold(regional, Role.ORGANISER, biro)  # in an organisation, not for the province
    with pytest.raises(NotAllowed):
        open_edition(preset="jateng-2021", name="Uji", year=2026, office=biro, by=regional, now=now)
    assert not Edition.objects.exists()


def test_unknown_preset(sari, biro, now):
    with pytest.raises(EditionRefused):
        open_edition(preset="../etc", name="Uji", year=2026, office=biro, by=sari, now=now)


def test_slugs_are_free_and_never_an_address(sari, biro, now, edition):
    assert free_slug("KIPP Jateng 2021", 2021) == "kipp-jateng-2021-2"
    for word in RESERVED:
        assert free_slug(word, 2021) == f"{word}-2021"
    assert free_slug("!!!", 2021) == "kipp-2021"
    assert len(free_slug("a" * 200, 2021)) <= 60


def test_publish_lists_every_problem(sari, biro, now):
    made = open_edition(preset="jateng-2021", name="Uji", year=2021, office=biro, by=sari, now=OPENED)
    made.tracks.all().delete()
    made.sections.update(words=0)
    made.check_items.all().delete()
    made.stages.filter(kind=StageKind.DESK).update(weight=Decimal("60.01"))
    Criterion.objects.filter(stage__edition=made, key="kebaruan").delete()
    desk = stage(made, StageKind.DESK)
    Stage.objects.filter(pk=desk.pk).update(opens_at=moment("2021-07-01 08:00:00"))
    with pytest.raises(NotReady) as caught:
        publish(edition=made, by=sari, now=OPENED)
    parts = {problem.part for problem in caught.value.problems}
    assert parts == {"jadwal", "jumlah", "formulir", "penilaian", "syarat"}
    assert len(caught.value.problems) >= 7
    made.refresh_from_db()
    assert made.status == EditionStatus.DRAFT


def test_two_tracks_cannot_take_the_same_organisations(edition):
    edition.tracks.update(levels=[])
    assert [problem.part for problem in problems_of(edition)] == ["jumlah"]


def test_publish_once(sari, biro, wati, told):
    made = open_edition(preset="jateng-2021", name="Uji", year=2021, office=biro, by=sari, now=OPENED)
    with pytest.raises(NotAllowed):
        publish(edition=made, by=wati, now=OPENED)
    assert told(lambda: publish(edition=made, by=sari, now=OPENED)) == [EditionPublished(made.pk)]
    with pytest.raises(AlreadyPublished):
        publish(edition=made, by=sari, now=OPENED)
    assert Line.objects.filter(act="kipp.edition_published").count() == 1
    assert {problem.part for problem in warnings_of(made, OPENED)} == {"orang", "jadwal"}


def test_rules_change_only_in_a_draft_and_only_from_a_fresh_page(edition, sari, biro, wati, now):
    def named(one, name):
        return with_facts(charter_of(one), {"name": name})

    how = {"part": "identitas", "now": now, "seen": 0}
    with pytest.raises(AlreadyPublished):
        rulebook.change(edition=edition, by=sari, charter=named(edition, "X"), **how)
    made = open_edition(preset="jateng-2021", name="Uji", year=2021, office=biro, by=sari, now=OPENED)
    with pytest.raises(NotAllowed):
        rulebook.change(edition=made, by=wati, charter=named(made, "X"), **how)
    rulebook.change(edition=made, by=sari, charter=named(made, "X"), **how)
    with pytest.raises(rulebook.ChangedMeanwhile):
        rulebook.change(edition=made, by=sari, charter=named(made, "Y"), **how)
    made.refresh_from_db()
    assert (made.name, made.revision) == ("X", 1)
    with pytest.raises(GoneMeanwhile):
        with_rows(charter_of(made), SECTIONS, [{"id": "bukan-bagian", "title": "Curian"}])


# ---- calendar


def test_the_closing_second_is_inside(edition):
    registration = stage_of_kind(edition, StageKind.REGISTRATION)
    closes = registration.closes_at
    assert is_open(registration, registration.opens_at)
    assert not is_open(registration, registration.opens_at - timedelta(microseconds=1))
    assert is_open(registration, closes)
    assert is_open(registration, closes + timedelta(microseconds=999_999))
    assert not is_open(registration, closes + timedelta(seconds=1))
    assert stage_of_kind(edition, StageKind.FIELD).key == "lapangan"


@given(st.integers(min_value=-5_000_000, max_value=5_000_000))
def test_open_or_closed_never_both(microseconds):
    closes = moment("2021-10-31 23:59:59")
    one = Stage(closes_at=closes)
    at = closes + timedelta(microseconds=microseconds)
    assert is_open(one, at) != has_closed(one, at)
    assert has_closed(one, at) == (microseconds >= 1_000_000)
    assert is_open(Stage(), at)


def test_extend_is_an_event(edition, sari, told, now):
    registration = stage(edition, StageKind.REGISTRATION)
    before, after = registration.closes_at, registration.closes_at + timedelta(days=3)
    act = {"stage": registration, "closes_at": after, "reason": "Pemadaman listrik", "by": sari, "now": now}
    assert told(lambda: calendar.extend(**act)) == [DeadlineExtended(registration.pk)]
    extension = Extension.objects.get()
    assert (extension.before, extension.after, extension.by) == (before, after, sari)
    assert Line.objects.filter(act="kipp.deadline_extended", data__extension=extension.pk).exists()
    with pytest.raises(calendar.CalendarRefused):
        calendar.extend(**act)  # not later than the present closing time
    with pytest.raises(calendar.CalendarRefused):
        calendar.extend(**act | {"closes_at": after + timedelta(days=1), "seen": before})


@pytest.mark.parametrize("wrong", ["earlier", "past", "no reason", "locked", "draft", "outsider", "secretary"])
def test_extend_refuses(wrong, edition, sari, wati, secretary, now):
    registration = stage(edition, StageKind.REGISTRATION)
    later = registration.closes_at + timedelta(days=1)
    act = {"stage": registration, "closes_at": later, "reason": "Sebab", "by": sari, "now": now}
    if wrong == "earlier":
        act["closes_at"] = registration.closes_at - timedelta(seconds=1)
    elif wrong == "past":
        act["now"] = later + timedelta(days=1)
    elif wrong == "no reason":
        act["reason"] = " \u200b\n "
    elif wrong == "locked":
        Stage.objects.filter(pk=registration.pk).update(locked_at=now)
    elif wrong == "draft":
        Edition.objects.update(status=EditionStatus.DRAFT)
    elif wrong == "outsider":
        act["by"] = wati
    else:
        act["by"] = secretary
    with pytest.raises(calendar.CalendarRefused):
        calendar.extend(**act)
    assert not Extension.objects.exists()


def test_an_extension_reopens_a_closed_registration(edition, sari):
    registration = stage(edition, StageKind.REGISTRATION)
    now = registration.closes_at + timedelta(hours=2)
    assert not is_open(registration, now)
    calendar.extend(stage=registration, closes_at=now + timedelta(days=1), reason="Listrik padam", by=sari, now=now)
    assert is_open(registration, now)


def test_an_extension_is_told_to_those_it_concerns(edition, juror_seats, dindik, wati, agus, sari, now):
    entries(edition, dindik, wati, now, [EntryStage.WITH_ADMIN, EntryStage.PASSED])
    for kind, concerned in (
        (StageKind.REGISTRATION, {wati, agus}),
        (StageKind.DESK, {seat.person for seat in juror_seats}),
        (StageKind.PLENARY, set()),
    ):
        Notice.objects.all().delete()
        one = stage(edition, kind)
        calendar.extend(stage=one, closes_at=one.closes_at + timedelta(days=1), reason="Sebab", by=sari, now=now)
        tell_extended(DeadlineExtended(one.pk))
        assert {notice.person for notice in Notice.objects.all()} == concerned
        assert all("Sebab" in notice.body and notice.body_en for notice in Notice.objects.all())


# ---- reminders


# ---- seats


# ---- tracks


def test_track_of_an_organisation(edition, biro, dindik, talun):
    assert track_for(edition, biro).key == "provinsi"
    assert track_for(edition, dindik).key == "kabupaten-kota"
    dindik.kind, dindik.place = "village", talun
    assert track_for(edition, dindik).key == "kabupaten-kota"
    edition.tracks.all().delete()
    assert track_for(edition, dindik) is None
