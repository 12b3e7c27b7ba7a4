"""Uploads, checked by content, served privately; spreadsheets in and out."""
