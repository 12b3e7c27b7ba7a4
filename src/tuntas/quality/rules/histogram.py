"""A histogram of working hours that can be added up: quantiles without looking at the cases again.

Bins grow by a fixed ratio, so that a quantile is known to within `ERROR` (2 %) of its true value whatever the sums
were put together from; the smallest bin holds everything under a minute. Quantiles are by nearest rank: the p90 of
ten cases is the ninth. (The scheme of DDSketch, Masson, Rim and Lee 2019, without its collapsing of bins.)
"""

import math
from collections.abc import Iterable, Mapping
from fractions import Fraction

ERROR = 0.02
_RATIO = (1 + ERROR) / (1 - ERROR)
_LOG = math.log(_RATIO)
UNDER_A_MINUTE = -1


def bin_of(minutes: int) -> int:
    """The bin that holds so many minutes."""
    return UNDER_A_MINUTE if minutes < 1 else math.ceil(math.log(minutes) / _LOG - 1e-9)


def value_of(number: int) -> float:
    """The minutes a bin stands for: off by at most `ERROR` from everything in it."""
    return 0.0 if number == UNDER_A_MINUTE else 2 * _RATIO**number / (_RATIO + 1)


def merged(parts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """The histograms added up; bins that came to nothing are left out."""
    total: dict[str, int] = {}
    for part in parts:
        for key, number in part.items():
            total[key] = total.get(key, 0) + number
    return {key: number for key, number in total.items() if number}


def quantile(histogram: Mapping[str, int], share: Fraction) -> float | None:
    """The value (minutes) below or at which `share` of the cases lie; None of nothing."""
    rank = math.ceil(share * sum(histogram.values()))
    if not histogram or rank < 1:
        return None
    seen = 0
    for key in sorted(histogram, key=int):
        seen += histogram[key]
        if seen >= rank:
            return value_of(int(key))
    raise ValueError("a histogram holds less than it says")
