"""Judging many organisations by a pack, beside a plain loop over json-logic on the same facts.

Ours is timed from a database of SQLite to the verdicts: reading stored snapshots batch by batch,
parsing them, settling, judging all criteria.  The plain loop gets its facts parsed and settled
beforehand and only evaluates, on a part of them, before and after ours.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks import _oracles

ROOT = Path(__file__).resolve().parent.parent
PACKS = ROOT / "src/tequio/screening/packs"
AIM_RATE, AIM_RATIO = 20_000, 10


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How many organisations, which pack, and where to write the figures."""
    parser.add_argument("--organisations", type=int, default=1_000_000, help="(%(default)s)")
    parser.add_argument("--pack", default="un-ilo", help="a pack of this house (%(default)s)")
    parser.add_argument("--peer", type=int, default=10_000, help="how many the plain loop judges")
    parser.add_argument("--keep", type=Path, help="make the database here and leave it")
    parser.add_argument("--json", type=Path, help="write the figures there, not to the end")


def run(arguments: argparse.Namespace) -> int:
    """0 with the table and JSON; 2 if json-logic is missing."""
    oracle = _oracles.python()
    if oracle is None:
        return 2
    pack = PACKS / f"{arguments.pack}.yaml"
    with tempfile.TemporaryDirectory(prefix="tequio-bench-") as made:
        home = arguments.keep or Path(made)
        home.mkdir(exist_ok=True)
        report = measured(home, pack, arguments, oracle)
    print(table(report))
    text = json.dumps(report, ensure_ascii=False, indent=1)
    if arguments.json:
        arguments.json.write_text(text + "\n", encoding="utf-8")
    else:
        print(text)
    return 0


def measured(home: Path, pack: Path, arguments: argparse.Namespace, oracle: Path) -> dict[str, Any]:
    """Fill, prepare the plain loop, let it run before and after ours."""
    file, facts = home / "snapshots.sqlite3", home / "facts.json"
    stored = home / "stored.json"
    if not stored.exists():
        stored.write_text(json.dumps(step("fill", file, str(arguments.organisations))))
    facts.write_text(json.dumps(step("settled", file, str(pack), str(arguments.peer))))
    with subprocess.Popen(
        [oracle, Path(__file__).with_name("_jsonlogic.py")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as peer:
        assert peer.stdin
        print(facts, file=peer.stdin, flush=True)
        before = answer(peer)
        ours = step("judge", file, str(pack))
        after = answer(peer)
        peer.stdin.close()
    theirs = {
        name: round((before[name] + after[name]) / 2, 1) for name in ("rate", "processor_rate")
    }
    return {
        "pack": arguments.pack,
        "stored": json.loads(stored.read_text()),
        "ours": ours,
        "json_logic": {**after, **theirs, "rates": [before["rate"], after["rate"]]},
        "ratio": round(ours["rate"] / theirs["rate"], 1),
        "processor_ratio": round(ours["processor_rate"] / theirs["processor_rate"], 1),
        "conditions": {
            "python": platform.python_version(),
            "machine": f"{platform.machine()}, {os.cpu_count()} cores",
            "load": [round(each, 2) for each in os.getloadavg()],
        },
    }


def step(name: str, file: Path, *words: str) -> dict[str, Any]:
    """What one step tells, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks._snapshots", name, str(file), *words],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT)))},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def answer(peer: subprocess.Popen[str]) -> dict[str, Any]:
    """One round of the plain loop."""
    assert peer.stdin
    assert peer.stdout
    print("again", file=peer.stdin, flush=True)
    told: dict[str, Any] = json.loads(peer.stdout.readline())
    return told


def table(report: dict[str, Any]) -> str:
    """The figures for people."""
    ours, theirs, stored = report["ours"], report["json_logic"], report["stored"]
    rows = (
        ("organisations judged", f"{ours['organisations']:,}", f"{theirs['organisations']:,}"),
        ("a second", f"{ours['rate']:,}", f"{theirs['rate']:,}"),
        ("a second of processor", f"{ours['processor_rate']:,}", f"{theirs['processor_rate']:,}"),
        ("only reading lines", f"{ours['reading_rate']:,}", ""),
        ("one by one with trace, the same", f"{ours['alone_rate']:,}", ""),
        ("memory at most, MB (at first)",
         f"{ours['memory_most_mb']} ({ours['memory_before_mb']})", ""),
    )  # fmt: skip
    lines = [
        f"{report['pack']}: {stored['items_each']} items, {stored['bytes_each']} bytes each",
        f"{'':34}{'ours':>16}{'json-logic':>16}",
        *(f"{name:34}{mine:>16}{other:>16}" for name, mine, other in rows),
        f"{report['ratio']} x json-logic, by processor {report['processor_ratio']} x; "
        f"aim {AIM_RATIO} x and {AIM_RATE:,} a second.",
        f"Verdicts: {ours['verdicts']}; each alone gives the same: {ours['same_verdicts']}.",
    ]
    return "\n".join(lines)
