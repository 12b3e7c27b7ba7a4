"""Tables of the register, split by noun."""

from tuntas.innovations.models.chapters import Chapter, Paper
from tuntas.innovations.models.confirmations import Confirmation
from tuntas.innovations.models.index import Indexed, IndexWord
from tuntas.innovations.models.innovation import Award, Goal, Innovation
from tuntas.innovations.models.maturity import MaturityAnswer
from tuntas.innovations.models.measures import Measure, Picture
from tuntas.innovations.models.sites import Site

__all__ = [
    "Award",
    "Chapter",
    "Confirmation",
    "Goal",
    "IndexWord",
    "Indexed",
    "Innovation",
    "MaturityAnswer",
    "Measure",
    "Paper",
    "Picture",
    "Site",
]
