"""The modules of the house. One object holds them; `complaints` say what does not fit, and what to do about it."""

from collections.abc import Iterator
from importlib import import_module

from tuntas.catalogue.terms import Module


class Catalogue:
    """Every module by its key, in the order of `config/modules.py`."""

    def __init__(self) -> None:
        self._modules: dict[str, Module] = {}
        self._packages: dict[str, str] = {}
        self.doubles: list[str] = []

    def add(self, module: Module, package: str) -> None:
        """Take a module in. The same key twice is kept as a complaint, so that start-up can say all that is wrong."""
        if self._modules.get(module.key, module) is not module:
            self.doubles.append(module.key)
            return
        self._modules[module.key] = module
        self._packages[module.key] = package

    def find(self, key: str) -> Module | None:
        """The module by its key."""
        return self._modules.get(key)

    def by_prefix(self, prefix: str) -> Module | None:
        """The module by its word in addresses."""
        return next((module for module in self if module.prefix == prefix), None)

    def by_innovation(self, slug: str) -> Module | None:
        """The module that is the innovation of the register with this address word."""
        return next((module for module in self if slug in module.innovations), None)

    def taking(self, kind: str) -> Module | None:
        """The module that takes referrals of a kind."""
        return next((module for module in self if any(one.kind == kind for one in module.accepts)), None)

    def package(self, module: Module) -> str:
        """Dotted name of the package the module lives in."""
        return self._packages[module.key]

    def __getitem__(self, key: str) -> Module:
        return self._modules[key]

    def __iter__(self) -> Iterator[Module]:
        return iter(self._modules.values())

    def __len__(self) -> int:
        return len(self._modules)


def manifest_of(package: str) -> Module:
    """`MODULE` of the package's `module.py`; `LookupError` says what is missing."""
    try:
        found = import_module(f"{package}.module")
    except ModuleNotFoundError as missing:
        if missing.name not in {package, f"{package}.module"}:
            raise
        raise LookupError(f"config/modules.py names {package}: write {missing.name}, it is not there") from missing
    module = getattr(found, "MODULE", None)
    if not isinstance(module, Module):
        raise LookupError(f"{package}/module.py must say MODULE = Module(…)")
    return module


CATALOGUE = Catalogue()
