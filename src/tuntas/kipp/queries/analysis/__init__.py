"""What the scores of a stage can bear: severity, chances, agreement. Beside the official score, never instead of it."""

from tuntas.kipp.queries.analysis.numbers import astride, cut_of, key_of, numbers_of, stages_with_print
from tuntas.kipp.queries.analysis.shape import GroupOf, JurorLine, Line, Measure, Numbers
from tuntas.kipp.queries.analysis.wanted import Wanted, talks_in, talks_of, wanted_in

__all__ = [
    "GroupOf",
    "JurorLine",
    "Line",
    "Measure",
    "Numbers",
    "Wanted",
    "astride",
    "cut_of",
    "key_of",
    "numbers_of",
    "stages_with_print",
    "talks_in",
    "talks_of",
    "wanted_in",
]
