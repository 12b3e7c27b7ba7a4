"""Which way of averaging finds the truth: five kinds of jury, forty invented years each.

`python -m bench simulation` prints Kendall's tau with the true order and the share of the true top tenth found, beside
what a published comparison of the same methods found. Quality, leanings and noise are assumed there as here, so the
directions are to be read and not the sizes. `docs/decisions/0002-severity.md` keeps the numbers and what follows.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tuntas.kipp.judging.readings import Readings, Real
from tuntas.kipp.judging.severity import fit
from tuntas.kipp.judging.stability import SURE, stability

SEEDS = 40
QUALITY, LEANING, NOISE, BETWEEN = 10.0, 6.0, 6.0, 6.0  # standard deviations, in points of 100
METHODS = ("raw mean", "z-score", "ratio", "additive", "ours")


@dataclass(frozen=True)
class Setting:
    """A kind of jury. `published` are tau of raw mean, z-score, ratio and additive model in the comparison followed."""

    name: str
    entries: int
    jurors: int
    panels: bool
    differ: bool  # jurors differ in severity
    apart: bool  # categories differ in quality
    published: tuple[float, float, float, float]
    each: int = 3


SETTINGS = (
    Setting("230 entries, 15 jurors, 3 each by lot", 230, 15, False, True, False, (0.715, 0.763, 0.760, 0.771)),
    Setting("the same, jurors alike", 230, 15, False, False, False, (0.796, 0.769, 0.770, 0.773)),
    Setting("closed panels, categories alike", 230, 15, True, True, False, (0.722, 0.755, 0.752, 0.720)),
    Setting("closed panels, categories differ", 230, 15, True, True, True, (0.760, 0.597, 0.597, 0.759)),
    Setting("60 entries, 20 jurors, 9 entries each", 60, 20, False, True, False, (0.717, 0.732, 0.736, 0.761)),
)


def world(setting: Setting, seed: int) -> tuple[Real, Readings]:
    """The true qualities and what jurors gave: whole points from 0 to 100."""
    dice = np.random.default_rng(seed)
    entry = np.repeat(np.arange(setting.entries), setting.each)
    panel = np.arange(setting.entries) % (setting.jurors // setting.each)
    if setting.panels:
        juror = panel[entry] * setting.each + np.tile(np.arange(setting.each), setting.entries)
    else:
        juror = _by_lot(dice, setting)
    quality = dice.normal(70, QUALITY, setting.entries)
    leaning = dice.normal(0, LEANING, setting.jurors) * setting.differ
    noise = dice.normal(0, NOISE, len(entry))
    if setting.apart:
        quality = quality + dice.normal(0, BETWEEN, panel.max() + 1)[panel]
    score = np.clip(np.round(quality[entry] + leaning[juror] + noise), 0, 100)
    return quality, Readings(entry, juror, score, setting.entries, setting.jurors)


def _by_lot(dice: np.random.Generator, setting: Setting) -> NDArray[np.int64]:
    load = np.zeros(setting.jurors)
    juror = np.empty((setting.entries, setting.each), dtype=np.int64)
    for entry in dice.permutation(setting.entries):
        juror[entry] = np.argsort(load + dice.random(setting.jurors))[: setting.each]
        load[juror[entry]] += 1
    return juror.ravel()


def scores_of(readings: Readings) -> dict[str, Real]:
    """What each method makes of the same readings."""
    entry, juror, score = readings.entry, readings.juror, readings.score

    def mean(values: Real) -> Real:
        return np.bincount(entry, weights=values, minlength=readings.entries) / readings.per_entry

    own = np.bincount(juror, weights=score, minlength=readings.jurors) / readings.per_juror
    squares = np.bincount(juror, weights=(score - own[juror]) ** 2, minlength=readings.jurors)
    spread = np.sqrt(squares / np.maximum(readings.per_juror - 1, 1))
    return {
        "raw mean": readings.raw,
        "z-score": mean((score - own[juror]) / spread[juror]),
        "ratio": mean(score / own[juror]),
        "additive": additive(readings),
        "ours": fit(readings).adjusted,
    }


def additive(readings: Readings) -> Real:
    """Plain least squares of score = entry + juror, leanings adding up to 0 in each group of linked jurors."""
    shares = np.zeros((readings.entries, readings.jurors))
    shares[readings.entry, readings.juror] = 1 / readings.per_entry[readings.entry]
    link = np.diag(readings.per_juror.astype(float)) - (shares.T * readings.per_entry) @ shares
    inside = readings.score - readings.raw[readings.entry]
    pull = np.bincount(readings.juror, weights=inside, minlength=readings.jurors)
    return readings.raw - shares @ (np.linalg.pinv(link, rcond=1e-10, hermitian=True) @ pull)


def tau(one: Real, other: Real) -> float:
    """Kendall's tau-b."""
    first, second = np.sign(one[:, None] - one[None, :]), np.sign(other[:, None] - other[None, :])
    return float((first * second).sum() / np.sqrt(np.abs(first).sum() * np.abs(second).sum()))


def top_found(truth: Real, scores: Real) -> float:
    """The share of the true best tenth among the best tenth by score."""
    size = len(truth) // 10
    best = set(np.argsort(-truth)[:size].tolist())
    return len(best & set(np.argsort(-scores, kind="stable")[:size].tolist())) / size


