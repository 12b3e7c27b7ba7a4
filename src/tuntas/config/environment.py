"""What an installation is told from outside: environment variables and the folder it owns."""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlparse

# Everything an installation writes lives below one folder: database, files, keys.
HOME = Path(os.environ.get("TUNTAS_HOME", "var")).resolve()


def flag(name: str, default: bool = False) -> bool:
    """A yes/no variable; `1`, `true`, `yes`, `on` are yes."""
    return os.environ.get(name, str(default)).strip().lower() in {"1", "true", "yes", "on"}


def words(name: str, default: str = "") -> list[str]:
    """A comma-separated variable as a list."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def secret() -> str:
    """The installation's secret: `TUNTAS_SECRET`, else a file made on first run, readable by its owner only."""
    if given := os.environ.get("TUNTAS_SECRET"):
        return given
    path = HOME / "keys" / "secret"
    try:
        return path.read_text().strip()
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
                file.write(secrets.token_urlsafe(48))
        except FileExistsError:
            pass  # another process of the same start was first
        return path.read_text().strip()


def database() -> dict[str, Any]:
    """`TUNTAS_DATABASE=postgresql://user:password@host:port/name?option=value`, else SQLite under `HOME`."""
    url = os.environ.get("TUNTAS_DATABASE", "")
    if not url:
        HOME.mkdir(parents=True, exist_ok=True)
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(HOME / "tuntas.sqlite3"),
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 30,
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
                    "PRAGMA temp_store=MEMORY; PRAGMA cache_size=-32000; PRAGMA mmap_size=134217728;"
                ),
            },
        }
    parts = urlparse(url)
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None if flag("TUNTAS_TEST") else 0,
        "OPTIONS": options if flag("TUNTAS_TEST") else options | {"pool": {"min_size": 1, "max_size": 8}},
    }


def mail() -> dict[str, Any]:
    """`TUNTAS_MAIL=smtp://user:password@host:587?tls=1`; without it mail is written to files under `HOME`."""
    url = os.environ.get("TUNTAS_MAIL", "")
    if not url:
        folder = HOME / "mail"
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": str(folder),
        }
    parts = urlparse(url)
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or 25,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": "tls=1" in parts.query,
        "EMAIL_TIMEOUT": 10,
    }
