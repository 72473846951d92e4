"""What every benchmark tells of itself, and the programs that it asks for figures."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


def conditions() -> dict[str, Any]:
    """What a figure depends on: interpreter, machine, load of the last 1, 5 and 15 minutes."""
    return {
        "python": platform.python_version(),
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "load": [round(each, 2) for each in os.getloadavg()],
    }


def put_out(report: dict[str, Any], place: Path | None) -> None:
    """Write the figures into a file as JSON, or print them."""
    text = json.dumps(report, ensure_ascii=False, indent=1)
    if place:
        place.write_text(text + "\n", encoding="utf-8")
    else:
        print(text)


def step(module: str, *words: str) -> dict[str, Any]:
    """What a module of this folder prints as its only line, run in a process of its own.

    Raises CalledProcessError.
    """
    done = subprocess.run(
        [sys.executable, "-m", f"benchmarks.{module}", *words],
        cwd=ROOT,
        env=_environment(),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def asked(words: Sequence[object]) -> subprocess.Popen[str]:
    """A program that answers line by line."""
    return subprocess.Popen(
        [str(word) for word in words],
        cwd=ROOT,
        env=_environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def question(program: subprocess.Popen[str], line: object) -> None:
    """Send a line."""
    assert program.stdin
    print(line, file=program.stdin, flush=True)


def answer(program: subprocess.Popen[str], line: object) -> dict[str, Any]:
    """Send a line and take what it tells."""
    question(program, line)
    assert program.stdout
    told: dict[str, Any] = json.loads(program.stdout.readline())
    return told


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT)))}
