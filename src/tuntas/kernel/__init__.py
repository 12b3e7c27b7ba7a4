"""Clock, events, text and identifiers. Imports nothing of ours."""
