"""Posting beside django-hordak on the same server, and beside a raw indexed INSERT … SELECT.

`post` is `ledger.service.post` in a transaction of its own: the locked head, every objection, the
proof, every key, guard and counter.  `save` and `pay` are whole acts through the door: decision,
mandate, journal, chronicle.  All sides stand ready in processes of their own and take turns; a
ratio is taken in each turn, and the median told.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg

from benchmarks import _oracles
from benchmarks._figures import conditions, put_out
from tests.lanes import postgres
from tests.lanes.copies import ROOT, Copy

ENGINES = ("sqlite", "postgresql")
BULK = 100_000


@dataclass(frozen=True)
class Figure:
    """One thing that is measured: whose work, how many transfers in a commit, and whether the
    server waits for the disk before it calls that commit done."""

    side: str
    work: str
    count: int = 1
    waits: bool = True

    def __str__(self) -> str:
        return f"{self.side}{'' if self.waits else ', unsynced'}: {self.work} {self.count:,}"


@dataclass(frozen=True)
class Ratio:
    """Ours by theirs, and what it should reach if something was promised."""

    ours: Figure
    theirs: Figure
    aim: float | None = None


SQLITE, POSTGRES, HORDAK = "ours, SQLite", "ours, PostgreSQL", "hordak, PostgreSQL"
"""Raw rows are written by our own process, over our own connection, into our own database."""


def ratios_on(engine: str) -> list[Ratio]:
    """What is compared, and by that also what is measured and in which order."""
    ours = SQLITE if engine == "sqlite" else POSTGRES
    raw = [
        Ratio(Figure(ours, "post", n), Figure(ours, "raw", n), 0.15 if aimed else None)
        for n, aimed in ((1, False), (100, False), (1000, ours == POSTGRES))
    ]
    bulk = Ratio(Figure(ours, "post", 1000), Figure(ours, "raw", BULK))
    if engine == "sqlite":
        acts = [Ratio(Figure(ours, act), Figure(ours, "raw", 1)) for act in ("save", "pay")]
        return [*acts, *raw, bulk]
    single = [
        Ratio(Figure(ours, work, 1, waits), Figure(HORDAK, "one", 1, waits), aim)
        for waits in (True, False)
        for work, aim in (("post", 5), ("save", None), ("pay", None))
    ]
    most = [Ratio(Figure(ours, "raw", 1, w), Figure(HORDAK, "one", 1, w)) for w in (True, False)]
    idle = Ratio(Figure(ours, "post", 1, False), Figure(ours, "raw", 1, False))
    many = [Ratio(Figure(ours, "post", n), Figure(HORDAK, "bulk", n)) for n in (100, 1000)]
    return [*single, *most, idle, *many, *raw, bulk]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How long, how often, on what, and where to write the figures."""
    parser.add_argument("--seconds", type=float, default=1.0, help="for each figure in each round")
    parser.add_argument("--rounds", type=int, default=5, help="every second one runs backwards")
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=list(ENGINES))
    parser.add_argument("--quick", action="store_true", help="one short round: does it work?")
    parser.add_argument("--json", type=Path, help="write the figures there, not to the end")


def run(arguments: argparse.Namespace) -> int:
    """0 with the table and JSON; 2 if something to compare with is missing."""
    if arguments.quick:
        arguments.seconds, arguments.rounds = 0.05, 1
    with ExitStack() as leave:
        sides = start(arguments.engines, leave)
        if sides is None:
            return 2
        ratios = [ratio for engine in arguments.engines for ratio in ratios_on(engine)]
        rounds = measure(sides, ratios, arguments)
        given = {"seconds": arguments.seconds, "rounds": arguments.rounds}
        report = told(sides, ratios, rounds) | {"conditions": conditions() | given}
    print(table(report))
    put_out(report, arguments.json)
    return 0


