"""A register of so many organisations: taken in, taken in again, searched, listed and drawn.

An import goes through the whole act; beside it, in the same run, the same rows are written once
more without guards and without Python (`rows`).  A search stands beside the index alone.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from benchmarks import _organisations, ledger
from benchmarks._figures import conditions, put_out
from benchmarks._registry import SLUG, quantiles
from benchmarks.sheet import memory
from tests.lanes.copies import ROOT, Copy
from tests.lanes.nodes import running

ENGINES = ("sqlite", "postgresql")
DAYS = ("2026-01-01", "2026-02-01")
CLIENTS, DEEPEST_ZOOM = 8, 12
PAGES = ("the first page", "a page deep in the list", "a search", "with facets", "the map")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How many organisations, on what, and where to write the figures."""
    parser.add_argument("--organisations", type=int, default=1_000_000, help="(%(default)s)")
    parser.add_argument("--engine", choices=(*ENGINES, "both"), default="both")
    parser.add_argument("--questions", type=int, default=200, help="of search (%(default)s)")
    parser.add_argument("--fetched", type=int, default=20, help="pages of each kind and client")
    parser.add_argument("--check", action="store_true", help="verify the register in the end")
    parser.add_argument("--keep", type=Path, help="make the databases here and leave them")
    parser.add_argument("--json", type=Path, help="write the figures there, not to the end")


def run(arguments: argparse.Namespace) -> int:
    """0 with the table and JSON."""
    engines = ENGINES if arguments.engine == "both" else (arguments.engine,)
    with ExitStack() as leave:
        home = arguments.keep or Path(
            leave.enter_context(tempfile.TemporaryDirectory(prefix="tequio-bench-"))
        )
        home.mkdir(exist_ok=True)
        files = [home / f"edition-{number}.csv" for number in (1, 2)]
        for number, file in enumerate(files, 1):
            _organisations.write(file, arguments.organisations, edition=number)
        report: dict[str, Any] = {
            engine: measured(place(engine, home, leave), files, arguments) for engine in engines
        }
    report["conditions"] = {"organisations": arguments.organisations, **conditions()}
    print(table(report, engines))
    put_out(report, arguments.json)
    return 0


def place(engine: str, home: Path, leave: ExitStack) -> Copy:
    """A fresh database."""
    data = home / engine
    data.mkdir()
    if engine == "sqlite":
        return Copy(data, "")
    server = ledger.start_postgres(home, leave)
    return Copy(data, ledger.new_database(server, "registry", leave))


def measured(copy: Copy, files: list[Path], arguments: argparse.Namespace) -> dict[str, Any]:
    """Each step in a process of its own on the same database."""
    began = step(copy, "prepare")
    keeper, person = str(began["keeper"]), str(began["person"])
    first = step(copy, "take_in", keeper, person, str(files[0]), DAYS[0])
    told = {
        "conditions": {k: v for k, v in began.items() if k not in ("keeper", "person", "bytes")},
        "import": first,
        "bytes_each": round((first["bytes"] - began["bytes"]) / arguments.organisations),
        "rows": step(copy, module="benchmarks._rows"),
    }
    told["ratio"] = {
        kind: round(first[kind] / told["rows"][kind], 3) for kind in ("rate", "processor_rate")
    }
    told["search"] = step(copy, "search", keeper, str(arguments.questions))
    told["tiles"] = step(copy, "tiles", keeper, str(DEEPEST_ZOOM))
    told["pages"] = asked_over(copy, arguments)
    told["second_edition"] = step(copy, "take_in", keeper, person, str(files[1]), DAYS[1])
    if arguments.check:
        told["check"] = step(copy, "check", keeper)
    return told


def step(copy: Copy, *words: str, module: str = "benchmarks._registry") -> dict[str, Any]:
    """What one step tells."""
    begin = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", module, *words],
        env=copy.environment,
        cwd=ROOT,
        text=True,
        stdout=subprocess.PIPE,
        check=True,
    )
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    named = words[0] if words else module.rpartition("_")[2]
    print(f"{named}: {time.perf_counter() - begin:.0f} s", file=sys.stderr, flush=True)
    return told


# Pages of a running node ------------------------------------------------------------------------


