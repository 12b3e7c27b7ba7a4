"""Commands of LABKD."""
