"""Runs of a stage, and replaying one from what it kept."""

from dataclasses import asdict, dataclass

from django.db.models import QuerySet

from tuntas.kipp.judging import Input, share
from tuntas.kipp.models import Run, Stage
from tuntas.kipp.terms import RunMode


@dataclass(frozen=True)
class Replay:
    """What working a run out once more gave. `input_ok`: the kept input is the one that was used."""

    input_ok: bool
    result: str
    objective: dict[str, int]
    same: bool


def runs_of(stage: Stage) -> QuerySet[Run]:
    """Latest first."""
    return Run.objects.filter(stage=stage).select_related("by").defer("input")


def replay(run: Run) -> Replay | None:
    """Work the run out from its kept input and seed, whatever the data is now; None for a sheet brought in."""
    if run.mode == RunMode.BULK or run.seed is None:
        return None
    given = Input.unpacked(run.input)
    found = share(given, run.seed)
    input_ok = given.hash == run.input_hash
    same = input_ok and found.hash == run.result_hash and found.objective == run.objective
    return Replay(input_ok, found.hash, found.objective, same)


def same_worth(run: Run, found: Replay) -> bool:
    """The pairs may differ (another version chose among equals), but they are worth the same."""
    return bool(run.objective) and run.objective == found.objective and asdict(found)["input_ok"]
