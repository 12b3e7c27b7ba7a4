"""Severity and stability: what must hold of any readings, and how close to the truth they come."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize_scalar
from scipy.stats import kendalltau

from tuntas.kipp.judging.readings import Readings
from tuntas.kipp.judging.severity import NotEstimable, Unconnected, fit
from tuntas.kipp.judging.stability import stability


def lot(seed: int, entries: int = 40, jurors: int = 8, each: int = 3, lean: float = 5, noise: float = 4) -> Readings:
    """Entries given to `each` jurors by lot; leanings and noise as wanted."""
    dice = np.random.default_rng(seed)
    juror = np.concatenate([dice.permutation(jurors)[:each] for _ in range(entries)])
    entry = np.repeat(np.arange(entries), each)
    leaning, quality = dice.normal(0, lean, jurors), dice.normal(70, 8, entries)
    return Readings(entry, juror, quality[entry] + leaning[juror] + dice.normal(0, noise, len(entry)), entries, jurors)


def panels(seed: int, count: int = 3) -> Readings:
    """Closed panels of three jurors with twelve entries each."""
    dice = np.random.default_rng(seed)
    entry = np.repeat(np.arange(12 * count), 3)
    juror = (entry // 12) * 3 + np.tile(np.arange(3), 12 * count)
    score = dice.normal(70, 8, 12 * count)[entry] + dice.normal(0, 5, 3 * count)[juror] + dice.normal(0, 4, len(entry))
    return Readings(entry, juror, score, 12 * count, 3 * count)


def with_scores(readings: Readings, score: np.ndarray) -> Readings:
    return Readings(readings.entry, readings.juror, score, readings.entries, readings.jurors)


def test_the_variances_are_those_of_the_restricted_likelihood() -> None:
    """Against the textbook formula, with full matrices and another optimiser."""
    readings = lot(4)
    found = fit(readings)
    design = np.zeros((len(readings), readings.entries))
    design[np.arange(len(readings)), readings.entry] = 1
    jurors = np.zeros((len(readings), readings.jurors))
    jurors[np.arange(len(readings)), readings.juror] = 1

    def parts(ratio: float) -> tuple[float, np.ndarray, np.ndarray, float]:
        inverse = np.linalg.inv(np.eye(len(readings)) + ratio * jurors @ jurors.T)
        inner = design.T @ inverse @ design
        entries = np.linalg.solve(inner, design.T @ inverse @ readings.score)
        rest = readings.score - design @ entries
        freedom = len(readings) - readings.entries
        noise = rest @ inverse @ rest / freedom
        loss = freedom * np.log(noise) - np.linalg.slogdet(inverse)[1] + np.linalg.slogdet(inner)[1]
        return loss, entries, ratio * jurors.T @ inverse @ rest, noise

    best = minimize_scalar(lambda ratio: parts(ratio)[0], bounds=(0, 20), method="bounded", options={"xatol": 1e-8}).x
    _loss, entries, leaning, noise = parts(best)
    assert found.noise == pytest.approx(noise, rel=1e-3)
    assert found.jurors == pytest.approx(best * noise, rel=0.02)
    assert found.leaning == pytest.approx(leaning, abs=0.03)
    assert found.adjusted == pytest.approx(entries, abs=0.03)


@given(st.integers(0, 500), st.floats(-40, 40))
@settings(max_examples=40, deadline=None)
def test_a_constant_added_to_one_juror_moves_adjusted_scores_by_what_shrinkage_leaves(seed, constant) -> None:
    readings = lot(seed, entries=60, jurors=6)
    moved = with_scores(readings, readings.score + constant * (readings.juror == 2))
    before, after = fit(readings), fit(moved)
    change = after.adjusted - before.adjusted
    change -= change.mean()  # the average juror has moved too
    raw = moved.raw - readings.raw
    assert np.abs(change).max() <= 0.12 * np.abs(raw - raw.mean()).max() + 0.6


@given(st.integers(0, 500))
@settings(max_examples=30, deadline=None)
def test_another_order_of_rows_gives_the_same_scores(seed) -> None:
    readings = lot(seed)
    dice = np.random.default_rng(seed + 1)
    rows, jurors, line = (
        dice.permutation(readings.entries),
        dice.permutation(readings.jurors),
        dice.permutation(len(readings)),
    )
    turned = Readings(
        rows[readings.entry][line],
        jurors[readings.juror][line],
        readings.score[line],
        readings.entries,
        readings.jurors,
    )
    one, other = fit(readings), fit(turned)
    assert other.adjusted[rows] == pytest.approx(one.adjusted, abs=1e-6)
    assert other.error[rows] == pytest.approx(one.error, abs=1e-6)
    assert other.leaning[jurors] == pytest.approx(one.leaning, abs=1e-6, nan_ok=True)


@given(st.integers(0, 500))
@settings(max_examples=30, deadline=None)
def test_points_given_to_whole_entries_never_make_a_juror_strict(seed) -> None:
    readings = lot(seed)
    gift = np.random.default_rng(seed).normal(0, 20, readings.entries)
    one, other = fit(readings), fit(with_scores(readings, readings.score + gift[readings.entry]))
    assert other.leaning == pytest.approx(one.leaning, abs=1e-6, nan_ok=True)
    assert other.adjusted - one.adjusted == pytest.approx(gift, abs=1e-6)


def test_equal_jurors_leave_the_plain_mean() -> None:
    worst = 0.0
    for seed in range(30):
        readings = lot(seed, entries=80, lean=0)
        found = fit(readings)
        assert np.abs(found.adjusted - readings.raw).max() < 2
        worst = max(worst, 1 - kendalltau(readings.raw, found.adjusted).statistic)
    exact = lot(1, lean=0, noise=0)
    assert fit(exact).adjusted == pytest.approx(exact.raw) and not fit(exact).differ
    assert worst < 0.15


def test_scores_are_not_compared_across_closed_panels() -> None:
    readings = panels(2)
    assert readings.groups.count == 3 and readings.groups.links_missing == 2
    found = fit(readings)
    assert found.adjusted == pytest.approx(readings.raw)  # all three read everything of theirs: nothing to even out
    assert sorted(found.ranks(np.arange(12))) == list(range(1, 13))
    with pytest.raises(Unconnected) as refused:
        found.ranks(np.arange(10, 14))
    assert refused.value.groups == (0, 1)
    for group in range(3):
        assert found.leaning[readings.groups.of_juror == group].sum() == pytest.approx(0, abs=1e-9)


def test_one_more_reading_links_two_panels() -> None:
    two = panels(3, count=2)
    linked = Readings(np.append(two.entry, 0), np.append(two.juror, 5), np.append(two.score, 70.0), 24, 6)
    assert linked.groups.count == 1
    assert fit(linked).ranks(np.arange(24)).min() == 1


@given(st.integers(2, 30), st.integers(1, 12), st.integers(0, 60), st.integers(0, 99))
@settings(max_examples=60, deadline=None)
def test_groups_are_the_components_of_the_graph(entries, jurors, pairs, seed) -> None:
    dice = np.random.default_rng(seed)
    chosen = dice.choice(entries * jurors, min(pairs, entries * jurors), replace=False)
    readings = Readings(chosen // jurors, chosen % jurors, np.full(len(chosen), 50.0), entries, jurors)
    parent = list(range(entries + jurors))

    def top(node: int) -> int:
        while parent[node] != node:
            node = parent[node]
        return node

    for entry, juror in zip(readings.entry, readings.juror, strict=True):
        parent[top(int(entry))] = top(int(juror) + entries)
    seen = {top(int(node)) for node in readings.entry}
    groups = readings.groups
    assert groups.count == len(seen)
    for entry, juror in zip(readings.entry, readings.juror, strict=True):
        assert groups.of_entry[entry] == groups.of_juror[juror] >= 0
    assert (groups.of_entry[readings.per_entry == 0] == -1).all()
    sizes = [int((groups.of_entry == g).sum() + (groups.of_juror == g).sum()) for g in range(groups.count)]
    assert sizes == sorted(sizes, reverse=True)


def test_too_little_to_go_on() -> None:
    once = Readings(np.arange(20), np.arange(20) % 4, np.linspace(50, 90, 20), 20, 4)
    for readings in (once, Readings(np.zeros(0, int), np.zeros(0, int), np.zeros(0), 5, 3)):
        with pytest.raises(NotEstimable):
            fit(readings)


def test_bad_readings_are_refused() -> None:
    with pytest.raises(ValueError, match="not a number"):
        Readings(np.array([0]), np.array([0]), np.array([np.nan]), 1, 1)
    with pytest.raises(ValueError, match="outside"):
        Readings(np.array([3]), np.array([0]), np.array([1.0]), 2, 1)


@given(st.integers(0, 200), st.integers(1, 39))
@settings(max_examples=20, deadline=None)
def test_chances_add_up_to_the_places_and_repeat(seed, cut) -> None:
    made = fit(lot(seed))
    rows = np.arange(40)
    found = stability(made, rows, cut, seed=7, replicates=200)
    assert found.chance.sum() == pytest.approx(cut)
    assert (found.low <= found.high).all() and found.low.min() >= 1 and found.high.max() <= 40
    assert (found.chance == stability(made, rows, cut, seed=7, replicates=200).chance).all()
    best, worst = int(np.argmax(found.expected)), int(np.argmin(found.expected))
    assert found.chance[best] >= found.chance[worst]


def test_eight_of_ten_intervals_hold_the_true_place() -> None:
    held, claimed, came = [], [], []
    for seed in range(25):
        dice = np.random.default_rng(seed)
        quality = dice.normal(70, 8, 60)
        entry = np.repeat(np.arange(60), 3)
        juror = np.concatenate([dice.permutation(10)[:3] for _ in range(60)])
        score = quality[entry] + dice.normal(0, 5, 10)[juror] + dice.normal(0, 5, 180)
        found = stability(fit(Readings(entry, juror, score, 60, 10)), np.arange(60), 15, seed=1, replicates=400)
        place = np.argsort(np.argsort(-quality)) + 1
        held.append(((place >= found.low) & (place <= found.high)).mean())
        claimed.append(found.chance)
        came.append(place <= 15)
    assert np.mean(held) == pytest.approx(0.8, abs=0.06)
    chance, true = np.concatenate(claimed), np.concatenate(came)
    for low, high in ((0.1, 0.4), (0.4, 0.6), (0.6, 0.9)):
        some = (chance > low) & (chance <= high)
        assert true[some].mean() == pytest.approx(chance[some].mean(), abs=0.1)


def test_equal_entries_have_equal_chances() -> None:
    dice = np.random.default_rng(5)
    entry, juror = np.repeat(np.arange(50), 4), np.tile(np.arange(4), 50)
    found = stability(fit(Readings(entry, juror, dice.normal(70, 5, 200), 50, 4)), np.arange(50), 10, seed=1)
    assert found.merit < 3 and found.chance == pytest.approx(0.2, abs=0.06)
