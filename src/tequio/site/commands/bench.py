"""Measure: `./tequio bench ledger`, `./tequio bench count`; a table, and JSON beside it.

Each benchmark is a module in `benchmarks/` with `add_arguments` and `run`.
"""

from __future__ import annotations

import argparse
import sys
from importlib import import_module

from tequio.site import workshop


def names() -> list[str]:
    """The benchmarks of this checkout."""
    found = workshop.ROOT.glob("benchmarks/*.py")
    return sorted(path.stem for path in found if not path.stem.startswith("_"))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which one; the rest is its own."""
    parser.add_argument("name", choices=names() or None, help="what to measure")
    parser.add_argument("words", nargs=argparse.REMAINDER, help="words for the benchmark itself")


def run(arguments: argparse.Namespace) -> int:
    """Hand over to the benchmark."""
    if not workshop.is_here():
        print("./tequio bench works in a checkout.", file=sys.stderr)
        return 2
    sys.path.insert(0, str(workshop.ROOT))
    module = import_module(f"benchmarks.{arguments.name}")
    parser = argparse.ArgumentParser(
        prog=f"tequio bench {arguments.name}", description=module.__doc__
    )
    module.add_arguments(parser)
    return int(module.run(parser.parse_args(arguments.words)) or 0)