def asked_over(copy: Copy, arguments: argparse.Namespace) -> dict[str, Any]:
    """Milliseconds of pages as eight strangers get them at once, and the node's memory."""
    with running(copy, "serve") as node:
        before = memory(node.process.pid)
        told: dict[str, Any] = {}
        for kind in PAGES:
            passed = fetched(node.url, kind, arguments.fetched)
            told[kind] = (
                quantiles([(one,) for one in passed]) if passed else "there is no such page"
            )
        told["memory"] = {"started": before, "after": memory(node.process.pid)}
    return told


def fetched(url: str, kind: str, times: int) -> list[float]:
    """Milliseconds of every answer that eight clients get; nothing where there is no page."""
    passed: list[float] = []
    missing: list[str] = []

    def ask(client: int) -> None:
        chance = random.Random(f"{kind} {client}")
        for _time in range(times + 1):
            address = f"{url}/o/{SLUG}/register/{address_of(kind, chance)}"
            begin = time.perf_counter()
            try:
                with urllib.request.urlopen(address) as answer:
                    answer.read()
            except urllib.error.HTTPError as problem:
                missing.append(f"{problem.code} {address}")
                return
            if _time:
                passed.append((time.perf_counter() - begin) * 1000)

    threads = [threading.Thread(target=ask, args=(client,)) for client in range(CLIENTS)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    if missing:
        print(*missing[:2], sep="\n", file=sys.stderr)
    return [] if missing else passed


def address_of(kind: str, chance: random.Random) -> str:
    """An address of this kind of page."""
    questions = QUESTIONS[chance.randrange(len(QUESTIONS))]
    deep = f"0-1-{chance.choice(_organisations.BEGIN.split())}"
    asked: dict[str, str] = {
        "a page deep in the list": {"after": deep},
        "a search": {"q": questions[1]},
        "with facets": {"country": chance.choice(("GB", "IN", "MX")), "status": "active"},
    }.get(kind, {})
    if kind == "the map":
        return "map"
    return "?" + urllib.parse.urlencode(asked) if asked else ""


QUESTIONS = _organisations.questions(200)


# Telling ----------------------------------------------------------------------------------------


def table(report: dict[str, Any], engines: tuple[str, ...]) -> str:
    """The figures for people."""
    lines = [f"{'':52}" + "".join(f"{engine:>16}" for engine in engines)]
    for title, *path in _lines():
        values = [_value(report[engine], path) for engine in engines]
        lines.append(f"{title:52}" + "".join(f"{value:>16}" for value in values))
    return "\n".join(lines)


def _lines() -> list[tuple[str, ...]]:
    lines: list[tuple[str, ...]] = [
        ("import, rows a second", "import", "rate"),
        ("  a second of processor", "import", "processor_rate"),
        ("  most memory, MB", "import", "memory", "most"),
        ("bare rows a second of processor", "rows", "processor_rate"),
        ("import beside bare rows (aim 0.2)", "ratio", "rate"),
        ("  by processor", "ratio", "processor_rate"),
        ("second edition, rows a second", "second_edition", "rate"),
        ("  a second of processor", "second_edition", "processor_rate"),
        ("  most memory, MB", "second_edition", "memory", "most"),
        ("bytes for each organisation", "bytes_each"),
        ("search, ms: half below", "search", "p50"),
        ("  nineteen of twenty below (aim 30)", "search", "p95"),
        ("  of processor", "search", "processor_p95"),
        ("  the index alone, of processor", "search", "bare", "processor_p95"),
    ]
    kinds = dict.fromkeys(kind for kind, *_rest in QUESTIONS)
    lines += [
        (f"  {kind}, p95 of processor", "search", "kinds", kind, "processor_p95") for kind in kinds
    ]
    for zoom in range(DEEPEST_ZOOM + 1):
        lines += [
            (f"tile of zoom {zoom}, p95 (aim 5)", "tiles", str(zoom), "p95"),
            ("  of processor", "tiles", str(zoom), "processor_p95"),
        ]
    lines += [(f"page: {kind}, p95 (aim 60)", "pages", kind, "p95") for kind in PAGES]
    return [*lines, ("node, MB in memory", "pages", "memory", "after")]


def _value(told: Any, path: list[str]) -> str:
    for name in path:
        told = told.get(name, "-") if isinstance(told, dict) else "-"
    return f"{told:,}" if isinstance(told, int | float) else str(told)
