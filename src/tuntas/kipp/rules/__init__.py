"""What the competition allows and how it calculates, split by noun."""
