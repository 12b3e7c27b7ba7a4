"""Input of the residents' register."""