class Side:
    """A process that stands ready and measures when asked (`_clock`)."""

    def __init__(self, words: Sequence[str | Path], environment: dict[str, str]) -> None:
        self.process = subprocess.Popen(
            words,
            env=environment,
            cwd=ROOT,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self.conditions = self._heard()

    def ask(self, figure: Figure, seconds: float) -> dict[str, float]:
        """Measure one figure now."""
        asked = {"work": figure.work, "count": figure.count, "waits": figure.waits}
        print(json.dumps(asked | {"seconds": seconds}), file=self.process.stdin, flush=True)
        return self._heard()

    def stop(self) -> None:
        """Let the process come to its end."""
        self.process.communicate()

    def _heard(self) -> dict[str, Any]:
        line = self.process.stdout.readline() if self.process.stdout else ""
        if not line:
            raise RuntimeError(f"{self.process.args} ended with {self.process.wait()}")
        heard: dict[str, Any] = json.loads(line)
        return heard


def start(engines: Sequence[str], leave: ExitStack) -> dict[str, Side] | None:
    """Every side on a fresh database; None if hordak is wanted and cannot be had."""
    home = Path(leave.enter_context(tempfile.TemporaryDirectory(prefix="tequio-bench-")))
    sides = {}
    if "sqlite" in engines:
        sides[SQLITE] = ours(home / "sqlite", "")
        leave.callback(sides[SQLITE].stop)
    if "postgresql" in engines:
        oracle = _oracles.python()
        if oracle is None:
            return None
        server = start_postgres(home, leave)
        sides[POSTGRES] = ours(home / "postgresql", new_database(server, "ours", leave))
        leave.callback(sides[POSTGRES].stop)
        script = Path(__file__).with_name("_hordak.py")
        words = [oracle, script, new_database(server, "hordak", leave)]
        sides[HORDAK] = Side(words, dict(os.environ))
        leave.callback(sides[HORDAK].stop)
    return sides


def ours(data: Path, database: str) -> Side:
    """Tequio as a node runs it, on PostgreSQL or (no address) SQLite."""
    data.mkdir()
    return Side([sys.executable, "-m", "benchmarks._posting"], Copy(data, database).environment)


def start_postgres(home: Path, leave: ExitStack) -> str:
    """The server of DATABASE_URL, or one of our own that keeps what it was told, as a node's."""
    own = not os.environ.get("DATABASE_URL", "").startswith("postgres")
    server = postgres.start(home, leave)
    if own:  # the tests' server does not wait for the disk
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute("ALTER SYSTEM RESET ALL")
            connection.execute("SELECT pg_reload_conf()")
    return server


def new_database(server: str, name: str, leave: ExitStack) -> str:
    """A fresh database on the server, dropped in the end; its address."""
    name = f"tequio_bench_{name}_{os.getpid()}"

    def say(sentence: str) -> None:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(sentence.encode())

    say(f"CREATE DATABASE {name}")
    leave.callback(say, f"DROP DATABASE {name} WITH (FORCE)")
    return urlunsplit(urlsplit(server)._replace(path=f"/{name}"))


def measure(
    sides: dict[str, Side], ratios: list[Ratio], given: argparse.Namespace
) -> list[dict[Figure, dict[str, float]]]:
    """Each figure once in each round: forwards, backwards, forwards …"""
    figures = list(dict.fromkeys(f for ratio in ratios for f in (ratio.ours, ratio.theirs)))
    return [
        {figure: sides[figure.side].ask(figure, given.seconds) for figure in order}
        for order in (figures[:: 1 if number % 2 == 0 else -1] for number in range(given.rounds))
    ]


def told(
    sides: dict[str, Side], ratios: list[Ratio], rounds: list[dict[Figure, dict[str, float]]]
) -> dict[str, Any]:
    """Medians over the rounds; a ratio is the median of the ratios of single rounds."""
    figures = [
        {
            "side": figure.side,
            "work": figure.work,
            "per_commit": figure.count,
            "waits_for_the_disk": figure.waits,
            "queries": rounds[-1][figure]["queries"],
            "per_second": spread([one[figure]["rate"] for one in rounds], 1),
            "per_processor_second": spread([one[figure]["processor_rate"] for one in rounds], 1),
        }
        for figure in rounds[0]
    ]
    compared = [
        {
            "ours": str(ratio.ours),
            "beside": str(ratio.theirs),
            "aim": ratio.aim,
            "ratio": spread([_by(one, ratio, "rate") for one in rounds], 3),
            "processor_ratio": spread([_by(one, ratio, "processor_rate") for one in rounds], 3),
        }
        for ratio in ratios
    ]
    engines = {name: side.conditions for name, side in sides.items()}
    return {"figures": figures, "ratios": compared, "sides": engines}


def _by(one: dict[Figure, dict[str, float]], ratio: Ratio, kind: str) -> float:
    return one[ratio.ours][kind] / one[ratio.theirs][kind]


def spread(values: list[float], digits: int) -> dict[str, float | None]:
    """Median, lowest and highest; nothing where the server's processor time cannot be read."""
    if not all(map(math.isfinite, values)):
        return dict.fromkeys(("median", "lowest", "highest"))
    ends = (statistics.median(values), min(values), max(values))
    return dict(zip(("median", "lowest", "highest"), (round(e, digits) for e in ends), strict=True))


def table(report: dict[str, Any]) -> str:
    """The figures for people."""
    lines = [
        f"{'transfers':40}{'per second':>12}{'lowest to highest':>20}{'per CPU s':>11}  queries"
    ]
    for row in report["figures"]:
        name = Figure(row["side"], row["work"], row["per_commit"], row["waits_for_the_disk"])
        rate, used = row["per_second"], row["per_processor_second"]["median"] or math.nan
        between = f"{rate['lowest']:,.0f} to {rate['highest']:,.0f}"
        lines.append(f"{name!s:40}{rate['median']:>12,.0f}{between:>20}{used:>11,.0f}")
        lines[-1] += f"{row['queries']:>9}"
    lines += ["", "ratio  lowest to highest  by CPU"]
    for row in report["ratios"]:
        ratio, used = row["ratio"], row["processor_ratio"]["median"] or math.nan
        between = f"({ratio['lowest']:.2f} to {ratio['highest']:.2f})"
        aim = f", aim {row['aim']}" if row["aim"] else ""
        lines.append(f"{ratio['median']:5.2f}{between:>20}{used:>8.2f}   ")
        lines[-1] += f"{row['ours']} / {row['beside']}{aim}"
    lines.append("")
    for name, told_of in report["sides"].items():
        lines.append(f"{name}: " + ", ".join(f"{key} {value}" for key, value in told_of.items()))
    return "\n".join(lines)
