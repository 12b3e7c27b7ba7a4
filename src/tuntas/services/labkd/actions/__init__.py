"""Verbs of LABKD, one module a noun."""
