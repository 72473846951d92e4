"""Assessing many practices in many places; and findings in a network beside networkx, rustworkx.

The first half assesses drawn practices in drawn places, each with its decisive questions, and one
by one with the trace that is stored; each of these must come out the same.  The second half is
`bench ecosystem`.
"""

from __future__ import annotations

import argparse
from statistics import median
from typing import Any

from benchmarks import ecosystem
from benchmarks._figures import conditions, put_out, step

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
    """0 with a table for each half, and JSON; 1 if one by one comes out otherwise; 2 if what it is
    compared with is missing."""
    report: dict[str, Any] = {}
    code = 0
    if arguments.half != "findings":
        report["assessing"] = assessed(arguments)
        print(table(report["assessing"]))
        code = 0 if report["assessing"]["same"] else 1
    if arguments.half != "assessing" and not code:
        report["findings"] = ecosystem.found(arguments)
        code = 0 if report["findings"]["versions"] else 2
    put_out(report, arguments.json)
    return code


def assessed(arguments: argparse.Namespace) -> dict[str, Any]:
    """The median of several runs, each in a process of its own."""
    words = [str(arguments.designs), str(arguments.places)]
    runs = [step("_assessing", *words) for _time in range(arguments.times)]
    return {
        **runs[0],
        **{name: round(median(one[name] for one in runs)) for name in RATES},
        "lowest_rate": min(one["rate"] for one in runs),
        "same": all(one["same"] for one in runs),
        "times": len(runs),
        "conditions": conditions(),
    }


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
