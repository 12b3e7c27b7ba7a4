"""Questions about the competition."""
