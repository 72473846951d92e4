"""Assessing many practices in many places; and findings in a network beside networkx, rustworkx.

The first half assesses drawn practices in drawn places, each with its decisive questions, and one
by one with the trace that is stored; each of these must come out the same.  The second half is
`bench ecosystem`.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks import ecosystem

ROOT = Path(__file__).resolve().parent.parent
AIM_RATE = 20_000
RATES = ("rate", "wall_rate", "told_rate", "alone_rate")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How many, how often, and which half."""
    parser.add_argument("--designs", type=int, default=1_000, help="practices (%(default)s)")
    parser.add_argument("--places", type=int, default=1_000, help="(%(default)s)")
    parser.add_argument("--times", type=int, default=5, help="assess all so often (%(default)s)")
    parser.add_argument("--half", choices=("assessing", "findings"), help="measure only this")
    ecosystem.add_arguments(parser)


def run(arguments: argparse.Namespace) -> int:
    """0 with a table and JSON for each half; 1 if one by one comes out otherwise."""
    if arguments.half == "findings":
        return ecosystem.run(arguments)
    report = assessed(arguments)
    print(table(report))
    print(json.dumps(report, ensure_ascii=False, indent=1))
    if not report["same"]:
        return 1
    return 0 if arguments.half else ecosystem.run(arguments)


def assessed(arguments: argparse.Namespace) -> dict[str, Any]:
    """The median of several runs, each in a process of its own."""
    runs = [_once(arguments) for _time in range(arguments.times)]
    return {
        **runs[0],
        **{name: round(median(one[name] for one in runs)) for name in RATES},
        "lowest_rate": min(one["rate"] for one in runs),
        "same": all(one["same"] for one in runs),
        "times": len(runs),
        "conditions": {
            "python": platform.python_version(),
            "machine": f"{platform.machine()}, {os.cpu_count()} cores",
            "load": [round(each, 2) for each in os.getloadavg()],
        },
    }


def _once(arguments: argparse.Namespace) -> dict[str, Any]:
    words = [str(arguments.designs), str(arguments.places)]
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks._assessing", *words],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT)))},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def table(report: dict[str, Any]) -> str:
    """The figures for people."""
    rows = (
        ("verdicts and decisive questions, all", report["rate"]),
        ("  lowest of the runs", report["lowest_rate"]),
        ("  by the clock", report["wall_rate"]),
        ("  written down for each pair", report["told_rate"]),
        ("one by one, with trace", report["alone_rate"]),
    )
    return "\n".join(
        (
            f"{report['designs']:,} practices of {report['components_each']} components and "
            f"{report['conditions_each']} conditions each, in {report['places']:,} places",
            f"{'assessments a second of processor':40}",
            *(f"{name:40}{rate:>14,}" for name, rate in rows),
            f"Aim: {AIM_RATE:,} a second.",
            f"Verdicts: {report['verdicts']}; decisive questions: {report['questions']:,}. "
            f"Each alone gives the same: {report['same']}.",
        )
    )
