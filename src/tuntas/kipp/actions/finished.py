"""The papers of a finished competition ranked from files: a workbook and minutes. Touches no database."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tuntas.documents.press.typeset import typeset
from tuntas.files.sheets import Sheet, SheetRefused, Table, Value, read, write_xlsx
from tuntas.kernel.clock import wib_date
from tuntas.kipp.rules.finished.plan import Plan, PlannedTrack
from tuntas.kipp.rules.finished.ranking import Ranked, rank, used_stages
from tuntas.kipp.rules.finished.reading import Record, read_record
from tuntas.kipp.rules.sheets.plans import Problem
from tuntas.kipp.rules.spelling import long_date


class FilesRefused(Exception):
    """The files cannot be ranked; `problems` lists every reason with its row."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = problems


@dataclass(frozen=True)
class Outcome:
    """What was written, and what was left out on the way."""

    ranking: Path
    minutes: Path
    contenders: int
    sheets: int
    winners: int
    problems: list[Problem]


def table_at(path: Path) -> Table:
    """The table in a file. Raises `FilesRefused` when it cannot be read."""
    try:
        return read(path.read_bytes(), path.name)
    except (OSError, SheetRefused) as error:
        raise FilesRefused([Problem(0, path.name, str(error))]) from error


def run(*, plan: Plan, entries: Path, scores: Path, out: Path, now: datetime, leave_out_bad: bool = False) -> Outcome:
    """Rank a finished competition from two files; write `ranking.xlsx` and `minutes.pdf` into `out`.

    Raises `FilesRefused` when any row has a problem, unless `leave_out_bad`.
    """
    record = read_record(plan, table_at(entries), table_at(scores))
    blocking = [problem for problem in record.problems if problem.row == 0 and not problem.column]
    if blocking or (record.problems and not leave_out_bad):
        raise FilesRefused(record.problems)
    ranked = rank(plan, record)
    out.mkdir(parents=True, exist_ok=True)
    book, paper = out / "ranking.xlsx", out / "minutes.pdf"
    book.write_bytes(
        write_xlsx([*(_sheet(plan, record, track, rows) for track, rows in ranked.items()), _raw(plan, record)])
    )
    paper.write_bytes(_minutes(plan, record, ranked, now))
    count = sum(len(by_juror) for by_entry in record.scores.values() for by_juror in by_entry.values())
    winners = sum(row.wins for rows in ranked.values() for row in rows)
    return Outcome(book, paper, len(record.contenders), count, winners, record.problems)


def _sheet(plan: Plan, record: Record, track: PlannedTrack, rows: list[Ranked]) -> Sheet:
    stages = [stage.title for stage in used_stages(plan, record)]
    columns = [
        "Peringkat",
        "Nomor/Judul",
        "Judul",
        "Instansi",
        "Nilai akhir",
        *stages,
        "Lembar nilai",
        "Seri",
        "Pemenang",
    ]
    return Sheet(
        track.title[:31],
        columns,
        [
            [
                row.rank, row.contender.name, row.contender.title, row.contender.organisation, row.score, *row.parts,
                row.jurors, "ya" if row.tied else "", "ya" if row.wins else "",
            ]
            for row in rows
        ],
    )  # fmt: skip


def _raw(plan: Plan, record: Record) -> Sheet:
    """Every raw score, so that the workbook alone is enough to make the ranking again."""
    rows: list[list[Value]] = [
        [record.contenders[at].name, stage.title, juror, criterion.title, sheet[criterion.key]]
        for stage in used_stages(plan, record)
        for at, sheets in record.scores[stage.key].items()
        for juror, sheet in sheets.items()
        for criterion in stage.criteria
        if criterion.key in sheet
    ]
    return Sheet("Nilai mentah", ["Usulan", "Tahap", "Juri", "Kriteria", "Nilai"], rows)


def _minutes(plan: Plan, record: Record, ranked: dict[PlannedTrack, list[Ranked]], now: datetime) -> bytes:
    day = long_date(wib_date(now))
    stages = used_stages(plan, record)
    data = {
        "edition": plan.name,
        "day": day,
        "contenders": len(record.contenders),
        "sheets": sum(row.jurors for rows in ranked.values() for row in rows),
        "left_out": len(record.problems),
        "grade": str(plan.passing_grade) if plan.passing_grade is not None else "",
        "stages": [
            {
                "title": stage.title,
                "weight": f"{stage.weight:g}",
                "criteria": [{"title": one.title, "weight": f"{one.weight:g}"} for one in stage.criteria],
            }
            for stage in stages
        ],
        "tie_break": list(plan.tie_break),
        "tracks": [
            {
                "title": track.title,
                "winners": track.winners,
                "rows": [
                    {
                        "rank": str(row.rank or "–"),
                        "title": row.contender.title,
                        "office": row.contender.organisation,
                        "score": f"{row.score:.2f}".replace(".", ",") if row.score is not None else "–",
                        "jurors": row.jurors,
                        "tied": row.tied,
                        "wins": row.wins,
                    }
                    for row in rows
                ],
            }
            for track, rows in ranked.items()
        ],
    }
    frame = {
        "title": f"Berita Acara Perhitungan Nilai {plan.name}",
        "label": f"dihitung {day}",
        "language": "id",
        "is_sample": False,
        "address": "",
        "code": "",
        "date": day,
    }
    return typeset(
        kind="kipp.tally",
        frame=frame,
        data=data,
        qr="<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/>",
        moment=now,
    )
