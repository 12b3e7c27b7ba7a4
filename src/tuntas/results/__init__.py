"""Figures composed from the trail."""
