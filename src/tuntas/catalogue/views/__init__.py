"""Doors of the catalogue."""
