"""The one list of service modules. Each is a package with `module.py`; `tuntas new-module` adds one."""

MODULES: list[str] = []
