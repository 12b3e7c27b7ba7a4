"""The keys at hand, from the setting or the keys folder."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from tuntas.residents.vault import Keyring, read_keys


def keys_folder() -> Path:
    """Where keys are kept when no setting gives them."""
    return Path(settings.KEYS_ROOT) / "residents"


def keyring() -> Keyring:
    """All keys of the installation; read again when a key was added."""
    given = tuple(settings.RESIDENT_KEYS)
    folder = keys_folder()
    names = () if given else tuple(sorted(path.name for path in folder.glob("*.key")))
    return _ring(folder, names, given)


@lru_cache(maxsize=4)
def _ring(folder: Path, names: tuple[str, ...], given: tuple[str, ...]) -> Keyring:
    return read_keys(folder, given)
