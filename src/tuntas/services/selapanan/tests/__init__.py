"""Tests of the Selapanan groups."""
