"""Questions about the whole house."""
