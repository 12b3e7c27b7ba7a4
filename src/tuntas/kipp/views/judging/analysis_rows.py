"""Figures of the analysis written out for its page: a thousand rows must be quick, so no filter runs in a loop."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.formats import get_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tuntas.kernel.bilingual import said
from tuntas.kipp.models import Talk
from tuntas.kipp.queries.analysis import Line, Numbers, Wanted
from tuntas.kipp.rules.analysis import Chart, alpha_words, chart_of, ticks_to, trust_words

AROUND = 11  # proposals drawn on each side of the cut
NORMAL_95 = 1.96
DIFFERS = 1.0  # points; a juror nearer to the average than this, or not surely apart, is called usual


def point() -> str:
    """The decimal sign of the reader's language."""
    return str(get_format("DECIMAL_SEPARATOR", get_language()))


def tenths(value: float | None, sign: str, *, plus: bool = False, places: int = 1) -> str:
    """`72,9`, `−3,4`, `+3,4`; a dash for nothing."""
    if value is None or value != value:
        return "–"
    text = f"{value:+.{places}f}" if plus else f"{value:.{places}f}"
    return text.replace("-", "−").replace(".", sign)


def percent(chance: float | None) -> str:
    """`83 %`; never 0 % or 100 %, for nothing is certain."""
    if chance is None:
        return "–"
    whole = round(chance * 100)
    return "< 1 %" if whole < 1 else "> 99 %" if whole > 99 else f"{whole} %"


def official(micro: int | None, sign: str) -> str:
    """The official score with two decimals, half up."""
    if micro is None:
        return "–"
    hundredths = (micro + 5_000) // 10_000
    return f"{hundredths // 100}{sign}{hundredths % 100:02d}"


def rows_of(lines: Iterable[Line], apart: set[int], talks: dict[int, Talk]) -> Iterator[tuple[Any, ...]]:
    """The big table, in the order of the official ranking."""
    sign = point()
    for line in lines:
        entry, change = line.entry, line.change
        yield (
            line.rank or "",
            entry.reference,
            entry.title,
            entry.is_sample,
            entry.organisation,
            official(line.micro, sign),
            tenths(line.adjusted, sign),
            tenths(line.error, sign),
            "–" if change is None else "=" if not change else f"▲ {change}" if change > 0 else f"▼ {-change}",
            f"{line.low}–{line.high}" if line.low is not None else "–",
            percent(line.chance),
            line.straddles,
            entry.pk in apart,
            entry.pk in talks,
            line.scored,
            line.asked,
        )


def wanted_rows(wanted: Iterable[Wanted], talks: dict[int, Talk]) -> Iterator[tuple[Any, ...]]:
    """Proposals that want a further reader, with why."""
    sign = point()
    for one in wanted:
        line, entry = one.line, one.line.entry
        gap = official(line.gap, sign) if line.gap is not None else "–"
        yield (
            line.rank or "", entry.reference, entry.title, entry.is_sample, line.straddles, one.apart,
            percent(line.chance), f"{line.low}–{line.high}" if line.low is not None else "–", gap,
            entry.pk in talks, line.scored,
        )  # fmt: skip


def figures(numbers: Numbers) -> dict[str, str]:
    """The figures of the summary."""
    sign = point()
    trust = numbers.measures[0].reliability
    return {
        "noise": tenths(numbers.noise, sign),
        "jurors": tenths(numbers.jurors_sd, sign),
        "trust": percent(trust.mean) if trust else "–",
        "adjusted": percent(trust.adjusted) if trust else "–",
        "single": percent(trust.single) if trust else "–",
        "each": tenths(trust.each, sign) if trust else "–",
    }


def measure_rows(numbers: Numbers) -> Iterator[tuple[Any, ...]]:
    """Agreement: the total first, then each criterion."""
    sign = point()
    for one in numbers.measures:
        alpha, trust = one.alpha, one.reliability
        single = trust.single if trust else None
        mean = trust.mean if trust else None
        yield (
            _("Total") if one.criterion is None else said(one, "title"),
            tenths(alpha.value, sign, places=2),
            f"{tenths(alpha.low, sign, places=2)} … {tenths(alpha.high, sign, places=2)}"
            if alpha.low == alpha.low
            else "–",
            *alpha_words(alpha.value),
            tenths(single, sign, places=2),
            tenths(mean, sign, places=2),
            *trust_words(mean),
            one.missing,
        )


def juror_rows(numbers: Numbers) -> tuple[list[tuple[Any, ...]], Chart | None]:
    """Jurors from the stricter to the more generous, and their chart."""
    sign, rows, bars = point(), [], []
    for one in numbers.jurors:
        if one.leaning is None or one.error is None:
            rows.append((one.name, one.scored, "–", "–", _("cannot be told"), "none", one.group + 1))
            continue
        reach = NORMAL_95 * one.error
        low, high = one.leaning - reach, one.leaning + reach
        tone = "usual"
        word = _("like the others")
        if high < 0 and one.leaning <= -DIFFERS:
            tone, word = "strict", _("stricter")
        elif low > 0 and one.leaning >= DIFFERS:
            tone, word = "loose", _("more generous")
        interval = f"{tenths(low, sign, plus=True)} … {tenths(high, sign, plus=True)}"
        rows.append((one.name, one.scored, tenths(one.leaning, sign, plus=True), interval, word, tone, one.group + 1))
        bars.append((one.name, low, one.leaning, high, tone))
    if not bars:
        return rows, None
    reach = max(1.0, max(max(abs(low), abs(high)) for _name, low, _middle, high, _tone in bars))
    return rows, chart_of(bars, ticks_to(-reach, reach), 0.0)


def places_chart(lines: list[Line], cut: int) -> Chart | None:
    """The proposals around the cut with the places they might as well have."""
    placed = [line for line in lines if line.rank is not None and line.low is not None]
    if not placed or not cut:
        return None
    shown = [line for line in placed if abs((line.rank or 0) - cut - 0.5) <= AROUND]
    if not shown:
        shown = placed[-AROUND:]
    bars = [
        (f"{line.rank}. {line.entry.title}", float(line.low or 0), float(line.rank or 0), float(line.high or 0),
         "astride" if line.straddles else "inside" if (line.high or 0) <= cut else "outside")
        for line in shown
    ]  # fmt: skip
    most = max(max(bar[3], bar[2]) for bar in bars)
    least = min(min(bar[1], bar[2]) for bar in bars)
    ticks = ticks_to(max(0.0, least - 1), most)
    return chart_of(bars, ticks, cut + 0.5)
