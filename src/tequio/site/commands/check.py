"""Before a commit: form, floors, types, missing migrations and the fast tests.

`--fix` lets ruff put the form right first.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from importlib.util import find_spec

from tequio.site import workshop

STEPS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("form", "ruff", ("check", ".")),
    ("layout", "ruff", ("format", "--check", ".")),
    ("floors", "tests.architecture.lint", ()),
    ("types", "mypy", ()),
    (
        "migrations",
        "django",
        ("makemigrations", "--check", "--dry-run", "--settings=tequio.site.settings"),
    ),
    (
        "fast tests",
        "pytest",
        ("-q", "-n", "2", "-m", "not database and not browser and not slow"),
    ),
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which steps."""
    parser.add_argument("--fix", action="store_true", help="let ruff mend what it can")
    parser.add_argument("--only", choices=[name for name, *_ in STEPS], help="one step alone")


def run(arguments: argparse.Namespace) -> int:
    """Run every step, also after one failed, and say in the end which failed."""
    if not workshop.is_here() or not find_spec("ruff"):
        print("./tequio check works in a checkout with the tools installed.", file=sys.stderr)
        return 2
    if arguments.fix:
        workshop.call("ruff", "check", "--fix", "-q", ".")
        workshop.call("ruff", "format", "-q", ".")
    failed = [
        name
        for name, module, words in STEPS
        if arguments.only in {None, name} and not _passes(name, module, words)
    ]
    print(f"check: {', '.join(failed)} failed" if failed else "check: all hold")
    return 1 if failed else 0


def _passes(name: str, module: str, words: tuple[str, ...]) -> bool:
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as nobodys:
        done = workshop.call(module, *words, quiet=True, TEQUIO_DATA=nobodys, DATABASE_URL="")
    passed = done.returncode == 0
    print(
        f"{name:<11} {'holds' if passed else 'FAILS'}  {time.monotonic() - began:5.1f} s",
        flush=True,
    )
    if not passed:
        print(done.stdout)
    return passed
