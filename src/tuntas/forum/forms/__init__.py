"""What people type in public and in the newsroom; checked here, never saved."""
