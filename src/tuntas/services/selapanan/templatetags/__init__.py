"""Filters of the Selapanan groups."""
