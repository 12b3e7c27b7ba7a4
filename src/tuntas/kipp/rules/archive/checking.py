"""What an archive says, held against the recount: sentences that name file and row wherever the two part."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from tuntas.journal.rules import chain
from tuntas.kipp.rules.archive.reading import Record
from tuntas.kipp.rules.archive.recount import DESK, CountedStage, Place, counted, ranked, totals_of
from tuntas.kipp.rules.archive.shape import FINAL, Row, cell
from tuntas.kipp.rules.plenary import Standing, Wanted, wanted
from tuntas.kipp.rules.scoring import micros, points
from tuntas.kipp.rules.shortlist import Place as Candidate
from tuntas.kipp.rules.shortlist import proposed, unexplained
from tuntas.kipp.terms import EditionStatus, EntryStage, Outcome


def _row(name: str, at: int, sentence: str) -> str:
    return _("%(file)s, row %(row)d: %(sentence)s") % {"file": name, "row": at + 2, "sentence": sentence}


def _differs(name: str, at: int, what: str, here: object, there: object) -> str:
    words = {"what": what, "here": here or "–", "there": there or "–"}
    return _row(name, at, _("%(what)s is %(here)s, the recount gives %(there)s.") % words)


def totals(record: Record) -> Iterator[str]:
    """Every juror's total from its raw scores."""
    again = totals_of(record.count)
    versions = {stage.key: stage.weights_version for stage in record.count.stages}
    for at, row in enumerate(record.tables["sheets.csv"]):
        key = (row["stage"], row["entry"], row["juror"])
        if row["weights_version"] != str(versions[row["stage"]]):
            yield _row("sheets.csv", at, _("was added up with weights that were amended since."))
        elif again[key] != record.count.totals[key]:
            yield _differs("sheets.csv", at, _("the total"), row["total"], cell(again[key]))


def views(record: Record) -> dict[str, list[Place]]:
    """The recounted rankings by the name of their view."""
    begun = {stage for stage, _entry, _juror in record.count.scores}
    found = {stage.key: ranked(record.count, stage) for stage in record.count.stages if stage.key in begun}
    return found | {FINAL: ranked(record.count, None)}


def rankings(record: Record, found: dict[str, list[Place]]) -> Iterator[str]:
    """Every line of every ranking: score, rank in the track, rank over all, tie, counts, spread, passing grade."""
    keys = {stage.key: [stage.key] for stage in record.count.stages}
    keys[FINAL] = [stage.key for stage in counted(record.count)]
    there = {(view, one.entry): one for view, lines in found.items() for one in lines}
    seen: set[tuple[str, str]] = set()
    for at, row in enumerate(record.tables["ranking.csv"]):
        key = (row["view"], row["entry"])
        one = there.get(key)
        if one is None or key in seen:
            yield _row("ranking.csv", at, _("does not belong in this ranking."))
            continue
        seen.add(key)
        wanted_row = _line(record, one, keys[row["view"]])
        for what, value in wanted_row.items():
            if row[what] != value:
                yield _differs("ranking.csv", at, what, row[what], value)
    for view, entry in there.keys() - seen:
        yield _("ranking.csv: %(entry)s is missing in the ranking “%(view)s”.") % {"entry": entry, "view": view}


def _line(record: Record, one: Place, keys: list[str]) -> dict[str, str]:
    """The line as the archive should have it."""
    score = None if one.micro is None else points(one.micro)
    grade = record.grade
    parts = {key: cell(None if part is None else points(part)) for key, part in zip(keys, one.parts, strict=True)}
    return {
        "track": one.track,
        "rank": cell(one.rank),
        "overall": cell(one.overall),
        "tied": cell(one.tied),
        "score": cell(score),
        "parts": cell(parts),
        "scored": cell(one.scored),
        "assigned": cell(one.assigned),
        "low": cell(None if one.low is None else points(one.low)),
        "high": cell(None if one.high is None else points(one.high)),
        "passes": "" if grade is None or one.micro is None else cell(one.micro >= micros(grade)),
    }


def shortlisted(record: Record, found: dict[str, list[Place]]) -> Iterator[str]:
    """Every choice of the shortlist: rank and score as counted, and a reason where it departs from them."""
    desk: CountedStage | None = next((one for one in record.count.stages if one.kind == DESK), None)
    places = {one.entry: one for one in found.get(desk.key, [])} if desk else {}
    rows = record.tables["picks.csv"]
    for at, row in enumerate(rows):
        if row["entry"] not in places:
            yield _row("picks.csv", at, _("is no proposal that was scored."))
        elif not _reopened(record, desk, row["at"]):
            yield from _as_counted("picks.csv", at, row, places[row["entry"]])
    finalists = {str(one["key"]): int(one["finalists"]) for one in record.edition["tracks"]}
    for track, most in finalists.items():
        here = [
            (at, row) for at, row in enumerate(rows) if row["entry"] in places and places[row["entry"]].track == track
        ]
        line = [Candidate(at, places[row["entry"]].rank, _passes(record, places[row["entry"]])) for at, row in here]
        chosen = {at: row["chosen"] == "1" for at, row in here}
        most = len(line) if record.edition.get("grade_decides") and record.grade is not None else most
        for at in unexplained(proposed(line, most), chosen, {at: row["reason"] for at, row in here}):
            yield _row("picks.csv", at, _("departs from the ranking, or decides a tie, without a reason."))


