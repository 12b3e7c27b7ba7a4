"""The one list of service modules. Each is a package with `module.py`; `make new-module NAME=…` adds one."""

MODULES: list[str] = [
    "tuntas.services.labkd",
    "tuntas.services.selapanan",
]
