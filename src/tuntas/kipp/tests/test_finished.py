"""A finished competition ranked from two files."""

import json
from decimal import Decimal
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from pypdf import PdfReader

from tuntas.files.sheets import Row, Table
from tuntas.kipp.rules.finished.plan import PlanRefused, plan_of
from tuntas.kipp.rules.finished.ranking import rank
from tuntas.kipp.rules.finished.reading import read_record

PLAN = {
    "name": "KIPP Contoh 2021",
    "year": 2021,
    "tracks": [
        {"key": "provinsi", "title": "Provinsi", "winners": 1},
        {"key": "daerah", "title": "Daerah", "winners": 1},
    ],
    "stages": [
        {
            "key": "meja",
            "title": "Meja",
            "weight": 100,
            "criteria": [
                {"key": "dampak", "title": "Dampak", "weight": 60},
                {"key": "baru", "title": "Kebaruan", "weight": 40},
            ],
        }
    ],
    "tie_break": ["dampak"],
}
ENTRIES = """No;Nama Inovasi;Instansi;Jalur
1;Satu;Dinas A;Provinsi
2;Dua;RSUD B;provinsi
3;Tiga;Kab C;Daerah
"""
SCORES = """No usulan;Juri;Dampak;Kebaruan
1;Hadi;80;60
1;Sinta;70;80
2;Hadi;90;50
3;Sinta;55,5;60
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "plan.json").write_text(json.dumps(PLAN))
    (tmp_path / "entries.csv").write_text(ENTRIES)
    (tmp_path / "scores.csv").write_text(SCORES)
    return tmp_path


def run(folder: Path, *more: str) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    files = ["--entries", folder / "entries.csv", "--scores", folder / "scores.csv", "--edition", folder / "plan.json"]
    call_command("kipp", "run", *map(str, files), "--out", str(folder / "out"), *more, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_workbook_and_minutes(folder: Path) -> None:
    said, _trouble = run(folder)
    assert "3 usulan, 4 lembar nilai, 2 pemenang." in said
    book = load_workbook(folder / "out" / "ranking.xlsx")
    rows = list(book["Provinsi"].values)[1:]
    # Dua: 0.6·90 + 0.4·50 = 74. Satu: mean of 72 and 74 = 73, although two jurors scored it.
    assert [(row[0], row[2], float(row[4])) for row in rows] == [(1, "Dua", 74.0), (2, "Satu", 73.0)]
    assert [row[2] for row in book["Daerah"].values][1:] == ["Tiga"]
    assert len(list(book["Nilai mentah"].values)) == 9
    text = "".join(
        page.extract_text() for page in PdfReader(BytesIO((folder / "out" / "minutes.pdf").read_bytes())).pages
    )
    assert "Dua" in text and "74,00" in text and "Pemenang" in text


def test_problems_stop_it_and_are_named(folder: Path) -> None:
    (folder / "scores.csv").write_text(SCORES + "9;Hadi;80;80\n1;Budi;120;50\n2;Budi;80;\n")
    with pytest.raises(SystemExit):
        run(folder)
    assert not (folder / "out").exists()
    said, trouble = run(folder, "--leave-out")
    assert "4 lembar nilai" in said
    assert "baris 6" in trouble and "baris 7" in trouble and "Kebaruan" in trouble


def test_a_tie_across_the_cut_goes_to_the_plenary(folder: Path) -> None:
    (folder / "scores.csv").write_text("No usulan;Juri;Dampak;Kebaruan\n1;Hadi;80;60\n2;Hadi;80;60\n3;Hadi;80;60\n")
    said, _trouble = run(folder)
    assert "1 pemenang" in said
    rows = list(load_workbook(folder / "out" / "ranking.xlsx")["Provinsi"].values)[1:]
    assert [(row[0], row[-2], row[-1] or "") for row in rows] == [(1, "ya", ""), (1, "ya", "")]


def test_presets_are_plans() -> None:
    plan = plan_of("jateng-2021")
    assert len(plan.tracks) == 2 and all(track.winners == 10 for track in plan.tracks)


@pytest.mark.parametrize("text", ["{", "{}", '{"name": 1, "year": "x"}', json.dumps(PLAN | {"stages": []})])
def test_a_bad_description_is_refused_in_words(text: str, folder: Path) -> None:
    with pytest.raises(PlanRefused):
        plan_of(text)
    (folder / "plan.json").write_text(text)
    with pytest.raises(CommandError, match="plan.json"):
        run(folder)


SHEETS = st.dictionaries(
    st.tuples(st.integers(0, 5), st.integers(0, 4)),
    st.tuples(st.integers(0, 100), st.integers(0, 100)),
    min_size=1,
)


@given(SHEETS)
def test_score_is_the_mean_of_those_who_scored(sheets: dict) -> None:
    plan = plan_of(json.dumps(PLAN | {"tracks": PLAN["tracks"][:1]}))
    entries = Table(["No", "Judul"], [Row(n + 2, {"No": n + 1, "Judul": f"Inovasi {n}"}) for n in range(6)])
    rows = [
        Row(at + 2, {"No usulan": entry + 1, "Juri": f"Juri {juror}", "Dampak": one, "Kebaruan": two})
        for at, ((entry, juror), (one, two)) in enumerate(sheets.items())
    ]
    record = read_record(plan, entries, Table(["No usulan", "Juri", "Dampak", "Kebaruan"], rows))
    assert not record.problems
    ranked = rank(plan, record)[plan.tracks[0]]
    for row in ranked:
        mine = [v for (entry, _j), v in sheets.items() if str(entry + 1) == row.contender.name]
        if not mine:
            assert row.rank is None
            continue
        exact = sum((Decimal(one) * 60 + Decimal(two) * 40) / 100 for one, two in mine) / len(mine)
        assert abs(row.score - exact) < Decimal("0.000002")
    scores = [row.score for row in ranked if row.score is not None]
    assert scores == sorted(scores, reverse=True)
    assert sum(row.wins for row in ranked) <= 1


def test_our_own_exports_go_in_again(folder: Path) -> None:
    """Exports call a proposal by its reference; the first column of both that says so is understood."""
    (folder / "entries.csv").write_text(
        "Nomor,Kode rujukan,Judul,Instansi,Jalur\n1,KIPP-AAAA-0001,Satu,A,Provinsi\n2,KIPP-BBBB-0002,Tiga,C,Daerah\n"
    )
    (folder / "scores.csv").write_text(
        "Kode rujukan,Nomor,Judul,Juri,Dampak,Kebaruan\nKIPP-AAAA-0001,1,Satu,H,80,60\nKIPP-BBBB-0002,2,Tiga,H,70,60\n"
    )
    said, _trouble = run(folder)
    assert "2 usulan, 2 lembar nilai, 2 pemenang." in said
