"""Questions about copies."""
