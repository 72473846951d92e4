"""Findings in a network of actors, beside networkx and rustworkx on the same rows in the same run.

Both sides stand ready in processes of their own and take turns; times are of the processor, the
ratio is taken in each turn and the median told.  Components, brokers and loads must be the same.
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
from benchmarks._figures import answer, asked, conditions, put_out, question
from benchmarks._network import network

AIM_SECONDS, AIM_RATIO, TURNS = 1.0, 5, 7
PAIRS = {
    "build": ("build", "build", "rustworkx build"),
    "components": ("components", "components", "rustworkx components"),
    "articulation points (ours with loads)": (
        "brokers",
        "articulation",
        "rustworkx articulation",
    ),
    "loads of brokers, by blocks": ("brokers", "brokers by blocks", None),
    "loads of brokers, by removal": ("brokers", "brokers by removal", None),
    "all findings but the coalition, by blocks": ("findings but 5", "findings by blocks", None),
    "all findings but the coalition, by removal": ("findings but 5", "findings", None),
    "all findings, by blocks": ("findings", "findings by blocks", None),
    "all findings, by removal": ("findings", "findings", None),
}
"""Of each line: ours, that of networkx, that of rustworkx."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How large a network, and where to write the figures."""
    parser.add_argument("--actors", type=int, default=2_000, help="(%(default)s)")
    parser.add_argument("--ties", type=int, default=8_000, help="(%(default)s)")
    parser.add_argument("--turns", type=int, default=TURNS, help="(%(default)s)")
    parser.add_argument("--json", type=Path, help="write the figures there, not to the end")


def run(arguments: argparse.Namespace) -> int:
    """0 with the table and JSON; 2 if networkx and rustworkx are missing (ours is told alone)."""
    report = found(arguments)
    put_out(report, arguments.json)
    return 0 if report["versions"] else 2


def found(arguments: argparse.Namespace) -> dict[str, Any]:
    """The figures, told as a table."""
    with tempfile.TemporaryDirectory(prefix="tequio-bench-") as made:
        rows = Path(made) / "network.json"
        rows.write_text(json.dumps(network(actors=arguments.actors, ties=arguments.ties)))
        report = measured(rows, _oracles.python(), arguments.turns)
    print(table(report))
    return report


def measured(rows: Path, oracle: Path | None, turns: int) -> dict[str, Any]:
    """Each work in turns: ours, networkx, rustworkx."""
    mine = [sys.executable, "-m", "benchmarks._findings"]
    theirs = [oracle or sys.executable, Path(__file__).with_name("_networkx.py")]
    with asked(mine) as ours:
        question(ours, rows)
        if oracle is None:
            lines = {name: turned(ours, None, works, turns) for name, works in PAIRS.items()}
            return {"versions": None, "lines": lines, "conditions": conditions()}
        with asked(theirs) as peer:
            versions = answer(peer, rows)
            lines = {name: turned(ours, peer, works, turns) for name, works in PAIRS.items()}
    return {"versions": versions, "lines": lines, "conditions": conditions()}


def turned(ours: Any, peer: Any, works: tuple[str, str, str | None], turns: int) -> dict[str, Any]:
    """Seconds of processor of each side, and how many times as quick ours was in each turn."""
    sides = {"ours": (ours, works[0])}
    if peer is not None:
        sides["networkx"] = (peer, works[1])
        if works[2]:
            sides["rustworkx"] = (peer, works[2])
    told: dict[str, list[dict[str, Any]]] = {name: [] for name in sides}
    for _turn in range(turns):
        for name, (program, work) in sides.items():
            told[name].append(answer(program, work))
    same_answers(works, {name: found[0]["told"] for name, found in told.items()})
    found: dict[str, Any] = {}
    for name, times in told.items():
        found[name] = round(median(one["processor"] for one in times), 5)
        found[f"{name} by the clock"] = round(median(one["clock"] for one in times), 5)
        if name != "ours":
            pairs = zip(told["ours"], times, strict=True)
            ratios = sorted(their["processor"] / our["processor"] for our, their in pairs)
            found[f"{name} / ours"] = [round(each, 2) for each in ratios]
    return found


def same_answers(works: tuple[str, str, str | None], told: dict[str, Any]) -> None:
    """Raises ValueError where the sides do not see the same."""
    if works[0] == "components":
        seen = {tuple(sorted(one)) for one in told.values()}
    elif works[0] == "brokers":
        is_loads = works[2] is None
        seen = {
            tuple(tuple(one) if is_loads else first(one) for one in found)
            for found in told.values()
        }
    else:
        return
    if len(seen) > 1:
        raise ValueError(f"the sides do not agree: {works}")


def first(told: Any) -> Any:
    """The broker, with or without its load."""
    return told[0] if isinstance(told, list) else told


def table(report: dict[str, Any]) -> str:
    """Milliseconds of processor, and ratios: median (lowest to highest)."""
    lines = []
    if report["versions"] is None:
        lines.append("networkx and rustworkx are not installed: ours alone, nothing is compared.")
    lines.append(f"{'ms of processor':44}{'ours':>9}{'networkx':>10}{'rustworkx':>11}  ratio")
    for name, found in report["lines"].items():
        each = [f"{found[side] * 1000:.1f}" if side in found else "–" for side in SIDES]
        ratio = found.get("networkx / ours")
        said = f"{median(ratio):.1f} ({ratio[0]:.1f} to {ratio[-1]:.1f})" if ratio else "–"
        lines.append(f"{name:44}{each[0]:>9}{each[1]:>10}{each[2]:>11}  {said}")
    whole = report["lines"]["all findings, by removal"]["ours by the clock"]
    lines.append(f"All findings: {whole:.2f} s by the clock, aim {AIM_SECONDS} s.")
    lines.append("Ours has the smallest coalition in it; networkx has none and leaves it out.")
    return "\n".join(lines)


SIDES = ("ours", "networkx", "rustworkx")
