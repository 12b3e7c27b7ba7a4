"""A finished competition ranked from files alone: no database, the same arithmetic."""
