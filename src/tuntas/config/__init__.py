"""Settings, addresses and the one list of modules; no domain code."""
