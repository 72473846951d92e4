"""Starts the web server, says its address when it answers, and stops with it."""

from __future__ import annotations

import fcntl
import hashlib
import io
import logging
import socket
import threading
import time
import urllib.request
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connections

PATIENCE = 30.0


def free_port(address: str) -> int:
    """A port that nobody listens on at the moment of asking."""
    with closing(socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET)) as asked:
        asked.bind((address, 0))
        return int(asked.getsockname()[1])


def reasons_not_to_listen(address: str, port: int) -> list[str]:
    """Why nobody can be served there: no such port, or somebody listens already."""
    if not 0 <= port <= 65535:
        return [f"There is no port {port}: ports go from 0 (any free one) to 65535."]
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with closing(socket.socket(family)) as asked:
        asked.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            asked.bind((address, port))
        except OSError as trouble:
            return [f"Port {port} of {address} cannot be used: {trouble.strerror}. Try --port 0."]
    return []


def make_ready() -> None:
    """Bring tables and static files up to date, check what must hold, close the connection."""
    call_command("migrate", verbosity=0, interactive=False)
    collect_static()
    call_command("check", databases=["default"], fail_level="ERROR", stdout=io.StringIO())
    connections.close_all()


def collect_static() -> None:
    """Gather, compress and name by content what browsers load, where a source has changed.

    Several nodes may start at once out of one installation: the first does it, the others wait.
    """
    root = Path(settings.STATIC_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    stamp = _sources_of_static()
    with (root.parent / "static.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = root.parent / "static.stamp"
        if not done.exists() or done.read_text() != stamp:
            call_command("collectstatic", verbosity=0, interactive=False, clear=True)
            done.write_text(stamp)


def _sources_of_static() -> str:
    seen = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            stat = Path(storage.path(name)).stat()
            seen.update(f"{name} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return seen.hexdigest()


def serve(
    *, address: str, port: int, workers: int, threads: int, when_up: Callable[[str], None]
) -> None:
    """Serve until a signal comes. `when_up` is called once with the address, as soon as it
    answers. Port 0 takes a free one."""
    from granian import Granian
    from granian.constants import Interfaces

    chosen = port or free_port(address)
    host = f"[{address}]" if ":" in address else address
    url = f"http://{host}:{chosen}/"
    # Asked once before the workers are forked: whatever asking imports is then imported whole, and
    # no worker inherits the lock of a module that the announcing thread was in the middle of.
    _answers(url)
    threading.Thread(target=_announce, args=(url, when_up), daemon=True).start()
    logging.getLogger("_granian").setLevel(logging.WARNING)
    Granian(
        "tequio.site.wsgi:application",
        address=address,
        port=chosen,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        respawn_failed_workers=True,
        websockets=False,
        log_level="warning",  # type: ignore[arg-type]
    ).serve()


def _announce(url: str, when_up: Callable[[str], None]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if _answers(url):
            when_up(url)
            return
        time.sleep(0.05)


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}alive", timeout=2):  # noqa: S310 # own address
            return True
    except OSError:
        return False
