"""What people type about copies: validated here, saved by the actions."""
