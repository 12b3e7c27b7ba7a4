"""Questions to the register, split by noun."""

from tuntas.innovations.queries.alike import alike
from tuntas.innovations.queries.register import Filters, contests, mine, public, shown, years

__all__ = ["Filters", "alike", "contests", "mine", "public", "shown", "years"]
