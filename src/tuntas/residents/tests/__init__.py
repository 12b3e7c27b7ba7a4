"""Tests of the residents' register."""
