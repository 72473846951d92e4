"""Run the tests: SQLite, then PostgreSQL and a real browser where they are at hand.

`--all` fails where a lane or the reference data (../shared) is missing; without it the last lines
say what was left out. Words after `--` go to pytest: ./tequio test -- -k ledger
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from tequio.site import workshop

WORKERS = ("-n", "2")
NO_TESTS_COLLECTED = 5


@dataclass(frozen=True)
class Lane:
    """One run of pytest: its name, its words, and why it cannot be run here, if it cannot."""

    name: str
    words: tuple[str, ...]
    missing: str = ""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which lanes."""
    parser.add_argument("--all", action="store_true", help="every lane is required")
    parser.add_argument("--lane", choices=("sqlite", "pg", "browser"), help="one lane alone")
    parser.add_argument("words", nargs="*", help="for pytest, after --")


def run(arguments: argparse.Namespace) -> int:
    """Run the lanes one after another; the last line adds them up as pytest does."""
    if not workshop.is_here() or not find_spec("pytest"):
        print("./tequio test works in a checkout with the tools installed.", file=sys.stderr)
        return 2
    chosen = [lane for lane in lanes() if arguments.lane in {None, lane.name}]
    missing = [f"{lane.name}: {lane.missing}" for lane in chosen if lane.missing]
    if not shared().is_dir():
        missing.append(f"reference data: not at {shared()}")
    if arguments.all and missing:
        print("Every lane is required, but:", *missing, sep="\n  ")
        print("=== 1 error: lanes are missing ===")
        return 1
    began = time.monotonic()
    totals: Counter[str] = Counter()
    failed = []
    for lane in chosen:
        if not lane.missing:
            code, counts = _run_lane(lane, tuple(arguments.words))
            totals += counts
            failed += [lane.name] if code else []
    _tell(totals, failed, missing, seconds=time.monotonic() - began)
    return 1 if failed else 0


def lanes() -> tuple[Lane, ...]:
    """The three lanes, each with what this machine lacks for it."""
    from tests.lanes import nodes, postgres

    return (
        Lane("sqlite", (*WORKERS, "-m", "not browser", "--refusals")),
        Lane(
            "pg",
            (*WORKERS, "--db=pg", "-m", "database and not browser"),
            "" if postgres.is_possible() else "no PostgreSQL (DATABASE_URL, initdb)",
        ),
        Lane(
            "browser",
            (*WORKERS, "-m", "browser", "tests"),
            "" if nodes.chromium() else "no Chromium (package chromium, or TEQUIO_CHROMIUM)",
        ),
    )


def shared() -> Path:
    """Where the reference data would be."""
    return Path(os.environ.get("TEQUIO_SHARED", workshop.ROOT.parent / "shared")) / "data"


def _run_lane(lane: Lane, words: tuple[str, ...]) -> tuple[int, Counter[str]]:
    print(f"\n--- lane {lane.name} ---", flush=True)
    aside = Path(tempfile.mkdtemp(prefix="tequio-summary-"))
    try:
        summary = aside / "counts.json"
        done = workshop.call("pytest", "-q", *lane.words, *words, TEQUIO_TEST_SUMMARY=str(summary))
        counts = Counter(json.loads(summary.read_text())) if summary.exists() else Counter()
    finally:
        shutil.rmtree(aside)
    nothing_there = done.returncode == NO_TESTS_COLLECTED
    return (0 if nothing_there else done.returncode), counts


def _tell(totals: Counter[str], failed: list[str], missing: list[str], *, seconds: float) -> None:
    print()
    for reason in missing:
        print(f"left out: {reason}")
    if failed:
        print(f"failed lanes: {', '.join(failed)}")
    said = [f"{n} {name}{'s' * (name == 'error' and n > 1)}" for name, n in totals.items() if n]
    counts = ", ".join(said) or "no tests ran"
    print(f"=== {counts} in {seconds:.2f}s ===")
