"""Input of the competition, checked and never saved here."""
