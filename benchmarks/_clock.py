"""A program that measures when it is asked to, so that several can take turns in one run.

Each side of a comparison runs in a process of its own, prepares once, and then measures one thing
for each line that it reads.  Only Django is needed: also the environment of the oracles has it.
"""

from __future__ import annotations

import json
import math
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

Work = Callable[[int], None]


def answer(conditions: Mapping[str, Any], works: Mapping[str, Work]) -> None:
    """Tell under which conditions this runs, then measure until the input ends.

    A question is one line of JSON: `work` (its name), `count` (transfers in one commit),
    `seconds` (measure at least so long) and `waits` (whether PostgreSQL waits for the disk).
    """
    _tell(conditions)
    for line in sys.stdin:
        asked = json.loads(line)
        _set_waiting(asked["waits"])
        work, count = works[asked["work"]], asked["count"]
        queries = queries_of(work, count)
        _tell({"queries": queries} | measured(work, count, asked["seconds"]))


def measured(work: Work, count: int, seconds: float) -> dict[str, float]:
    """Transfers for each second, over at least this long, and for each second of processor time
    of this process and the server's that serves it: that depends less on the neighbours."""
    done, passed, used = 0, 0.0, processor_time()
    begin = time.perf_counter()
    while passed < seconds:
        work(count)
        done += count
        passed = time.perf_counter() - begin
    return {"rate": done / passed, "processor_rate": done / (processor_time() - used)}


def processor_time() -> float:
    """Seconds that this process and its own process of a server on this machine have worked."""
    from django.db import connection

    seconds = time.process_time()
    if connection.vendor == "postgresql":
        connection.ensure_connection()
        server = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
        seconds += int(server.read_text().split()[0]) / 1e9 if server.exists() else math.nan
    return seconds


def queries_of(work: Work, count: int) -> int:
    """How many statements the work sends once it is warm, without BEGIN and COMMIT."""
    from django.db import connection

    seen = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        seen.append(sql)
        return execute(sql, params, many, context)

    work(count)
    with connection.execute_wrapper(note):
        work(count)
    return len(seen)


def server_conditions() -> dict[str, str]:
    """The engine, its version, and what it does before it calls a commit done."""
    from django.db import connection

    postgres = ("server_version", "fsync", "synchronous_commit", "full_page_writes")
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            return {"engine": "PostgreSQL"} | {
                name: _value(cursor, f"SHOW {name}") for name in postgres
            }
        levels = {"0": "OFF", "1": "NORMAL", "2": "FULL", "3": "EXTRA"}
        return {
            "engine": "SQLite",
            "server_version": _value(cursor, "SELECT sqlite_version()"),
            "journal_mode": _value(cursor, "PRAGMA journal_mode"),
            "synchronous": levels[_value(cursor, "PRAGMA synchronous")],
        }


def _value(cursor: Any, statement: str) -> str:
    cursor.execute(statement)
    return str(cursor.fetchone()[0])


def _set_waiting(waits: bool) -> None:
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SET synchronous_commit = {'on' if waits else 'off'}")


def _tell(what: Mapping[str, Any]) -> None:
    print(json.dumps(what), flush=True)
