"""Backup into one file and restore from it, on both engines, while the node goes on writing."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import tempfile
import zipfile
import zlib
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

FORMAT = "tequio-backup@1"
MANIFEST = "manifest.json"
DATABASE = "database"
FILES = "files/"


class NotKept(Exception):
    """A backup or a restore cannot be made; the message says why and what to do."""


def backup(target: Path, *, at: datetime) -> dict[str, Any]:
    """Write database and files into the one file `target`, which must not exist yet.

    SQLite is copied by its online backup, PostgreSQL by pg_dump: both see one moment and let
    writers go on. Files are written once and named by their hash, so copying them after the
    database misses none that the database speaks of. Returns the manifest.
    """
    if target.exists():
        raise NotKept(f"{target} exists already; a backup does not overwrite another.")
    if not target.parent.is_dir():
        raise NotKept(f"There is no folder {target.parent}: is the disk there? Make it first.")
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with tempfile.TemporaryDirectory(dir=target.parent) as aside:
            taken = Path(aside) / DATABASE
            _take_database(taken)
            manifest = {
                "format": FORMAT,
                "engine": connection.vendor,
                "at": at.isoformat(),
                "sha256": _digest(taken),
            }
            _pack(draft, taken, manifest)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    return manifest


def restore(source: Path) -> dict[str, Any]:
    """Fill the empty database and data directory of this node from `source`.

    Refuses a target that holds anything, a backup of the other engine, and a changed file.
    """
    if not zipfile.is_zipfile(source):
        raise NotKept(f"{source} is not a backup of Tequio.")
    with zipfile.ZipFile(source) as archive:
        _refuse_a_damaged_file(archive, source)
        manifest = _manifest(archive, source)
        _refuse_a_target_in_use()
        with tempfile.TemporaryDirectory(dir=settings.DATA_DIRECTORY) as aside:
            archive.extract(DATABASE, aside)
            taken = Path(aside) / DATABASE
            if _digest(taken) != manifest["sha256"]:
                raise NotKept(f"{source} was changed since it was written.")
            _give_database(taken)
        for name in archive.namelist():
            if name.startswith(FILES):
                archive.extract(name, settings.DATA_DIRECTORY)
    return manifest


def _refuse_a_damaged_file(archive: zipfile.ZipFile, source: Path) -> None:
    """Every part is read once before anything is written."""
    try:
        bad = archive.testzip()
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        bad = source.name
    if bad:
        raise NotKept(f"{source} is damaged ({bad} cannot be read); nothing was restored.")


def _manifest(archive: zipfile.ZipFile, source: Path) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads(archive.read(MANIFEST))
    except (KeyError, ValueError) as trouble:
        raise NotKept(f"{source} is not a backup of Tequio.") from trouble
    if manifest.get("format") != FORMAT:
        raise NotKept(f"{source} has the format {manifest.get('format')}, expected {FORMAT}.")
    if manifest["engine"] != connection.vendor:
        raise NotKept(
            f"{source} was taken from {manifest['engine']}, this node runs on {connection.vendor}."
        )
    return manifest


def is_there() -> bool:
    """Whether the node has a database at all; asking SQLite for its tables would make one."""
    place = Path(connection.settings_dict["NAME"])
    return connection.vendor != "sqlite" or connection.connection is not None or place.exists()


def _refuse_a_target_in_use() -> None:
    if is_there() and connection.introspection.table_names():
        raise NotKept(
            "This database is not empty. Restore into a fresh one: another TEQUIO_DATA or "
            "DATABASE_URL."
        )
    files = Path(settings.DATA_DIRECTORY) / FILES
    if files.is_dir() and any(files.iterdir()):
        raise NotKept(f"{files} is not empty. Restore into a fresh data directory.")


def _take_database(place: Path) -> None:
    if connection.vendor == "sqlite":
        name = Path(connection.settings_dict["NAME"])
        if not name.exists():
            raise NotKept(f"There is no database at {name}.")
        with (
            closing(sqlite3.connect(name, timeout=20)) as living,
            closing(sqlite3.connect(place)) as copy,
        ):
            living.backup(copy)  # in one step: one moment, however many write
            copy.execute("PRAGMA journal_mode=DELETE")
        return
    _postgres("pg_dump", "--format=custom", "--no-owner", "--no-acl", f"--file={place}")


def _give_database(place: Path) -> None:
    connection.close()
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(place)) as copy:
            if copy.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                raise NotKept("The database in the backup is damaged.")
        name = Path(connection.settings_dict["NAME"])
        for rest in ("", "-wal", "-shm"):
            Path(f"{name}{rest}").unlink(missing_ok=True)  # empty: looking at it made it
        shutil.copyfile(place, f"{name}.new")
        os.replace(f"{name}.new", name)
        return
    _postgres(
        "pg_restore", "--no-owner", "--no-acl", "--exit-on-error", "--single-transaction",
        f"--dbname={connection.settings_dict['NAME']}", str(place),
    )  # fmt: skip


def _postgres(program: str, *words: str) -> None:
    """Run one of PostgreSQL's own programs; the password travels by environment, not by `ps`."""
    here = connection.settings_dict
    own = {
        "PGHOST": here["HOST"],
        "PGPORT": str(here["PORT"]),
        "PGUSER": here["USER"],
        "PGPASSWORD": here["PASSWORD"],
        "PGDATABASE": here["NAME"],
        "PGSSLMODE": here["OPTIONS"].get("sslmode", ""),
    }
    if shutil.which(program) is None:
        raise NotKept(f"{program} is missing: install the package postgresql-client.")
    done = subprocess.run(
        [program, *words],
        env=os.environ | {name: value for name, value in own.items() if value},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise NotKept(f"{program} failed: {done.stderr.strip()}")


def _pack(draft: Path, database: Path, manifest: dict[str, Any]) -> None:
    files = Path(settings.DATA_DIRECTORY) / FILES
    with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        archive.writestr(MANIFEST, json.dumps(manifest, indent=1))
        archive.write(database, DATABASE)
        for path in sorted(files.rglob("*")):
            if path.is_file():
                archive.write(path, FILES + path.relative_to(files).as_posix())


def _digest(path: Path) -> str:
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
