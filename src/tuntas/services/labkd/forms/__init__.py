"""Input of LABKD, one module a noun."""
