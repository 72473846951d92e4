"""The programs that benchmarks compare with, in an environment of their own.

They are heavy and partly proprietary (pabutools brings a commercial solver), so that they never
enter the environment of the tests. Nothing here is part of what Tequio installs or serves.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PLACE = ROOT / ".cache" / "oracles"
LOCK = ROOT / "requirements" / "oracles.txt"


def python() -> Path | None:
    """The interpreter that has the oracles; None (and the reason on stderr) if it cannot be made.

    The first call installs them from the locked file and takes a minute; later calls only look.
    """
    interpreter = PLACE / "bin" / "python"
    stamp = PLACE / "lock.sha256"
    lock = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == lock:
        return interpreter
    print("Installing what is compared with into .cache/oracles (once) …", file=sys.stderr)
    venv.EnvBuilder(clear=True, symlinks=True, with_pip=True).create(PLACE)
    words = ("-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-input")
    done = subprocess.run(
        [interpreter, *words, "--require-hashes", "--no-deps", "-r", LOCK],
        check=False,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        print(f"Without the programs to compare with: {done.stderr.strip()}", file=sys.stderr)
        return None
    stamp.write_text(lock)
    return interpreter
