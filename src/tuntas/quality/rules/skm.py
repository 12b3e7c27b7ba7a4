"""The arithmetic of the citizens' satisfaction survey (SKM, PermenPANRB 14/2017), in exact fractions.

Nine elements, each answered 1 to 4. NRR of an element: the sum of its answers over how many answered it, so that a
blank leaves the divisor. SKM: the nine NRR weighted 1/9 each, exactly. IKM: SKM times 25, from 25 to 100. The published
intervals of the grades leave gaps below the second decimal (64.99 | 65.00); so the IKM is rounded to two
decimals first.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from tuntas.quality.terms import ELEMENTS, HIGHEST, LOWEST

WEIGHT = Fraction(1, ELEMENTS)
# From which IKM a grade begins: the published lower bounds.
GRADES = (("A", Decimal("88.31")), ("B", Decimal("76.61")), ("C", Decimal("65.00")), ("D", Decimal("25.00")))


@dataclass(frozen=True)
class Index:
    """The result. `nrr` per element, None where nobody answered it; then there is no index either."""

    nrr: tuple[Fraction | None, ...]
    skm: Fraction | None
    ikm: Fraction | None

    @property
    def shown(self) -> Decimal | None:
        """The IKM to two decimals, half up: what is compared with the grades."""
        return None if self.ikm is None else rounded(self.ikm)

    @property
    def grade(self) -> str:
        """A to D; empty without an index."""
        return "" if self.shown is None else grade(self.shown)


def index(sums: Sequence[int], filled: Sequence[int]) -> Index:
    """From the sum of the answers and the number of filled answers of each element, in order U1 to U9."""
    if len(sums) != ELEMENTS or len(filled) != ELEMENTS:
        raise ValueError("nine elements, no more, no fewer")
    for total, number in zip(sums, filled, strict=True):
        if not LOWEST * number <= total <= HIGHEST * number:
            raise ValueError(f"answers lie between 1 and 4: {total} of {number}")
    nrr = tuple(Fraction(total, number) if number else None for total, number in zip(sums, filled, strict=True))
    known = [one for one in nrr if one is not None]
    if len(known) < ELEMENTS:
        return Index(nrr, None, None)
    skm = sum((one * WEIGHT for one in known), Fraction(0))
    return Index(nrr, skm, skm * 25)


def rounded(value: Fraction) -> Decimal:
    """To two decimals, half up, without passing through binary numbers."""
    cents = (value * 200 + 1) // 2
    return Decimal(cents).scaleb(-2)


def grade(ikm: Decimal) -> str:
    """The grade of an IKM of two decimals. Raises `ValueError` outside 25.00 to 100.00."""
    if not Decimal(25) <= ikm <= Decimal(100) or ikm != ikm.quantize(Decimal("0.01"), ROUND_HALF_UP):
        raise ValueError(f"no IKM: {ikm}")
    return next(letter for letter, begins in GRADES if ikm >= begins)


def sample_size(population: int) -> int:
    """How many respondents represent a population: the formula of Krejcie and Morgan (1970).

    Chi square 3.841 (one degree of freedom, 95 %), share 0.5, error 0.05; rounded to the nearest as in their table.
    """
    if population < 1:
        return 0
    chi, half, error = Fraction(3841, 1000), Fraction(1, 4), Fraction(5, 100)
    size = chi * population * half / (error**2 * (population - 1) + chi * half)
    return int((size * 2 + 1) // 2)
