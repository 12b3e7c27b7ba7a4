"""Coaching: the page of an entry, the revised proposal, the office's list."""
