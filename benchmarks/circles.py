"""Savings groups through the public acts: so many groups of 20 meet 36 times and share out.

A meeting: all save, all come late and pay the fine, ten repay with interest, one asks for a loan
and gets it by raised hands.  Beside it, in the same run, bare rows of the same shape (`raw`).
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from benchmarks import ledger
from benchmarks._figures import conditions, put_out
from tests.lanes.copies import ROOT, Copy

ENGINES = ("sqlite", "postgresql")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How many groups and meetings, on what, and where to write the figures."""
    parser.add_argument("--groups", type=int, default=100, help="of 20 members (%(default)s)")
    parser.add_argument("--meetings", type=int, default=36, help="of each group (%(default)s)")
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=list(ENGINES))
    parser.add_argument("--quick", action="store_true", help="one group: does it work?")
    parser.add_argument("--json", type=Path, help="write the figures there, not to the end")


def run(arguments: argparse.Namespace) -> int:
    """0 with the table and JSON."""
    if arguments.quick:
        arguments.groups, arguments.meetings = 1, 5
    with ExitStack() as leave:
        home = Path(leave.enter_context(tempfile.TemporaryDirectory(prefix="tequio-bench-")))
        report: dict[str, Any] = {
            engine: measured(place(engine, home, leave), arguments) for engine in arguments.engines
        }
    report["conditions"] = conditions()
    print(table(report, arguments.engines))
    put_out(report, arguments.json)
    return 0


def place(engine: str, home: Path, leave: ExitStack) -> Copy:
    """A fresh database."""
    data = home / engine
    data.mkdir()
    if engine == "sqlite":
        return Copy(data, "")
    server = ledger.start_postgres(home, leave)
    return Copy(data, ledger.new_database(server, "circles", leave))


def measured(copy: Copy, arguments: argparse.Namespace) -> dict[str, Any]:
    """What `_circles` tells of this database."""
    words = [sys.executable, "-m", "benchmarks._circles"]
    done = subprocess.run(
        [*words, str(arguments.groups), str(arguments.meetings), "3" if arguments.quick else "20"],
        env=copy.environment,
        cwd=ROOT,
        text=True,
        stdout=subprocess.PIPE,
        check=True,
    )
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


ROWS = (
    ("groups", "groups of 20"),
    ("meetings", "meetings"),
    ("transfers", "transfers in them"),
    ("transfers_per_second", "transfers each second"),
    ("transfers_per_processor_second", "transfers each second of processor (aim 4,000)"),
    ("meeting_milliseconds", "a meeting, median, ms"),
    ("share_out_milliseconds", "a share-out with its decision, ms"),
    ("bytes_per_transfer", "bytes for each transfer, all tables"),
)
BIG = (
    ("transfers", "a meeting of 30: transfers"),
    ("milliseconds", "  median, ms (aim 60 for 150)"),
    ("slowest_of_ten", "  nine of ten are faster than, ms"),
    ("processor_milliseconds", "  of processor, ms"),
)


def table(report: dict[str, Any], engines: list[str]) -> str:
    """The figures for people."""
    lines = [f"{'':52}" + "".join(f"{engine:>14}" for engine in engines)]

    def line(title: str, values: list[float]) -> None:
        lines.append(f"{title:52}" + "".join(f"{value:>14,}" for value in values))

    for key, title in ROWS:
        line(title, [report[engine][key] for engine in engines])
    for key, title in BIG:
        line(title, [report[engine]["big_meeting"][key] for engine in engines])
    raw = [report[engine]["raw"] for engine in engines]
    line("bare rows each second, 100 a commit", [round(one["rate"]) for one in raw])
    line("  of processor", [round(one["processor_rate"]) for one in raw])
    ratios = [
        round(
            report[engine]["transfers_per_processor_second"]
            / report[engine]["raw"]["processor_rate"],
            3,
        )
        for engine in engines
    ]
    line("ours beside bare rows, by processor", ratios)
    return "\n".join(lines)
