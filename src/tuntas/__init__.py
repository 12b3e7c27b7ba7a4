"""Tuntas: from an idea to a service people can rely on."""

__version__ = "0.1.0"
