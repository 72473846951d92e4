"""Judging many organisations by a pack, beside a plain loop over json-logic on the same facts.

Ours is timed from a database of SQLite to the verdicts: reading stored snapshots batch by batch,
settling, judging all criteria.  The plain loop judges some thousands of the same again and again
and tells two rates: with and without making facts of what is stored.  Both take turns; the ratio is
of processor time, is taken in each turn, and the median told.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks import _oracles
from benchmarks._figures import ROOT, answer, asked, conditions, put_out, question, step

PACKS = ROOT / "src/tequio/screening/packs"
AIM_RATE, AIM_RATIO, TURNS = 20_000, 10, 10
LOOPS = {"whole": "from what is stored", "loop": "the loop alone, facts made beforehand"}


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
    put_out(report, arguments.json)
    return 0


def measured(home: Path, pack: Path, arguments: argparse.Namespace, oracle: Path) -> dict[str, Any]:
    """Fill, prepare the plain loop, then both take turns."""
    file, rules = home / "snapshots.sqlite3", home / "rules.json"
    stored = home / "stored.json"
    if not stored.exists():
        stored.write_text(
            json.dumps(step("_snapshots", "fill", str(file), str(arguments.organisations)))
        )
    rules.write_text(json.dumps(step("_snapshots", "rules", str(pack))))
    mine = [sys.executable, "-m", "benchmarks._snapshots", "judge", str(file), str(pack)]
    with asked(mine) as ours, asked([oracle, Path(__file__).with_name("_jsonlogic.py")]) as peer:
        question(peer, f"{rules} {file} {arguments.peer}")
        turns = [
            (answer(ours, -(-arguments.organisations // TURNS)), answer(peer, "again"))
            for _turn in range(TURNS)
        ]
        turns = [(our, their) for our, their in turns if our["organisations"]]
        assert ours.stdin
        ours.stdin.close()
        assert ours.stdout
        whole: dict[str, Any] = json.loads(ours.stdout.readline())
    theirs = [their for _our, their in turns]
    return {
        "pack": arguments.pack,
        "stored": json.loads(stored.read_text()),
        "ours": whole,
        "json_logic": {
            **theirs[0],
            **{name: median([one[name] for one in theirs]) for name in LOOPS},
        },
        "ratio": {
            name: [round(our["processor_rate"] / their[name], 2) for our, their in turns]
            for name in LOOPS
        },
        "conditions": conditions(),
    }


def table(report: dict[str, Any]) -> str:
    """The figures for people."""
    ours, theirs, stored = report["ours"], report["json_logic"], report["stored"]
    rows = (
        ("a second", f"{ours['rate']:,}", ""),
        ("a second of processor", f"{ours['processor_rate']:,}", f"{theirs['whole']:,.0f}"),
        ("  facts made beforehand", "", f"{theirs['loop']:,.0f}"),
        ("only reading lines", f"{ours['reading_rate']:,}", ""),
        ("one by one with trace", f"{ours['alone_rate']:,}", ""),
        ("memory at most, MB (at first)",
         f"{ours['memory_most_mb']} ({ours['memory_before_mb']})", ""),
    )  # fmt: skip
    lines = [
        f"{report['pack']}: {ours['organisations']:,} organisations, {stored['items_each']} items "
        f"and {stored['bytes_each']} bytes each",
        f"{'':34}{'ours':>16}{'json-logic':>16}",
        *(f"{name:34}{mine:>16}{other:>16}" for name, mine, other in rows),
        *(
            f"Beside json-logic, {LOOPS[name]}: {span(each)}"
            for name, each in report["ratio"].items()
        ),
        f"Aim: {AIM_RATIO} x, and {AIM_RATE:,} a second.",
        f"Verdicts: {ours['verdicts']}; json-logic passes {theirs['passed']} of "
        f"{theirs['organisations']:,}. Each alone gives the same: {ours['same_verdicts']}.",
    ]
    return "\n".join(lines)


def span(each: list[float]) -> str:
    """The median of the turns, the lowest and the highest."""
    return f"{median(each):.1f} x ({min(each):.1f} to {max(each):.1f})"
