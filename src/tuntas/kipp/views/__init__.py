"""Doors for people: HTTP in, one action or query, HTTP out."""
