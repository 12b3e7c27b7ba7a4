"""Verbs of an installation: back up, restore, fill with a sample."""
