"""LABKD: help with population documents, and beside it the letters a village writes under its own authority."""
