"""Doors of the Selapanan groups."""
