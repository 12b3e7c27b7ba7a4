"""Accounts, organisations, roles held at a place, invitations and sign-in."""
