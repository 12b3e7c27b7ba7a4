"""The sealed archive of an edition: its shape, its container, and the recount. Pure: no database, no settings."""
