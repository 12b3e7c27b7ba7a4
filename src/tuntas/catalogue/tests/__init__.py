"""Tests of the catalogue, and what tests of services use."""
