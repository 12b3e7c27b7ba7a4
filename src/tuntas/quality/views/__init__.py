"""Doors of quality: scorecards, the survey for those who answer it, and for those who keep it."""
