"""Verbs of the Selapanan groups, by noun."""
