"""One archive holds the whole installation: every row, every uploaded file and the keys.

Rows are JSON lines, table by table, so an archive made on SQLite restores on PostgreSQL and back.
"""

import hashlib
import json
import zipfile
from base64 import b64encode
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.core.management.color import no_style
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction
from django.db.migrations.recorder import MigrationRecorder

from tuntas.lobby.terms import Archive, ArchiveRefused

# What can be made again, or must not outlive the machine.
LEFT_OUT = {"sessions.session", "contenttypes.contenttype", "auth.permission", "auth.group_permissions", "auth.group"}
BATCH = 1000


def tables() -> list[type[models.Model]]:
    """Every table of the installation, many-to-many tables too, in a stable order."""
    found = apps.get_models(include_auto_created=True)
    return sorted(
        (
            model
            for model in found
            if model._meta.managed and not model._meta.proxy and model._meta.label_lower not in LEFT_OUT
        ),
        key=lambda model: model._meta.label_lower,
    )


class _Exact(DjangoJSONEncoder):
    """Moments to the microsecond: the journal's hashes are made over them. Sealed bytes as base 64."""

    def default(self, o: Any) -> Any:
        if isinstance(o, bytes | memoryview):
            return b64encode(bytes(o)).decode()  # as `BinaryField.to_python` reads it back
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


def _rows(model: type[models.Model], *, sort_keys: bool = False) -> Iterator[bytes]:
    names = [field.attname for field in model._meta.concrete_fields]
    for values in model._base_manager.order_by("pk").values_list(*names).iterator(chunk_size=BATCH):
        yield _line(values, sort_keys=sort_keys)


def _line(values: Any, *, sort_keys: bool = False) -> bytes:
    text = json.dumps(values, cls=_Exact, ensure_ascii=False, separators=(",", ":"), sort_keys=sort_keys)
    return text.encode() + b"\n"


def _applied() -> dict[str, str]:
    applied = MigrationRecorder(connection).applied_migrations()
    return {app: max(name for label, name in applied if label == app) for app, _name in applied}


def _loose_files() -> Iterator[tuple[str, Path]]:
    for name, root in (("files", Path(settings.MEDIA_ROOT)), ("keys", settings.HOME / "keys")):
        for path in sorted(root.rglob("*")) if root.exists() else []:
            if path.is_file():
                yield f"{name}/{path.relative_to(root)}", path


def back_up(*, to: Path, now: datetime) -> Archive:
    """Write the whole installation to the zip file `to`, from one snapshot of the database.

    The archive holds keys and personal data: it is made readable by its owner only. Raises
    `ArchiveRefused` when `to` exists already.
    """
    if to.exists():
        raise ArchiveRefused(f"{to} exists already; nothing was overwritten.")
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        _write(to, now)
    return _read(to)


