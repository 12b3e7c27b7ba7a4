"""The recount gives what the live ranking gives, whatever was scored."""

import io
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from tuntas.kipp.actions.archiving import pack
from tuntas.kipp.actions.taking_in import take_in_scores
from tuntas.kipp.models import Entry, Plenary, Stage
from tuntas.kipp.queries.ranking import ranking
from tuntas.kipp.rules.archive.container import Damaged, Reader, Writer
from tuntas.kipp.rules.archive.reading import record_of
from tuntas.kipp.rules.archive.recount import ranked
from tuntas.kipp.rules.archive.shape import cell, prose, scrubbed
from tuntas.kipp.rules.archive.verifying import AGREES, verify
from tuntas.kipp.terms import EntryStage, StageKind
from tuntas.kipp.tests.finished import MEETING_DAY, jury_of
from tuntas.kipp.tests.judging_stage import DESK_DAY, desk, passed
from tuntas.kipp.tests.stage import stage

CELLS = st.tuples(st.integers(0, 5), st.integers(0, 2), st.booleans())  # entry, juror, at the interview
MARK = st.sampled_from([Decimal(60), Decimal(70), Decimal("70.5"), Decimal(80), Decimal("79.99")])
SHEETS = st.dictionaries(CELLS, st.tuples(MARK, MARK), max_size=36)


@pytest.fixture
def entries(small_edition, dindik, wati):
    """Six of one track, one of them moved to the other."""
    made = [passed(small_edition, dindik, wati, f"Inovasi {at}") for at in range(6)]
    Entry.objects.filter(pk=made[5].pk).update(track=small_edition.tracks.exclude(pk=made[0].track_id).get())
    return made


@pytest.mark.django_db
def test_any_scores_give_the_live_ranking(small_edition, entries, ratna) -> None:
    jury = jury_of(small_edition)
    steps = (desk(small_edition), stage(small_edition, StageKind.INTERVIEW))
    Plenary.objects.create(stage=stage(small_edition, StageKind.PLENARY))

    @settings(max_examples=25, deadline=None, database=None)
    @given(SHEETS, st.sets(st.integers(0, 5)), st.sampled_from([None, Decimal(70)]))
    def same(sheets, finalists, grade) -> None:
        with transaction.atomic():
            small_edition.passing_grade = grade
            small_edition.save()
            for at in finalists:
                entries[at].case.stage = EntryStage.FINALIST
                entries[at].case.save()
            for number, step in enumerate(steps):
                rows = [
                    {"entry": entries[e].pk, "juror": jury[j].pk, "remarks": {}, "remark": "",
                     "values": {"signifikansi": one, "kebaruan": two}}
                    for (e, j, later), (one, two) in sheets.items() if later == bool(number)
                ]  # fmt: skip
                take_in_scores(stage=step, rows=rows, now=DESK_DAY)
            Stage.objects.filter(edition=small_edition).update(locked_at=MEETING_DAY)
            out = io.BytesIO()
            pack(edition=small_edition, named=False, out=out)
            count = record_of(Reader(out)).count
            for step in (*steps, None):
                key = next((one for one in count.stages if step and one.key == step.key), None)
                live = {
                    row.reference: (row.rank, row.overall, row.tied, row.micro, row.part_micros, row.scored,
                                    row.assigned, row.low_micro, row.high_micro)
                    for row in ranking(small_edition, step)
                }  # fmt: skip
                again = {
                    one.entry: (one.rank, one.overall, one.tied, one.micro, one.parts, one.scored, one.assigned,
                                one.low, one.high)
                    for one in ranked(count, key)
                }  # fmt: skip
                assert again == live
            out.seek(0)
            report = verify(out)
            wrong = [one for check in report.checks for one in check.troubles if "journal" not in one]
            assert not wrong, wrong
            transaction.set_rollback(True)
        for entry in entries:
            entry.case.refresh_from_db()

    same()


MEMBERS = st.dictionaries(
    st.from_regex(r"[a-z][a-z.]{0,9}", fullmatch=True), st.binary(max_size=300), min_size=1, max_size=5
)


def container(members: dict[str, bytes]) -> bytes:
    import zlib

    out = io.BytesIO()
    writer = Writer(out)
    for name, content in members.items():
        writer.add(name, io.BytesIO(content), len(content), zlib.crc32(content))
    writer.close()
    return out.getvalue()


@given(MEMBERS)
def test_a_container_gives_back_what_was_put_in(members) -> None:
    reader = Reader(io.BytesIO(container(members)))
    assert {name: reader.read(name) for name in reader.members} == members


@given(MEMBERS, st.data())
def test_a_container_with_any_byte_changed_is_damaged(members, data) -> None:
    spoilt = bytearray(container(members))
    spoilt[data.draw(st.integers(0, len(spoilt) - 1))] ^= data.draw(st.integers(1, 255))
    with pytest.raises(Damaged):
        Reader(io.BytesIO(bytes(spoilt)))


@given(st.binary(max_size=200))
def test_anything_else_is_no_archive(data: bytes) -> None:
    assert verify(io.BytesIO(data)).code != AGREES


def test_what_is_taken_out_of_text() -> None:
    assert scrubbed("Hubungi a.b@dinas.go.id, NIK 3326011203450001.") == "Hubungi […], NIK […]."
    assert scrubbed("33.26.01.120345.0001") == "[…]"
    assert scrubbed("Nomor 12345 dan 2021-11-30") == "Nomor 12345 dan 2021-11-30"
    assert prose("=1+1") == "'=1+1" and prose("a\n b") == "a b"
    assert cell(None) == "" and cell(True) == "1" and cell(Decimal("80.50")) == "80.50"
