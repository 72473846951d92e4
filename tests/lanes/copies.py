"""One migrated template, and a copy of it for every test that commits.

Append-only triggers make the flush of transactional tests fail, so nothing is ever flushed:
SQLite copies the file, PostgreSQL says CREATE DATABASE ... TEMPLATE.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

ROOT = Path(__file__).resolve().parent.parent.parent
SECRET = "a-secret-for-tests-only-0123456789-0123456789"
T = TypeVar("T")


@dataclass(frozen=True)
class Copy:
    """A database of one's own, with the data directory that belongs to it."""

    data: Path
    database_url: str

    @property
    def engine(self) -> str:
        """`sqlite` or `pg`."""
        return "pg" if self.database_url else "sqlite"

    @property
    def environment(self) -> dict[str, str]:
        """Environment in which another process works on this copy, as a real node would."""
        own = {
            "TEQUIO_DATA": str(self.data),
            "TEQUIO_SECRET": SECRET,
            "TEQUIO_PLAIN_HTTP": "1",
            "DATABASE_URL": self.database_url,
            "DJANGO_SETTINGS_MODULE": "tequio.site.settings",
            "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT))),
            "PYTHONUNBUFFERED": "1",
        }
        return {k: v for k, v in os.environ.items() if k != "TEQUIO_DEMO"} | own

    def connect(self) -> Any:
        """A bare connection past Django, autocommit: what an attacker or an operator has."""
        if self.database_url:
            return psycopg.connect(self.database_url, autocommit=True)
        return sqlite3.connect(self.data / "tequio.sqlite3", timeout=20, isolation_level=None)

    def becomes(self, original: Copy) -> None:
        """Hold what the original holds and nothing else, even under a running node: SQLite only.
        A node that served one test serves the next on a database that is fresh again."""
        for place in self.data.iterdir():
            if place.is_dir():
                shutil.rmtree(place)
        with closing(original.connect()) as source, closing(self.connect()) as own:
            source.backup(own)

    def run(
        self, *words: str, stdin: str | None = None, timeout: float = 120
    ) -> subprocess.CompletedProcess[str]:
        """Run `./tequio WORDS…` on this copy in a process of its own and give its answer."""
        return subprocess.run(
            [sys.executable, "-m", "tequio.site", *words],
            env=self.environment,
            cwd=ROOT,
            input=stdin,
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
        )

    def aside(self, function: Callable[..., T], *given: Any, **named: Any) -> T:
        """Call `function` in a thread of its own, on this copy, and give what it returns.

        For tests that hold a browser: Playwright and the ORM in one thread cannot be.
        """
        from django.db import connections

        outcome: list[T] = []
        trouble: list[BaseException] = []

        def work() -> None:
            try:
                outcome.append(function(*given, **named))
            except BaseException as raised:  # handed to the caller's thread
                trouble.append(raised)
            finally:
                connections.close_all()

        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
        if trouble:
            raise trouble[0]
        return outcome[0]


class Template:
    """The migrated database of this test run, made once for all workers."""

    def __init__(self, home: Path, server: str) -> None:
        self.home = home
        self.server = server

    def original(self) -> Copy:
        """The template itself."""
        template = self._place("template")

        def make(_place: Path) -> None:
            self._create(template)
            migrate(template)

        self.once("template", make)
        return template

    def filled(self, name: str, fill: Callable[[Copy], None]) -> Copy:
        """A copy of the template that one worker fills, for all to copy it again."""
        copy = self._place(name)

        def make(_place: Path) -> None:
            self._create(copy, self.original())
            fill(copy)

        self.once(name, make)
        return copy

    def once(self, name: str, make: Callable[[Path], None]) -> Path:
        """A place in the home of this run: the first worker that asks makes it, the others wait."""
        place = self.home / name
        with (self.home / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            self._unless_ready(name, make)
        return place

    def unless_begun(self, name: str, make: Callable[[Path], None]) -> None:
        """Make a place in the home of this run, or leave it to the worker that makes it now."""
        with (self.home / f"{name}.lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return
            self._unless_ready(name, make)

    def _unless_ready(self, name: str, make: Callable[[Path], None]) -> None:
        ready = self.home / f"{name}.ready"
        if not ready.exists():
            make(self.home / name)
            ready.touch()

    @contextmanager
    def copied(self, original: Copy | None = None) -> Iterator[Copy]:
        """A fresh copy of the template, or of what a test has made of one; dropped on leaving.
        Nobody else may hold a connection to what is copied."""
        original = original or self.original()
        copy = self._place(uuid.uuid4().hex[:12])
        self._create(copy, original)
        try:
            yield copy
        finally:
            self._drop(copy)

    def _place(self, name: str) -> Copy:
        if not self.server:
            return Copy(self.home / name, "")
        parts = urlsplit(self.server)
        database = f"tequio_{self.home.name.rsplit('-', 1)[-1]}_{name}".lower()
        return Copy(self.home / name, urlunsplit(parts._replace(path=f"/{database}")))

    def _create(self, copy: Copy, original: Copy | None = None) -> None:
        copy.data.mkdir()
        if copy.database_url:
            source = database_name(original.database_url) if original else "template1"
            self._admin("CREATE DATABASE {} TEMPLATE {}", database_name(copy.database_url), source)
        elif original:
            shutil.copy(original.data / "tequio.sqlite3", copy.data)

    def _drop(self, copy: Copy) -> None:
        if copy.database_url:
            self._admin("DROP DATABASE IF EXISTS {} WITH (FORCE)", database_name(copy.database_url))
        shutil.rmtree(copy.data, ignore_errors=True)

    def drop_template(self) -> None:
        """Leave nothing behind on a server that is not ours."""
        if not self.server:
            return
        for ready in self.home.glob("*.ready"):
            self._drop(self._place(ready.stem))

    def _admin(self, sentence: str, *names: str) -> None:
        with psycopg.connect(self.server, autocommit=True) as connection:
            connection.execute(sql.SQL(sentence).format(*map(sql.Identifier, names)))


def database_name(url: str) -> str:
    """The last part of a database's address."""
    return urlsplit(url).path.lstrip("/")


def migrate(copy: Copy) -> None:
    """Make all tables in `copy` and leave no connection open on it."""
    from django.core.management import call_command

    with pointed_at(copy):
        call_command("migrate", verbosity=0, interactive=False)


@contextmanager
def pointed_at(copy: Copy) -> Iterator[None]:
    """Django's default connection works on `copy` meanwhile, in every thread."""
    from django.conf import settings
    from django.db import connection, connections

    def point(name: str, data: Path) -> None:
        if connection.connection is not None:
            connections.close_all()
        connections.settings["default"]["NAME"] = name
        connection.settings_dict["NAME"] = name
        settings.DATA_DIRECTORY = data

    before = (connection.settings_dict["NAME"], settings.DATA_DIRECTORY)
    own = database_name(copy.database_url) or str(copy.data / "tequio.sqlite3")
    point(own, copy.data)
    try:
        yield
    finally:
        point(*before)
