"""Numbered, sealed, signed PDFs and their public verification."""