def _write(to: Path, now: datetime) -> None:
    parts: dict[str, dict[str, Any]] = {}
    files = 0
    part_file = to.with_name(to.name + ".part")
    part_file.touch(mode=0o600)
    with zipfile.ZipFile(part_file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for model in tables():
            digest, count = hashlib.sha256(), 0
            label = model._meta.label_lower
            with archive.open(f"rows/{label}.jsonl", "w", force_zip64=True) as out:
                for line in _rows(model):
                    digest.update(line)
                    out.write(line)
                    count += 1
            fields = [field.attname for field in model._meta.concrete_fields]
            parts[f"rows/{label}.jsonl"] = {"sha256": digest.hexdigest(), "rows": count, "fields": fields}
        for name, path in _loose_files():
            archive.write(path, name)
            parts[name] = {"sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
            files += 1
        manifest = {"made_at": now, "migrations": _applied(), "parts": parts}
        archive.writestr("manifest.json", json.dumps(manifest, cls=DjangoJSONEncoder, indent=1))
    part_file.replace(to)


def _read(path: Path) -> Archive:
    with zipfile.ZipFile(path) as archive:
        manifest = json.loads(archive.read("manifest.json"))
    rows = {
        name.removeprefix("rows/").removesuffix(".jsonl"): part["rows"]
        for name, part in manifest["parts"].items()
        if "rows" in part
    }
    whole = hashlib.sha256(json.dumps(manifest["parts"], sort_keys=True).encode()).hexdigest()
    return Archive(path, rows, len(manifest["parts"]) - len(rows), manifest["migrations"], whole)


def inspect(path: Path) -> Archive:
    """Check every part of an archive against its manifest. Raises `ArchiveRefused` naming the first bad part."""
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = json.loads(archive.read("manifest.json"))
            for name, part in manifest["parts"].items():
                digest = hashlib.sha256()
                with archive.open(name) as stream:
                    while chunk := stream.read(1 << 20):
                        digest.update(chunk)
                if digest.hexdigest() != part["sha256"]:
                    raise ArchiveRefused(f"{name} in the archive is not what was written.")
    except (zipfile.BadZipFile, KeyError, OSError, ValueError) as error:
        raise ArchiveRefused(f"{path} is not a whole archive: {error}") from error
    return _read(path)


def restore(*, source: Path) -> Archive:
    """Fill an empty, migrated installation from an archive, then check every row against it.

    All rows are one transaction: a failure leaves the database empty as before. Raises `ArchiveRefused`
    when the archive is damaged, was made at other migrations, or the installation already has people.
    """
    archive = inspect(source)
    if apps.get_model("people.Person").objects.exists():
        raise ArchiveRefused("This installation is not empty; restore into a fresh TUNTAS_HOME or database.")
    here = _applied()
    if differing := sorted(app for app, name in archive.migrations.items() if here.get(app) != name):
        raise ArchiveRefused(
            f"The archive was made by another version of Tuntas; tables differ in: {', '.join(differing)}."
        )
    with zipfile.ZipFile(source) as zipped, transaction.atomic():
        manifest = json.loads(zipped.read("manifest.json"))
        for model in tables():
            _fill(model, zipped, manifest["parts"][f"rows/{model._meta.label_lower}.jsonl"])
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), tables()):
                cursor.execute(statement)
        for name in manifest["parts"]:
            _put_back(zipped, name)
    cache.clear()
    return archive


def _fill(model: type[models.Model], zipped: zipfile.ZipFile, part: dict[str, Any]) -> None:
    fields = [model._meta.get_field(name) for name in part["fields"]]
    model._base_manager.all()._raw_delete(using=connection.alias)  # rows a migration made, e.g. journal head
    written = hashlib.sha256()  # keys of JSON in the order of the alphabet: PostgreSQL does not keep another
    with zipped.open(f"rows/{model._meta.label_lower}.jsonl") as stream:
        batch: list[models.Model] = []
        for line in stream:
            values = json.loads(line)
            written.update(_line(values, sort_keys=True))
            batch.append(
                model(
                    **{
                        f.attname: f.to_python(v) if not f.is_relation else v  # type: ignore[union-attr]
                        for f, v in zip(fields, values, strict=True)
                    }
                )
            )
            if len(batch) == BATCH:
                _insert(model, batch)
                batch = []
        if batch:
            _insert(model, batch)
    digest = hashlib.sha256()
    for line in _rows(model, sort_keys=True):
        digest.update(line)
    if digest.digest() != written.digest():
        raise ArchiveRefused(f"{model._meta.label} did not come back as it was; nothing was restored.")


def _insert(model: type[models.Model], batch: list[models.Model]) -> None:
    """Rows exactly as they were: no automatic dates, no keys of our making."""
    size = connection.ops.bulk_batch_size(list(model._meta.concrete_fields), batch)
    for start in range(0, len(batch), size):
        model._base_manager.all()._insert(  # type: ignore[attr-defined]
            batch[start : start + size], fields=model._meta.concrete_fields, using=connection.alias, raw=True
        )


def _put_back(zipped: zipfile.ZipFile, name: str) -> None:
    kind, _, rest = name.partition("/")
    roots = {"files": Path(settings.MEDIA_ROOT), "keys": settings.HOME / "keys"}
    if kind not in roots:
        return
    target = (roots[kind] / rest).resolve()
    if not target.is_relative_to(roots[kind].resolve()):
        raise ArchiveRefused(f"{name} points outside the installation.")
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    target.write_bytes(zipped.read(name))
    if kind == "keys":
        target.chmod(0o600)
