"""The one list of service modules. Empty until the first service is built."""

MODULES: list[str] = []
