"""Counting beside pabutools: reading a Pabulib file and equal shares with Add1, on the same file.

Both are timed inside their own process, reading and counting together, without the start of Python
and without imports; beside it stands the whole command from start to end. Ours is repeated before
and after and the median taken, because pabutools takes long enough for the machine to change.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from benchmarks import _oracles
from benchmarks._figures import conditions, put_out
from tequio.governance.rules.counting import methods, pabulib

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("TEQUIO_SHARED", ROOT.parent / "shared")) / "data/elections/pabulib"
FILES = ("Poland_Swiecie_2023", "Poland_Wieliczka_2023_Green_Budget", "Netherlands_Assen_2024")
WAYS = ("grouped", "own-stop", "single")
METHOD = "budget.equal-shares.cost.add1@1"
AIM = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Files, ways of asking pabutools, and where to write the figures."""
    parser.add_argument("files", nargs="*", type=Path, help="files; otherwise the three real ones")
    parser.add_argument("--ways", nargs="+", choices=WAYS, default=["grouped", "own-stop"])
    parser.add_argument("--repeat", type=int, default=5, help="how often ours runs, twice")
    parser.add_argument("--json", type=Path, help="write the figures there, not to the end")


def run(arguments: argparse.Namespace) -> int:
    """0 with the table and JSON; 2 if files or pabutools are missing."""
    files = arguments.files or [DATA / f"{name}.pb" for name in FILES]
    missing = [str(path) for path in files if not path.is_file()]
    if missing:
        print(f"Not there: {', '.join(missing)}.", file=sys.stderr)
        return 2
    oracle = _oracles.python()
    if oracle is None:
        return 2
    rows = [
        row for path in files for row in measure(path, arguments.ways, arguments.repeat, oracle)
    ]
    print(table(rows))
    report = {"method": METHOD, "conditions": conditions(), "rows": rows}
    put_out(report, arguments.json)
    return 0


def measure(path: Path, ways: list[str], repeat: int, oracle: Path) -> list[dict[str, Any]]:
    """One row for each way of asking pabutools."""
    rows = []
    for way in ways:
        before = [ours(path) for _time in range(repeat)]
        theirs, their_command = asked(oracle, str(_script()), str(path), way)
        after = [ours(path) for _time in range(repeat)]
        _report, our_command = asked(
            Path(sys.executable), "-m", "tequio.site", "count", str(path), "--method", METHOD
        )
        mine = statistics.median(before + after)
        their_time = theirs["read"] + theirs["count"]
        rows.append(
            {
                "file": path.stem,
                "way": way,
                "same_outcome": sorted(_report["selected"]) == theirs["selected"],
                "ours_seconds": round(mine, 4),
                "pabutools_seconds": round(their_time, 3),
                "ratio": round(their_time / mine, 1),
                "our_command_seconds": round(our_command, 3),
                "pabutools_command_seconds": round(their_command, 3),
                "command_ratio": round(their_command / our_command, 1),
            }
        )
    return rows


def ours(path: Path) -> float:
    """Seconds for reading the file, parsing it and counting it."""
    begin = time.perf_counter()
    file = pabulib.read(path.read_bytes())
    methods.count(file.vote, METHOD)
    return time.perf_counter() - begin


def asked(python: Path, *words: str) -> tuple[dict[str, Any], float]:
    """What a program printed, and its seconds from start to end."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")} if "-m" in words else None
    begin = time.perf_counter()
    ended = subprocess.run([python, *words], capture_output=True, check=True, env=environment)
    seconds = time.perf_counter() - begin
    answer: dict[str, Any] = json.loads(ended.stdout)
    return answer, seconds


def table(rows: list[dict[str, Any]]) -> str:
    """The rows for people."""
    lines = [
        f"{'file':36}{'pabutools':>11}{'ours':>10}{'theirs':>10}{'ratio':>8}{'as commands':>13}",
        *(
            f"{row['file'][:35]:36}{row['way']:>11}{row['ours_seconds']:>9.3f}s"
            f"{row['pabutools_seconds']:>9.2f}s{row['ratio']:>7.1f}x{row['command_ratio']:>12.1f}x"
            f"{'' if row['same_outcome'] else '   other outcome: other rule'}"
            for row in rows
        ),
        f"Aim: {AIM} x, the same rule on both sides (grouped).",
    ]
    return "\n".join(lines)


def _script() -> Path:
    return Path(__file__).with_name("_pabutools.py")
