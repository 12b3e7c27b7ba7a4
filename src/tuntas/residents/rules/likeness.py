"""Could two records be one person? Evidence for and against, added up in points.

Every comparison gives its points by itself: nothing is divided by the best hit, so a poor best hit stays poor. What
speaks against counts as much as what speaks for. What one record does not say is no evidence either way. The weights
are our judgement, rounded logarithms of how much more often something is seen in one person than in two.
"""

from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from itertools import permutations

from django.utils.translation import gettext as _

from tuntas.residents.terms import ResidentFields
from tuntas.residents.vault import plain_words, sounds

ASK = 8.0  # points from which people are asked
SURE = 14.0  # points from which it is said to be likely


@dataclass(frozen=True)
class Evidence:
    """One comparison: its points, above zero for one person, below for two, and what was compared."""

    points: float
    sentence: str


@dataclass(frozen=True)
class Verdict:
    """All evidence on two records."""

    evidence: tuple[Evidence, ...]

    @property
    def score(self) -> float:
        """Points for one person less points against."""
        return sum(one.points for one in self.evidence)

    @property
    def asks(self) -> bool:
        """Somebody should look at both."""
        return self.score >= ASK

    @property
    def is_likely(self) -> bool:
        """Much speaks for one person."""
        return self.score >= SURE


def compared(one: ResidentFields, other: ResidentFields) -> Verdict:
    """What speaks for and against two records being one person; the order of the two does not matter."""
    found = [
        _numbers(one.nik, other.nik),
        _names(one.name, other.name),
        _births(one.birth_date, other.birth_date),
        _sexes(one.sex, other.sex),
        _parents(one.mother, other.mother, _("mother"), 4.0, 2.0, -3.0),
        _parents(one.father, other.father, _("father"), 2.0, 1.0, -2.0),
        _places(one, other),
    ]
    return Verdict(tuple(evidence for evidence in found if evidence and evidence.points))


def _numbers(one: str, other: str) -> Evidence | None:
    if not one or not other:
        return None
    if one == other:
        return Evidence(12.0, _("the same NIK"))
    if len(one) == len(other) and _slips(one, other):
        # Serials of people born the same day follow each other: twins differ in the last digit alone.
        serial = one[:12] == other[:12]
        return Evidence(-5.0 if serial else 3.0, _("NIK numbers that differ by one slip of the keys"))
    return Evidence(-6.0, _("different NIK numbers"))


def _slips(one: str, other: str) -> bool:
    """One wrong digit, or two neighbours exchanged."""
    wrong = [place for place, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(wrong) == 1:
        return True
    first, last = wrong[0], wrong[-1]
    return len(wrong) == 2 and last == first + 1 and one[first] == other[last] and one[last] == other[first]


def _names(one: str, other: str) -> Evidence | None:
    share = alikeness(one, other)
    if share is None:
        return None
    if share >= 0.95:
        return Evidence(5.0, _("the same name"))
    if share >= 0.6:
        return Evidence(3.0, _("similar names"))
    if share >= 0.3:
        return None
    return Evidence(-7.0, _("different names"))


def alikeness(one: str, other: str) -> float | None:
    """Share of words two names have in common by sound, 0 to 1; None when one is blank. Order does not matter."""
    first, second = ([sounds(word) for word in plain_words(name)][:5] for name in (one, other))
    if not first or not second:
        return None
    if len(first) > len(second):
        first, second = second, first
    best = max(
        sum(_word(a, b) for a, b in zip(first, chosen, strict=True)) for chosen in permutations(second, len(first))
    )
    # An unmatched third word counts half: names are shortened and lengthened in daily life.
    return best / (len(first) + 0.5 * (len(second) - len(first)))


def _word(one: str, other: str) -> float:
    if one == other:
        return 1.0
    if min(len(one), len(other)) == 1 and one[0] == other[0]:
        return 0.6  # an initial
    likeness = SequenceMatcher(None, one, other, autojunk=False).ratio()
    return likeness if likeness >= 0.75 and min(len(one), len(other)) >= 4 else 0.0


def _births(one: date | None, other: date | None) -> Evidence | None:
    if one is None or other is None:
        return None
    if one == other:
        guessed = (one.day, one.month) in ((1, 1), (31, 12), (1, 7), (30, 6))  # days written when the day is not known
        return Evidence(3.0 if guessed else 5.0, _("the same date of birth"))
    if (one.year, one.month, one.day) == (other.year, other.day, other.month):
        return Evidence(2.5, _("dates of birth with day and month exchanged"))
    same = (one.year == other.year) + (one.month == other.month) + (one.day == other.day)
    if same == 2 and abs(one.year - other.year) in (0, 1, 10):
        return Evidence(1.5, _("dates of birth that differ in one part"))
    far = abs(one.year - other.year) > 2
    return Evidence(-5.0 if far else -2.0, _("different dates of birth"))


def _sexes(one: str, other: str) -> Evidence | None:
    return Evidence(-4.0, _("different sex")) if one and other and one != other else None


def _parents(one: str, other: str, who: str, same: float, alike: float, different: float) -> Evidence | None:
    share = alikeness(one, other)
    if share is None or 0.3 <= share < 0.6:
        return None
    if share >= 0.95:
        return Evidence(same, _("the same name of the %(who)s") % {"who": who})
    if share >= 0.6:
        return Evidence(alike, _("similar names of the %(who)s") % {"who": who})
    return Evidence(different, _("different names of the %(who)s") % {"who": who})


def _places(one: ResidentFields, other: ResidentFields) -> Evidence | None:
    if one.family_number and one.family_number == other.family_number:
        return Evidence(1.0, _("the same family card"))
    if one.hamlet and one.hamlet.casefold() == other.hamlet.casefold() and (one.rt, one.rw) == (other.rt, other.rw):
        return Evidence(1.0, _("the same neighbourhood"))
    if one.hamlet and other.hamlet and one.hamlet.casefold() != other.hamlet.casefold():
        return Evidence(-0.5, _("different hamlets"))
    return None
