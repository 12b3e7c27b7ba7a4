"""Spreadsheets of an edition: which columns each kind knows, and how a cell is read."""
