"""The village services, each switchable and none knowing another."""
