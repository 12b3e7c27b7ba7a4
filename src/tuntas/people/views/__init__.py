"""Doors to people's accounts, organisations, invitations and roles."""