def compare(setting: Setting, seeds: int = SEEDS) -> dict[str, tuple[float, float]]:
    """Method → mean tau and mean share of the top tenth."""
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in METHODS}
    for seed in range(seeds):
        truth, readings = world(setting, seed)
        for name, scores in scores_of(readings).items():
            found[name].append((tau(truth, scores), top_found(truth, scores)))
    means = {name: np.mean(rows, axis=0) for name, rows in found.items()}
    return {name: (float(agreed), float(share)) for name, (agreed, share) in means.items()}


def by_sheets(
    readings: Readings, cut: int, dice: np.random.Generator, replicates: int = 300
) -> tuple[Real, Real, Real]:
    """The way not taken: draw each entry's own sheets again. Chance, and the 10 % and 90 % places."""
    each = readings.per_entry[0]
    table = readings.score.reshape(readings.entries, each)  # rows stand entry by entry
    picks = dice.integers(0, each, (replicates, readings.entries, each))
    means = np.take_along_axis(np.broadcast_to(table, picks.shape), picks, 2).mean(axis=2)
    order = np.argsort(-means - 1e-9 * dice.random(means.shape), axis=1)
    places = np.argsort(order, axis=1) + 1
    return (places <= cut).mean(axis=0), np.quantile(places, 0.1, axis=0), np.quantile(places, 0.9, axis=0)


def calibration(setting: Setting, seeds: int) -> dict[str, tuple[float, float, float]]:
    """Way of resampling → Brier score of the chances, share of intervals that hold the true place, and how often an
    entry came in whose chance was called above 90 %."""
    found: dict[str, list[tuple[Real, Real, Real]]] = {"sheets again": [], "ours": []}
    for seed in range(seeds):
        truth, readings = world(setting, seed)
        cut = setting.entries // 6
        place = np.argsort(np.argsort(-truth)) + 1
        ours = stability(fit(readings), np.arange(setting.entries), cut, seed=seed, replicates=400)
        plain = by_sheets(readings, cut, np.random.default_rng(seed))
        for name, (chance, low, high) in (("sheets again", plain), ("ours", (ours.chance, ours.low, ours.high))):
            found[name].append((chance, (place <= cut).astype(float), ((place >= low) & (place <= high)).astype(float)))
    told = {}
    for name, rows in found.items():
        chance, came, held = (np.concatenate(part) for part in zip(*rows, strict=True))
        told[name] = (float(((chance - came) ** 2).mean()), float(held.mean()), float(came[chance > 0.9].mean()))
    return told


def promises(found: list[dict[str, tuple[float, float]]]) -> Iterator[tuple[str, bool]]:
    """What must hold to the three decimals printed: ours against additive model and mean; published directions."""
    tables = [{name: round(values[0], 3) for name, values in row.items()} for row in found]
    lot, alike, closed, apart, few = tables
    yield "ours >= additive model in every setting", all(row["ours"] >= row["additive"] for row in tables)
    yield "ours >= raw mean - 0.02 in every setting", all(row["ours"] >= row["raw mean"] - 0.02 for row in tables)
    yield (
        "by lot: every correction helps, additive most",
        (lot["raw mean"] < min(lot["z-score"], lot["ratio"]) and lot["additive"] >= max(lot["z-score"], lot["ratio"])),
    )
    yield "jurors alike: every plain correction costs", alike["raw mean"] > max(alike[name] for name in METHODS[1:4])
    yield (
        "closed panels alike: z-score and ratio gain, additive is the mean",
        (closed["additive"] == closed["raw mean"] < min(closed["z-score"], closed["ratio"])),
    )
    yield (
        "closed panels apart: z-score and ratio do harm, additive is the mean",
        (max(apart["z-score"], apart["ratio"]) < apart["raw mean"] - 0.1 and apart["additive"] == apart["raw mean"]),
    )
    yield (
        "few entries a juror: additive > ratio > z-score > raw mean",
        (few["additive"] > few["ratio"] > few["z-score"] > few["raw mean"]),
    )


def report(say: Callable[[str], None] = print, seeds: int = SEEDS) -> bool:
    """Print both tables and every promise; whether all hold."""
    say(f"tau with the truth / share of the true top tenth found, {seeds} seeds; in brackets tau as published")
    say(f"{'':40}" + "".join(f"{name:>22}" for name in METHODS))
    found = []
    for setting in SETTINGS:
        row = compare(setting, seeds)
        found.append(row)
        beside = [f" ({value:.3f})" for value in setting.published] + [""]
        cells = [f"{row[name][0]:.3f}/{row[name][1]:.3f}{old}" for name, old in zip(METHODS, beside, strict=True)]
        say(f"{setting.name:40}" + "".join(f"{cell:>22}" for cell in cells))
    say(f"\nchances of the top sixth: Brier score, {SURE:.0%} intervals that held, came in when called above 90 %")
    held = True
    for setting in SETTINGS:
        told = calibration(setting, max(seeds // 4, 5))
        say(f"{setting.name:40}" + "".join(f"   {name}: {a:.4f} {b:.0%} {c:.0%}" for name, (a, b, c) in told.items()))
        held &= told["ours"][0] <= told["sheets again"][0] and abs(told["ours"][1] - SURE) <= 0.07
    kept = [*promises(found), ("our chances are better called than by drawing sheets again, intervals hold", held)]
    for what, holds in kept:
        say(f"{'ok  ' if holds else 'NOT '} {what}")
    return all(holds for _what, holds in kept)


if __name__ == "__main__":
    raise SystemExit(0 if report() else 1)