def _passes(record: Record, one: Place) -> bool | None:
    return None if record.grade is None or one.micro is None else one.micro >= micros(record.grade)


def _reopened(record: Record, stage: CountedStage | None, since: str) -> bool:
    """The scores of the stage were opened again after that moment, so what was noted then may differ."""
    return stage is not None and any(
        row["stage"] == stage.key and row["opened_at"] > since for row in record.tables["locks.csv"]
    )


def _as_counted(name: str, at: int, row: Row, one: Place) -> Iterator[str]:
    if row["rank"] != cell(one.rank):
        yield _differs(name, at, "rank", row["rank"], cell(one.rank))
    score = cell(None if one.micro is None else points(one.micro))
    if row["score"] != score:
        yield _differs(name, at, "score", row["score"], score)


def decided(record: Record, found: dict[str, list[Place]]) -> Iterator[str]:
    """Every decision of the plenary: rank and score as counted, reasons where wanted, and what was announced."""
    places = {one.entry: one for one in found[FINAL]}
    states = {row["reference"]: row["state"] for row in record.tables["entries.csv"]}
    winners = {str(one["key"]): int(one["winners"]) for one in record.edition["tracks"]}
    numbers = {entry: at for at, entry in enumerate(places)}
    standings: dict[str, list[Standing]] = {}
    for one in found[FINAL]:
        score = None if one.micro is None else points(one.micro)
        standings.setdefault(one.track, []).append(Standing(numbers[one.entry], one.rank, score, _passes(record, one)))
    told = record.edition["status"] in (EditionStatus.ANNOUNCED, EditionStatus.ARCHIVED)
    for at, row in enumerate(record.tables["decisions.csv"]):
        one_ = places.get(row["entry"])
        if one_ is None or row["outcome"] not in Outcome.values:
            yield _row("decisions.csv", at, _("is no finalist, or no decision."))
            continue
        yield from _as_counted("decisions.csv", at, row, one_)
        line = standings[one_.track]
        standing = next(one for one in line if one.entry_id == numbers[row["entry"]])
        why = wanted(standing, Outcome(row["outcome"]), line, winners.get(one_.track, 0))
        if why != Wanted.NOTHING and not row["reason"].strip():
            yield _row("decisions.csv", at, _("departs from the ranking, or decides a tie, without a reason."))
        public = EntryStage.WINNER if row["outcome"] == Outcome.WINNER else EntryStage.NOT_WINNER
        if told and states.get(row["entry"]) != public:
            yield _row("decisions.csv", at, _("is not what was announced."))


def journal(record: Record, head: dict[str, Any]) -> Iterator[str]:
    """Every line gives its hash, follows the one before, and the end is the head that was sealed."""
    before: Row | None = None
    for at, row in enumerate(record.tables["journal.csv"]):
        try:
            made = chain(
                number=int(row["number"]),
                at=datetime.fromisoformat(row["at"]),
                actor_id=int(row["actor"]) if row["actor"] else None,
                act=row["act"],
                subject=row["subject"],
                data=json.loads(row["data"]),
                previous=row["previous"],
            )
        except (ValueError, TypeError):
            yield _row("journal.csv", at, _("cannot be read."))
            continue
        if made != row["hash"]:
            yield _row("journal.csv", at, _("its content does not give its hash."))
        if before is not None:
            step = int(row["number"]) - int(before["number"])
            if step < 1 or (step == 1 and row["previous"] != before["hash"]):
                yield _row("journal.csv", at, _("does not follow the line before it."))
        before = row
    if before is None or str(head.get("number")) != before["number"] or head.get("hash") != before["hash"]:
        yield _("journal.csv: its last line is not the head that was sealed.")


def witnessed(record: Record) -> Iterator[str]:
    """What happened around the scores stands in the journal too: every lock, every early opening, every sheet."""
    lines = record.tables["journal.csv"]
    acts: dict[tuple[str, str], set[str]] = {}
    last: dict[str, Row] = {}
    for row in lines:
        try:
            data = json.loads(row["data"])
        except ValueError:
            continue
        for act, key in (("kipp.stage_locked", "lock"), ("kipp.scores_unsealed", "unsealing")):
            if row["act"] == act and isinstance(data, dict):
                acts.setdefault((key, str(data.get(key))), set()).add(row["at"])
        if row["subject"].startswith("kipp.sheet:"):
            last[row["subject"]] = row
    for name, key in (("locks.csv", "lock"), ("unsealings.csv", "unsealing")):
        rows = {row[key]: row["at"] for row in record.tables[name]}
        for at, row in enumerate(record.tables[name]):
            if row["at"] not in acts.get((key, row[key]), set()):
                yield _row(name, at, _("has no line in the journal."))
        for number in {number for kind, number in acts if kind == key} - rows.keys():
            yield _("%(file)s: number %(number)s of the journal is missing.") % {"file": name, "number": number}
    for at, row in enumerate(record.tables["sheets.csv"]):
        line = last.get(f"kipp.sheet:{row['sheet']}")
        if line is not None and (line["act"] != "kipp.sheet_handed_in" or line["at"] != row["handed_in_at"]):
            yield _row("sheets.csv", at, _("the journal says something else about when it was handed in."))
