"""Tests of LABKD."""
