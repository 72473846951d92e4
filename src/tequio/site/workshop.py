"""Where the checkout is, and how its tools are called; an installed package has no workshop."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent.parent
UNWANTED = {"DJANGO_SETTINGS_MODULE", "PYTHONDONTWRITEBYTECODE"}


def is_here() -> bool:
    """Whether this is a checkout with its tests, not an installed package."""
    return (ROOT / "pyproject.toml").exists() and (ROOT / "tests").is_dir()


def environment(**more: str) -> dict[str, str]:
    """The environment in which the tools find the package, whatever the caller has set.

    What Python compiles is kept: else each worker and each node compiles the whole house anew.
    """
    path = os.pathsep.join((str(ROOT / "src"), str(ROOT)))
    inherited = {k: v for k, v in os.environ.items() if k not in UNWANTED}
    return inherited | {"PYTHONPATH": path, "PYTHONUTF8": "1"} | more


def call(
    module: str, *words: str, quiet: bool = False, **more: str
) -> subprocess.CompletedProcess[str]:
    """Run `python -m MODULE WORDS…` at the root; when quiet, its output comes back instead."""
    return subprocess.run(
        [sys.executable, "-m", module, *words],
        cwd=ROOT,
        env=environment(**more),
        check=False,
        text=True,
        stdout=subprocess.PIPE if quiet else None,
        stderr=subprocess.STDOUT if quiet else None,
    )
