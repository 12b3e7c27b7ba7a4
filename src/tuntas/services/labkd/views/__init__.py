"""Pages of LABKD."""
