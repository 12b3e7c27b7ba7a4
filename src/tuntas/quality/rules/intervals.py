"""How sure a share of few cases is."""

from math import sqrt

Z95 = 1.959963984540054  # two-sided 95 %


def wilson(part: int, whole: int, z: float = Z95) -> tuple[float, float]:
    """The Wilson score interval of a share, 0.0 to 1.0. Raises `ValueError` unless 0 <= part <= whole, whole > 0."""
    if not 0 <= part <= whole or whole < 1:
        raise ValueError(f"no share: {part} of {whole}")
    share, weight = part / whole, z * z / whole
    middle = (share + weight / 2) / (1 + weight)
    reach = z / (1 + weight) * sqrt(share * (1 - share) / whole + weight / (4 * whole))
    low = 0.0 if part == 0 else max(0.0, middle - reach)
    high = 1.0 if part == whole else min(1.0, middle + reach)
    return low, high
