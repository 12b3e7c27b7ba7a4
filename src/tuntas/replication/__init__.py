"""A regency adopting an innovation."""
