"""Objections: the team, the office, the public."""
