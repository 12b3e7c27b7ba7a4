"""Questions about people, by noun."""
