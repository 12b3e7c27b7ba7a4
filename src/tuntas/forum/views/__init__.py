"""Pages of the public face and of the newsroom."""
