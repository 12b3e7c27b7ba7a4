"""Promises kept: the four words measured, satisfaction surveys, scorecards."""
